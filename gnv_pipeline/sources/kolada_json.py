"""Answers of Kolada's API v3, kept page by page: JSON lines, one answer as received per line.

Belongs here: the form in which answers are kept and how rows are read out of them. Does not belong
here: asking (``kolada_api``) or which rows a plan follows (``kolada``).

Each line is ``{"request": "/data/kpi/...", "body": "<the answer, character by character>"}``. No time
stands in it: the same answers give the same bytes, and the day they were fetched stands in the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gnv_pipeline.sources import kolada_values as kv


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: what was asked for (path and query) and the text that came back."""

    request: str
    body: str


class UnexpectedAnswer(ValueError):
    """An answer has another form than Kolada's v3; the text says in Swedish what was expected."""


def to_bytes(pages: Iterable[Page]) -> bytes:
    """The file in which the pages are kept."""
    lines = (
        json.dumps({"request": page.request, "body": page.body}, ensure_ascii=False)
        for page in pages
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def envelope(body: str) -> dict[str, Any]:
    """The envelope of an answer; raises :class:`UnexpectedAnswer` when it is no Kolada answer."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise UnexpectedAnswer("Svaret är inte JSON.") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("values"), list):
        said = answer.get("error") if isinstance(answer, dict) else None
        detail = f" Kolada skriver: {said}" if isinstance(said, str) else ""
        raise UnexpectedAnswer(f"Svaret har ingen lista ”values”.{detail}")
    return answer


def read_pages(data: bytes) -> pd.DataFrame:
    """Rows with ``kolada_values.COLUMNS``; ``line`` is the number of the record in the whole file.

    Records marked as deleted are left out. A value that is null becomes ``empty_at_source``. The same
    row in two pages counts once, the later one. Raises :class:`UnexpectedAnswer`.
    """
    records: list[tuple[str, str, int, str, float | None, str | None, int]] = []
    number = 0
    for line in data.decode("utf-8").split("\n"):
        if not line:
            continue
        for post in envelope(json.loads(line)["body"])["values"]:
            number += 1
            records += _rows(post, number)
    frame = pd.DataFrame(records, columns=list(kv.COLUMNS))
    frame["data_year"] = frame["data_year"].astype("int64")
    frame["value"] = frame["value"].astype("float64")
    frame["missing_reason"] = frame["missing_reason"].astype("object")
    return kv.ordered(frame.drop_duplicates(kv.KEY, keep="last"))


def _rows(post: Any, number: int) -> list[tuple[str, str, int, str, float | None, str | None, int]]:
    try:
        key = str(post["kpi"]), str(post["municipality"]), int(post["period"])
        rows = []
        for item in post["values"]:
            if item.get("isdeleted"):
                continue
            gender = str(item["gender"]).upper()
            value = None if item["value"] is None else float(item["value"])
            if gender not in kv.GENDERS:
                raise UnexpectedAnswer(f"Post {number} har kön ”{gender}”, inte T, K eller M.")
            rows.append((*key, gender, value, kv.EMPTY if value is None else None, number))
    except (KeyError, TypeError, AttributeError) as error:
        raise UnexpectedAnswer(f"Post {number} i svaret har en annan form än väntat.") from error
    except ValueError as error:
        if isinstance(error, UnexpectedAnswer):
            raise
        raise UnexpectedAnswer(
            f"Post {number} i svaret har ett värde som inte är ett tal."
        ) from error
    return rows
