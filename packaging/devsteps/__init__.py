"""Steps of the developer's door; standard library only."""
