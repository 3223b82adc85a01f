"""Measurements of time and memory, also far beyond the size of a county; each beside something plain."""
