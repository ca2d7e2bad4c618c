"""Following agreements: whom to ask next, what changed, who blocks."""
