"""How well a table of Kolada values fits the plan: what is not followed, what looks odd.

Belongs here: findings that need the plan. Does not belong here: findings on the file itself
(``kolada_csv``); changing any value.
"""

from __future__ import annotations

import pandas as pd

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import number
from gnv_pipeline.plan.models import AreaKind, Plan


def fit_to_plan(rows: pd.DataFrame, plan: Plan, file_name: str) -> tuple[Finding, ...]:
    """Findings on rows with ``kolada_values.COLUMNS`` and ``area_name``; no row is changed."""
    return (
        *_other_names(rows, plan, file_name),
        *_above_hundred(rows, plan, file_name),
        *_outside(rows, plan, file_name),
    )


def _other_names(rows: pd.DataFrame, plan: Plan, file_name: str) -> list[Finding]:
    """Ids that stand beside the name of another area of the plan: an id has gone wrong."""
    by_name: dict[str, set[str]] = {}
    for area in plan.areas:
        for name in (area.name, area.full_name, *area.variants):
            by_name.setdefault(name.casefold(), set()).add(area.id)
    # The county as a whole and the region may share a name; only a kommun's name decides here.
    kommuner = {area.id for area in plan.areas if area.kind is AreaKind.KOMMUN}
    pairs = rows.drop_duplicates(["organisation_id", "area_name"])
    findings = []
    for area_id, name, line in zip(
        pairs["organisation_id"], pairs["area_name"], pairs["line"], strict=True
    ):
        meant = by_name.get(str(name).casefold(), set())
        if len(meant) == 1 and area_id not in meant and (meant | {area_id}) & kommuner:
            right = next(iter(meant))
            findings.append(
                Finding(
                    code="kolada-area-and-name",
                    severity=Severity.ERROR,
                    message=f"Raden har område {area_id} men namnet {name}, som har id {right}.",
                    remedy="Rätta id eller namn, eller hämta tabellen på nytt.",
                    file=file_name,
                    line=int(line),
                    field="municipality_id",
                    value=str(area_id),
                    example=right,
                )
            )
    return findings


def _above_hundred(rows: pd.DataFrame, plan: Plan, file_name: str) -> list[Finding]:
    """Shares above 100 per cent, kept as received."""
    shares = {
        kolada_id
        for indicator in plan.indicators
        if indicator.unit == "percent"
        for kolada_id in (indicator.kolada_id, *(s.kolada_id for s in indicator.sources))
        if kolada_id is not None
    }
    above = rows[rows["kolada_id"].isin(list(shares)) & (rows["value"] > 100)]
    if above.empty:
        return []
    first = above.iloc[0]
    count = len(above)
    return [
        Finding(
            code="kolada-share-above-100",
            severity=Severity.INFO,
            message=(
                f"{number(count)} {'andel' if count == 1 else 'andelar'} är över 100 procent, först "
                f"{first['kolada_id']} för {first['organisation_id']} år {first['data_year']} "
                f"({number(float(first['value']), 1)}). Vi behåller värdena som Kolada skrev dem."
            ),
            remedy="Fråga den som äger nyckeltalet om värdet stämmer.",
            file=file_name,
            line=int(first["line"]),
            field="value",
            value=str(first["value"]),
        )
    ]


def _outside(rows: pd.DataFrame, plan: Plan, file_name: str) -> list[Finding]:
    """Rows for nyckeltal or areas that the plan does not follow, counted in one finding."""
    followed = {
        kolada_id
        for indicator in plan.indicators
        for kolada_id in (indicator.kolada_id, *(s.kolada_id for s in indicator.sources))
        if kolada_id is not None
    }
    other_id = ~rows["kolada_id"].isin(list(followed))
    other_area = ~rows["organisation_id"].isin(list(plan.area_by_id))
    count = int((other_id | other_area).sum())
    if count == 0:
        return []
    nyckeltal = rows.loc[other_id, "kolada_id"].nunique()
    areas = rows.loc[other_area, "organisation_id"].nunique()
    return [
        Finding(
            code="kolada-outside-plan",
            severity=Severity.INFO,
            message=(
                f"{number(count)} av {number(len(rows))} rader gäller nyckeltal eller områden som "
                f"planen inte följer ({nyckeltal} nyckeltal, {areas} områden). "
                "De sparas med filen men används inte."
            ),
            file=file_name,
        )
    ]
