"""The tour: the whole story played on the real widgets, kept in pictures."""
