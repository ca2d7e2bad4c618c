"""Earlier versions of a draft, as a dialog."""
