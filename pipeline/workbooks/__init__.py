"""Workbooks: what people fill, written and read back."""
