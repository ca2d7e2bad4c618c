"""What an agreement is: frozen dataclasses and pure functions, without I/O, clock or prose."""
