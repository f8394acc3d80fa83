"""Documents: what they say (`compose`), how they are set on pages as Word and PDF twins, where they are published."""
