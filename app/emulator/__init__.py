"""Both signing services on loopback: strict, stateful, for practice and tests."""
