"""Measurements of time, each as a ratio to something everybody can measure on the same machine."""
