"""Rows → chunks: map, check, deduplicate, cut, and account for every row that is not sent."""
