"""Open data of a publication: tables as CSV and Parquet, described for people, machines and catalogues.

Belongs here: which tables are open, their files and their descriptions. Does not belong here: anything that
is not in the masked publication, or texts that organisations wrote for the reports.
"""

from __future__ import annotations

from gnv_pipeline.reports.render.opendata.writer import FOLDER, write_open_data

__all__ = ["FOLDER", "write_open_data"]
