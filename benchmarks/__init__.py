"""Measurements of time and memory, at sizes far beyond one county; each is a ratio to something plain."""
