"""Pure functions: the bytes of a press file in, records out."""
