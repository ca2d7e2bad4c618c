"""What is done with an agreement after it was sent, asked for in a sheet that says the effects."""
