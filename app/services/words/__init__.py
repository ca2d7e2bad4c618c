"""Words for people: the sentences behind the codes of the domain, shared by window and command line."""
