"""What a run does after its import: remove, clear, subscribe."""
