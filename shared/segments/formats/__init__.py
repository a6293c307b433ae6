"""File formats of segment parts: CSV, JSON Lines, Parquet, and the text they are made of."""
