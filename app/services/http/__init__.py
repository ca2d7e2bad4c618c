"""One request in, a reply or a ServiceError out."""
