"""What the panes show of the desk, worked out from what the services hand over."""
