"""The OS keyring behind a small port, and memory for practice and tests."""
