"""Where segments lie in storage and how they are read."""
