"""Webhooks: what is said, how it is signed, and how it gets to an address that a user gave."""
