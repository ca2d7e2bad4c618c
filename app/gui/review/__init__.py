"""The last look before sending, and what became of it."""
