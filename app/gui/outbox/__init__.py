"""The room of the outbox: what is on its way, what is known of it, and what can be done."""
