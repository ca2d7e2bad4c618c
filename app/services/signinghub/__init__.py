"""SigningHub: its client, its JSON, its words and what they mean to us."""
