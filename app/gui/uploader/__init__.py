"""The documents of a draft: added, checked, ordered and looked at."""
