"""Exactly-once sending: plan, journal, runner and settling."""
