"""The spread between kommuner beside what chance alone gives.

Belongs here: which indicators the figure and the table show, and their words. Does not belong here: the
spread itself, which comes finished, or how it is drawn.
"""

from __future__ import annotations

from gnv_pipeline.formatting import interval, number
from gnv_pipeline.reports.model import words
from gnv_pipeline.reports.model.charts import Dot, DotChart, DotRow, KeyEntry
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Figure, Table
from gnv_pipeline.reports.model.parts import Row as TableRow


def spread(mart: Mart) -> tuple[Figure | None, Table | None]:
    """The spread between kommuner beside what chance gives: shares drawn, every indicator in a table."""
    rows = [row for row in mart.rows("inequality") if row["gender"] == "T"]
    rows.sort(key=lambda row: mart.indicators[row["indicator_id"]]["sort_order"])
    if not rows:
        return None, None
    table = Table(
        "likvardighet-tabell",
        "Skillnaden mellan högsta och lägsta kommunvärde, och vad enbart slumpen ger",
        (
            Column("Indikator"),
            Column("Avser"),
            Column("Kommuner med känt underlag", "number"),
            Column("Skillnad", "number"),
            Column("Slumpen ger i medeltal", "number"),
            Column("Slumpen ger oftast", "number"),
            Column("Bedömning"),
            Column("Bortom slumpen", "number"),
            Column("Bortom slumpen över tid"),
        ),
        tuple(_spread_cells(mart, row) for row in rows),
        wide=True,
    )
    charted = [
        row
        for row in rows
        if row["difference"] is not None
        and row["chance_mean"] is not None
        and mart.indicators[row["indicator_id"]]["unit"] == "percent"
    ]
    if not charted:
        return None, table
    figure = Figure(
        key="likvardighet-figur",
        title="Skillnad mellan kommunerna, bredvid vad slumpen ger",
        alt="Diagram med en rad per indikator. "
        + " ".join(
            f"{mart.indicators[row['indicator_id']]['short_name']}: {_spread_text(mart, row)}"
            for row in charted
        ),
        chart=DotChart(
            tuple(_spread_row(mart, row) for row in charted),
            (),
            (
                KeyEntry("observed", True, "skillnad mellan högsta och lägsta kommun"),
                KeyEntry(
                    "chance",
                    False,
                    "vad slumpen ensam ger (medel, och där 95 av 100 utfall hamnar)",
                ),
            ),
            "procentenheter",
            percent=False,
        ),
        tables=(table,),
        unit="procentenheter",
        data_year="år som står i tabellen",
        base="kommuner med känt antal svar eller händelser",
        source="Egen bearbetning.",
        wide=True,
    )
    return figure, None


def _spread_text(mart: Mart, row: Row) -> str:
    indicator = mart.indicators[row["indicator_id"]]
    gap = number(row["difference"], indicator["decimals"])
    chance = number(row["chance_mean"], indicator["decimals"])
    return f"skillnad {gap}, slumpen ger {chance} ({_chance(mart, row)})."


def _chance(mart: Mart, row: Row) -> str:
    decimals = mart.indicators[row["indicator_id"]]["decimals"]
    return interval(row["chance_lower"], row["chance_upper"], decimals) or "–"


def _spread_row(mart: Mart, row: Row) -> DotRow:
    indicator = mart.indicators[row["indicator_id"]]
    text = f"{indicator['short_name']} {words.period(indicator, row['data_year'])}: {_spread_text(mart, row)}"
    shown = number(row["difference"], indicator["decimals"])
    chance = number(row["chance_mean"], indicator["decimals"])
    return DotRow(
        row["indicator_id"],
        indicator["short_name"],
        (
            Dot(
                "chance", row["chance_mean"], row["chance_lower"], row["chance_upper"], text, chance
            ),
            Dot("observed", row["difference"], None, None, text, shown, True),
        ),
    )


def _spread_cells(mart: Mart, row: Row) -> TableRow:
    indicator = mart.indicators[row["indicator_id"]]
    decimals = indicator["decimals"]
    if row["signal"] == "not_judged":
        judged = Cell(mart.label("inequality_reason", row["reason"]))
    else:
        judged = Cell(
            mart.label("inequality_signal", row["signal"]),
            mart.symbol("inequality_signal", row["signal"]),
        )
    cells = (
        Cell(
            f"{indicator['short_name']}, {mart.label('unit', indicator['unit'])}",
            href=f"#{row['indicator_id']}",
        ),
        Cell(words.period(indicator, row["data_year"])),
        Cell(str(row["areas_known"])),
        Cell(number(row["difference"], decimals)),
        Cell(number(row["chance_mean"], decimals)),
        Cell(_chance(mart, row)),
        judged,
        Cell(number(row["remaining"], max(decimals, 1))),
        _development(mart, row),
    )
    return TableRow(cells, key=f"likvardighet-{row['indicator_id']}")


def _development(mart: Mart, row: Row) -> Cell:
    """Whether what lies beyond chance has grown; where nothing can be said, why."""
    if row["development"] in {None, "not_judged"}:
        return Cell(_reason(mart, row["development_reason"]))
    return Cell(
        mart.label("development", row["development"]),
        mart.symbol("development", row["development"]),
    )


def _reason(mart: Mart, code: str | None) -> str:
    return mart.label("development_reason", code) or "–"
