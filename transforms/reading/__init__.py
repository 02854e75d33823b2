"""Bytes to a page: what they are, what they say, and what its markup declares."""
