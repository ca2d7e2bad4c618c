"""Pieces that every pane is made of; they take the theme first and know no service."""
