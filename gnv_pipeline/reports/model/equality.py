"""Likvärdighet: the spread between kommuner beside what chance gives, maps, women and men.

Belongs here: the order within the section. Does not belong here: figures' contents or what is equitable.
"""

from __future__ import annotations

from gnv_pipeline.formatting import interval, number
from gnv_pipeline.reports.model import figure_map, figure_spread, frame, standing, texts, words
from gnv_pipeline.reports.model.geometry import Outlines
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import (
    Block,
    Cell,
    Column,
    Facts,
    Multiples,
    Section,
    Statement,
    Table,
)
from gnv_pipeline.reports.model.parts import Row as TableRow


def section(mart: Mart, outlines: Outlines) -> Section:
    """The two pages on likvärdighet."""
    blocks: list[Block] = [
        *frame.plain(mart.sentences("front.differences", mart.common)),
        Statement(texts.SPREAD_NOTE, "note"),
    ]
    figure, table = figure_spread.spread(mart)
    blocks += [one for one in (figure, table) if one is not None]
    if figure is None and table is None:
        blocks.append(Statement("Det finns inga värden att jämföra mellan kommuner.", "missing"))
    inner = (_told(mart, SPREAD), _told(mart, GENDERS), _maps(mart, outlines))
    return Section(
        "likvardighet",
        "Skillnader mellan kommunerna",
        tuple(blocks),
        tuple(one for one in inner if one is not None),
        page=True,
    )


SPREAD = ("equity.indicator", "likvardighet-matt", "Hur mycket som är mer än slump")
GENDERS = ("equity.gender", "likvardighet-kon", "Kvinnor och män")


def _told(mart: Mart, of: tuple[str, str, str]) -> Section | None:
    """What is said of each main indicator in a place of sentences; the others have theirs in the appendix."""
    place, key, title = of
    rows = tuple(
        (row["short_name"], text)
        for row in mart.indicators.values()
        if row["role"] == "main"
        for text in mart.sentences(place, mart.common, indicator=row["indicator_id"])
    )
    return Section(key, title, (Facts(rows),)) if rows else None


def _maps(mart: Mart, outlines: Outlines) -> Section | None:
    found = [
        figure_map.certain(mart, mart.indicators[key], outlines)
        for key in standing.shown(mart)
        if mart.indicators[key]["level"] != "region" and not mart.indicators[key]["derived"]
    ]
    figures = tuple(figure for figure in found if figure is not None)
    if not figures:
        return None
    multiples = Multiples(
        "likvardighet-kartor", "Kommunerna mot övriga kommuner i länet", figures, columns=4
    )
    note = Statement(texts.MAP_NOTE, "note")
    return Section("likvardighet-karta", "Var skillnaderna finns", (note, multiples))


# --- women and men -----------------------------------------------------------------------------


def genders(mart: Mart) -> Section | None:
    """Women against men for the county, every indicator; None where the publication has none."""
    county = {
        row["indicator_id"]: row
        for row in mart.optional("gender_gap")
        if row["organisation_id"] in mart.common
        and row["data_year"] == mart.indicators[row["indicator_id"]]["judged_year"]
        and mart.indicators[row["indicator_id"]]["delmal_id"]
    }
    kept = [row for key, row in mart.indicators.items() if key in county]
    if not kept:
        return None
    table = Table(
        "kon-tabell",
        "Kvinnor och män i länet",
        (
            Column("Mått"),
            Column("Avser"),
            Column("Kvinnor", "number"),
            Column("Män", "number"),
            Column("Skillnad, kvinnor minus män", "number"),
            Column("Osäkerhetsintervall", "number"),
            Column("Bedömning"),
            Column("Skillnaden över tid"),
        ),
        tuple(_gender_row(mart, row, county[row["indicator_id"]]) for row in kept),
        wide=True,
    )
    return Section("kon", "Kvinnor och män i länet", (table,), page=True)


def _gender_row(mart: Mart, indicator: Row, row: Row) -> TableRow:
    decimals = indicator["decimals"]
    return TableRow(
        (
            Cell(
                f"{indicator['short_name']} ({words.remark(mart, indicator)})",
                href=f"#{indicator['indicator_id']}",
            ),
            Cell(words.period(indicator, row["data_year"])),
            Cell(words.short_value(mart, indicator, row["women"])),
            Cell(words.short_value(mart, indicator, row["men"])),
            Cell(number(row["gap"], decimals)),
            Cell(interval(row["lower95"], row["upper95"], decimals) or "–"),
            _judged(mart, "gender_signal", row["signal"], "gender_reason", row["reason"]),
            _judged(
                mart,
                "development",
                row["development"],
                "development_reason",
                row["development_reason"],
            ),
        )
    )


def _judged(mart: Mart, list_name: str, code: str | None, reasons: str, reason: str | None) -> Cell:
    """The words of a judgement; where there is none, why."""
    if code is None:
        return Cell("–")
    if code == "not_judged" and reason is not None:
        return Cell(mart.label(reasons, reason))
    return Cell(mart.label(list_name, code), mart.symbol(list_name, code))
