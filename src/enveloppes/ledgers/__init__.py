"""Ledgers: from budget files through an engine's expression to exact sums, by year, of the lines that are tracked."""
