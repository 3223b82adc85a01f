"""What the system has to say beside values: rows of ``judged.note``.

Belongs here: indicators without any value, sources that differ. Does not belong here: comments of the
organisations (they come with the observation).
"""

from __future__ import annotations

import pandas as pd

from gnv_pipeline.formatting import number
from gnv_pipeline.indicators.catalogue import RunFacts
from gnv_pipeline.indicators.frames import plain_rows
from gnv_pipeline.plan.models import Plan

COLUMNS = [
    "note_id", "subject", "indicator_id", "organisation_id", "data_year", "gender", "text", "origin",
]  # fmt: skip


_PLACE = ["indicator_id", "organisation_id", "data_year", "gender"]


def notes(
    years: pd.DataFrame,
    observations: pd.DataFrame,
    differences: pd.DataFrame,
    plan: Plan,
    run: RunFacts,
) -> pd.DataFrame:
    """Make the notes.

    Args:
        years: Judged years (``county.judged_years``).
        observations: Rows of ``core.observation``.
        differences: Rows of ``core.source_difference``.
        plan: Gives names.
        run: Report year.
    """
    rows = [*_absent(years, observations, plan), *_differing(differences, plan, run)]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"data_year": "Int64"})


def _absent(years: pd.DataFrame, observations: pd.DataFrame, plan: Plan) -> list[dict[str, object]]:
    """National indicators that no file held at all: nobody guesses why, but it is said."""
    received = set(observations["indicator_id"])
    empty = years.loc[years["availability"] == "no_data", "indicator_id"]
    found: list[dict[str, object]] = []
    for identity in sorted(empty):
        indicator = plan.indicator_by_id[identity]
        if indicator.own or indicator.derived:
            continue
        if identity in received:
            text = f"{indicator.name}: Kolada har rader för måttet men inga värden."
        else:
            text = f"{indicator.name}: måttet ({indicator.kolada_id}) finns inte i de filer som lästs in."
        found.append(_note(f"absent|{identity}", "source", identity, text))
    return found


def _differing(differences: pd.DataFrame, plan: Plan, run: RunFacts) -> list[dict[str, object]]:
    """Values where another source says something else than the authoritative one."""
    found: list[dict[str, object]] = []
    sources = {"kolada": "Kolada", "workbook": "arbetsboken", "bulk": "länsfilen"}
    columns = [*_PLACE, "source_rank", "source_kind", "value", "other_source_kind", "other_value"]
    for row in plain_rows(differences[differences["data_year"] <= run.report_year], columns):
        place = dict(zip(_PLACE, row, strict=False))
        rank, kind, value, other_kind, other_value = row[len(_PLACE) :]
        decimals = plan.indicator_by_id[row[0]].decimals + 1
        text = (
            f"Två källor ger olika värden: {sources[kind]} {number(value, decimals)} (visas) och "
            f"{sources[other_kind]} {number(other_value, decimals)}."
        )
        key = "|".join(str(part) for part in (*place.values(), rank))
        found.append({**_note(f"difference|{key}", "indicator_value", row[0], text), **place})
    return found


def _note(identity: str, subject: str, indicator: str, text: str) -> dict[str, object]:
    return {
        "note_id": identity,
        "subject": subject,
        "indicator_id": indicator,
        "organisation_id": None,
        "data_year": None,
        "gender": None,
        "text": text,
        "origin": "system",
    }
