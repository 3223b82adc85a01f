"""Page 1 of each local report as a Word document, for the tjänsteskrivelse.

Belongs here: turning a page of the model into a document with real headings, lists and tables. Does not
belong here: its words or numbers.
"""

from gnv_pipeline.reports.render.docx.writer import write_word_pages

__all__ = ["write_word_pages"]
