"""Scrive: Document API v2 and Flow API."""
