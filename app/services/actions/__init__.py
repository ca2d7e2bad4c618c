"""Doing something with a sent agreement, once."""
