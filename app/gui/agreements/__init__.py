"""The list of agreements and drafts in the middle of the window."""
