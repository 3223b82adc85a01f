"""The warehouse: DuckDB tables from what was received (raw) to what is published (mart).

Belongs here: connections, the documented tables (``sql/<schema>/<table>.sql``), loading of frames and of
the plan, raw to core as SQL, the read-only reader of a publication. Does not belong here: judgements
(indicators), the mask (publishing), reading of workbooks or national files (intake, sources).
"""
