"""The way home of people's texts; that of all else is SQL (``mart/lineage.insert.sql``).

Belongs here: lineage rows that no table of core holds. Does not belong here: walking the way (``trace``).
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from gnv_pipeline.plan.texts import HumanText
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.loading import load

SUBJECT = "human_text"


def write_texts(con: Connection, texts: Iterable[HumanText]) -> int:
    """Add one row per text to ``mart.lineage``; returns how many."""
    rows = [
        {
            "subject": SUBJECT,
            "subject_key": f"{text.section}|{text.organisation_id}",
            "component": "text",
            "input_no": 1,
            "source_kind": "text",
            "source_file": text.file,
            "sha256": text.sha256,
            "received_at": text.written_on.isoformat(),
        }
        for text in texts
    ]
    return load(con, "mart.lineage", pd.DataFrame(rows), where={"subject": SUBJECT})
