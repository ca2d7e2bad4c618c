"""The room of accounts: connecting, checking, changing and removing them."""
