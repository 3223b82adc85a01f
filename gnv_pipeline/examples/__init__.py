"""Generated example years: national values, filled workbooks and texts for any plan.

Belongs here: making plausible inputs, marked as example data, that go the same way through the system
as real ones. Does not belong here: running the system (the doors do), real values of any kind, or a
region's names and ids (they come from the plan).

Every figure is derived from its key (area, indicator, year), so the example years are the same each time.
"""

from gnv_pipeline.examples.national import national_rows, write_national_csv
from gnv_pipeline.examples.texts import write_texts
from gnv_pipeline.examples.workbook_content import example_content

__all__ = ["example_content", "national_rows", "write_national_csv", "write_texts"]
