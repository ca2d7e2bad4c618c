"""The people of a draft: who they are, how they are reached, how they prove who they are."""
