"""Find segments in storage and read their files."""
