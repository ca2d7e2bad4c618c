"""Words for people: the sentences behind the codes, shared by window and command line."""
