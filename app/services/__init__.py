"""Everything outside: both signing services, storage, keyring, sending and tracking."""
