"""Sending on a stage: a process that can be killed anywhere, and a judge who sees both sides."""
