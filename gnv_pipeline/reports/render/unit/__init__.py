"""Enhetschefens sida as a web page that prints on one A4.

Belongs here: its own small template and style sheet. Does not belong here: its words.
"""

from gnv_pipeline.reports.render.unit.writer import write_unit_pages

__all__ = ["write_unit_pages"]
