"""The pages of a draft's documents, with the fields that people fill in on them."""
