"""Measurements of time and memory, also at sizes far beyond one county; each is a ratio to something plain."""
