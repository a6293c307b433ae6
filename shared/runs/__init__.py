"""The use cases, one file each. Every one may be called twice, late, or by another machine than the one before."""
