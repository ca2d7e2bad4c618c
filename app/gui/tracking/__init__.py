"""The workflow viewer: who is up, what happened, and everything that the service said."""
