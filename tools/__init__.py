"""Scripts that build the console and write pages of docs/."""
