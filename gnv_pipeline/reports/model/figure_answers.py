"""Figures of what organisations reported: self-assessment and activities.

Belongs here: counting rows of one kind onto the steps of a figure (nothing is estimated), their words and
tables. Does not belong here: how they are drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gnv_pipeline.plan.models import StatementsFile
from gnv_pipeline.reports.model.charts import (
    Part,
    StackChart,
    StackRow,
    Step,
)
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Figure, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

ANSWERED_BY = "lokala systemledningar och verksamheter som svarat"
OWN_SOURCE = "Källa: årets inlämnade underlag."
NO_ANSWER = "Inget svar"


def _steps(scale: StatementsFile) -> tuple[tuple[str | None, Step], ...]:
    steps: list[tuple[str | None, Step]] = [
        (step.code, Step(_step_label(step.score, step.label), plain=step.score is None))
        for step in scale.scale
    ]
    return (*steps, (None, Step(NO_ANSWER, plain=True)))


def _step_label(score: int | None, label: str) -> str:
    return label if score is None or label.startswith(str(score)) else f"{score} {label}"


def example_suffix(row: Row) -> str:
    """`` (exempel)`` after what the region has not decided."""
    return " (exempel)" if row["example"] else ""


def statements(mart: Mart, scale: StatementsFile, delmal: Row) -> Figure | None:
    """How the answers fall on the scale, one bar per statement; None when nobody has answered."""
    asked = [row for row in mart.ordered("statement") if row["delmal_id"] == delmal["delmal_id"]]
    answers = [row for row in mart.rows("self_assessment_answer") if row["year"] == mart.year]
    steps = _steps(scale)
    counts = {
        row["statement_id"]: Counter(
            a["answer"] for a in answers if a["statement_id"] == row["statement_id"]
        )
        for row in asked
    }
    if not any(sum(count.values()) for count in counts.values()):
        return None
    rows, table_rows = [], []
    for row in asked:
        count = counts[row["statement_id"]]
        text = f"{row['text']}{example_suffix(row)}"
        parts = tuple(Part(count[code], f"{step.label}: {count[code]}") for code, step in steps)
        rows.append(StackRow(text, parts))
        table_rows.append(TableRow((Cell(text), *(Cell(str(count[code])) for code, _ in steps))))
    key = f"sjalvskattning-{delmal['delmal_id']}"
    return Figure(
        key=key,
        title=f"Självskattning: {delmal['name']}",
        alt=(
            f"Liggande staplar, en per påstående, som visar hur många som valt varje svar. {delmal['name']}. "
            "Alla antal står i tabellen."
        ),
        chart=StackChart(tuple(step for _, step in steps), tuple(rows), "antal svar"),
        tables=(
            Table(
                f"{key}-tabell",
                f"Självskattning {mart.year}, {delmal['name']}: antal svar per påstående",
                (Column("Påstående"), *(Column(step.label, "number") for _, step in steps)),
                tuple(table_rows),
                wide=True,
            ),
        ),
        unit="antal svar",
        data_year=str(mart.year),
        base=ANSWERED_BY,
        source=OWN_SOURCE,
    )


def activities(mart: Mart, delmal: Sequence[Row]) -> Figure | None:
    """Activities of the year per delmål and status; None when none were reported."""
    rows = [row for row in mart.rows("activity") if row["year"] == mart.year]
    if not rows:
        return None
    status = {row["activity_id"]: row["status_label"] or "Status saknas" for row in rows}
    known = [row["label"] for row in mart.codes("activity_status")]
    labels = sorted(
        set(status.values()), key=lambda s: (known.index(s) if s in known else len(known), s)
    )
    links = {
        (row["activity_id"], row["delmal_id"])
        for row in mart.rows("activity_link")
        if row["year"] == mart.year
    }
    bars, table_rows = [], []
    for one in delmal:
        mine = Counter(status[a] for a, d in sorted(links) if d == one["delmal_id"] and a in status)
        bars.append(StackRow(one["name"], tuple(Part(mine[s], f"{s}: {mine[s]}") for s in labels)))
        table_rows.append(TableRow((Cell(one["name"]), *(Cell(str(mine[s])) for s in labels))))
    return Figure(
        key="aktiviteter-oversikt",
        title="Aktiviteter per delmål",
        alt="Liggande staplar, en per delmål, delade efter status. Alla antal står i tabellen.",
        chart=StackChart(tuple(Step(s) for s in labels), tuple(bars), "antal aktiviteter"),
        tables=(
            Table(
                "aktiviteter-oversikt-tabell",
                f"Rapporterade aktiviteter {mart.year}: antal per delmål och status",
                (Column("Delmål"), *(Column(s, "number") for s in labels)),
                tuple(table_rows),
            ),
        ),
        unit="antal aktiviteter (en aktivitet kan höra till flera delmål)",
        data_year=str(mart.year),
        base="alla aktiviteter som rapporterats",
        source=OWN_SOURCE,
        wide=True,
    )
