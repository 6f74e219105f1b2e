"""Answers put before a reader: one sheet, one module per format."""
