"""Composing: one page with four parts, saved by itself, sent by one deliberate press."""
