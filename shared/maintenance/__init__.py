"""Regular and rare work on what is stored: sweep, retention, erasure."""
