"""A page told apart: title, story, and the furniture, by rules that are data."""
