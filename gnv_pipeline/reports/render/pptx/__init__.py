"""Meeting material as PowerPoint files: native text, tables and charts that people can go on editing.

Belongs here: turning decks of the model into slides. Does not belong here: their words or numbers.
"""

from gnv_pipeline.reports.render.pptx.writer import write_decks

__all__ = ["write_decks"]
