"""Both signing services on loopback: strict stand-ins with state, a clock, faults and a journal."""
