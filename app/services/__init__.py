"""Everything outside the program: both signing services, storage, keyring, sending and tracking."""
