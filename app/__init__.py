"""Countersign: compose, send and follow agreements through Scrive and SigningHub."""
