"""The movement store: append-only Parquet by day, read with DuckDB. Knows no Django."""
