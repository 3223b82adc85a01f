"""What the figures of an indicator have in common: whose value is the county's, source, base, older values.

Belongs here: small look-ups and texts that more than one figure needs. Does not belong here: figures.
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.formatting import number
from gnv_pipeline.reports.model import words
from gnv_pipeline.reports.model.charts import Dot, Role
from gnv_pipeline.reports.model.mart import Mart, Row

CERTAIN = frozenset({"better", "worse", "higher", "lower"})
OWN_PROCESSING = "Egen bearbetning."
GENDERS: tuple[tuple[str, Role], ...] = (("K", "women"), ("M", "men"))


def main_area(mart: Mart, indicator: Row) -> str:
    """The county where it has a value, otherwise the region as an organisation."""
    for area in mart.common:
        if any(
            row["value"] is not None
            for row in mart.series(indicator["indicator_id"], area).values()
        ):
            return area
    return mart.county


def source_of(rows: Iterable[Row | None]) -> str:
    """The source labels of the rows shown; one that stands within another is told once."""
    told = {str(row["source_label"]) for row in rows if row and row["source_label"]}
    labels = sorted(one for one in told if not any(one != other and one in other for other in told))
    return " ".join(label if label.endswith(".") else f"{label}." for label in labels)


def base_of(mart: Mart, indicator: Row, row: Row | None) -> str:
    """Who is counted, and how many where that is known and shown."""
    who = str(indicator["who_counts"])
    if row is None or row["denominator"] is None or indicator["disclosure"] == "public":
        return who
    return f"{who} ({number(row['denominator'])})"


def dot(mart: Mart, indicator: Row, row: Row, role: Role, name: str, certain: bool = False) -> Dot:
    """A mark for a value that is there."""
    return Dot(
        role=role,
        value=row["value"],
        lower=row["lower95"],
        upper=row["upper95"],
        text=f"{name} {words.spoken(mart, indicator, row)}",
        shown=words.short_value(mart, indicator, row["value"]),
        certain=certain,
    )


def latest_before(
    mart: Mart, indicator: Row, area: str, year: int, gender: str = "T"
) -> Row | None:
    """The newest row with a value before ``year``."""
    series = mart.series(indicator["indicator_id"], area, gender)
    older = (series[y] for y in sorted(series, reverse=True) if y < year)
    return next((row for row in older if row["value"] is not None), None)
