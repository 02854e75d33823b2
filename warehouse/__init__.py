"""The DuckDB file: what its tables are, how a night is merged into it and published."""
