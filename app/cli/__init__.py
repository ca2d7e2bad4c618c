"""Verbs for scripts and schedulers, over the same services as the window."""
