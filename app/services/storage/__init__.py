"""SQLite behind ports, with numbered migrations."""
