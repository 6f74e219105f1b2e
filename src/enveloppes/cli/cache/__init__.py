"""Answers found before: kept by the content of all that they depend on, and given again unchanged."""
