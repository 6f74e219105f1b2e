"""The engines that evaluate the expression of ledgers: DuckDB embedded, Polars, Spark."""
