"""Renderers: each turns the report model into one kind of file.

Belongs here: files and their looks. Does not belong here: computing, rounding or deciding anything.
"""
