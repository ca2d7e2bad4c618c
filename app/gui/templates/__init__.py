"""Beginning an agreement with a template of a service."""
