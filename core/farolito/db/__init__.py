"""Storage: the guarded engine, the tables, what is sealed in them, and named queries."""
