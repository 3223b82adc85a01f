"""Sources, definitions and method: what a reader turns to at the back.

Belongs here: one row per indicator and the method in plain words. Does not belong here: values.
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.formatting import enumeration, month
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import texts, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

COLUMNS = (
    Column("Mått"),
    Column("Vad måttet visar och vilka som räknas"),
    Column("Så läses det"),
    Column("Källa och år"),
)


def definitions(mart: Mart, plan: Plan) -> Section:
    """Every indicator's definition, source and limits, one table per delmål."""
    tables = tuple(
        Table(
            f"kallor-{delmal['delmal_id']}",
            delmal["name"],
            COLUMNS,
            tuple(
                _row(mart, row)
                for row in mart.indicators.values()
                if row["delmal_id"] == delmal["delmal_id"]
            ),
            wide=True,
        )
        for delmal in mart.ordered("delmal")
    )
    return Section(
        "kallor",
        "Källor och definitioner",
        (
            Statement(plan.header.closeness_sentence, "lead"),
            *(table for table in tables if table.rows),
        ),
        page=True,
    )


def short_definitions(mart: Mart, plan: Plan, only: Iterable[str]) -> Section:
    """What the indicators named show; who is counted and where from stands under their figures."""
    rows = tuple(
        TableRow((Cell(row["short_name"]), Cell(row["definition"])))
        for row in map(mart.indicators.__getitem__, only)
    )
    columns = (Column("Indikator"), Column("Vad måttet visar"))
    table = Table("kallor-tabell", "Huvudindikatorerna i korthet", columns, rows)
    return Section(
        "kallor",
        "Källor och definitioner",
        (
            Statement(plan.header.closeness_sentence, "lead"),
            table,
            Statement(
                "Fullständiga definitioner och metod står i den regionala årsrapporten.", "note"
            ),
        ),
    )


def _row(mart: Mart, indicator: Row) -> TableRow:
    key = indicator["indicator_id"]
    return TableRow(
        (
            Cell(indicator["name"], example=indicator["example"]),
            Cell(_what(mart, indicator)),
            Cell(_how(mart, indicator)),
            Cell(_whence(mart, indicator)),
        ),
        key=f"def-{key}",
    )


def _what(mart: Mart, indicator: Row) -> str:
    """What the measure shows, who is counted, and how near the target group that is."""
    numerator, denominator = indicator["numerator_label"], indicator["denominator_label"]
    return _joined(
        indicator["definition"],
        f"Vilka räknas med: {_lower(indicator['who_counts'])}",
        f"Täljare: {_lower(numerator)}" if numerator else "",
        f"Nämnare: {_lower(denominator)}" if denominator else "",
        indicator["closeness_note"],
    )


def _how(mart: Mart, indicator: Row) -> str:
    """How to read it: direction, responsibility, the county's value, intervals, breaks."""
    read = indicator["better_note"] or mart.label("better", indicator["better"])
    return _joined(
        f"{_upper(mart.label('unit', indicator['unit']))}",
        _upper(read),
        f"Ansvar: {mart.label('responsibility', indicator['responsibility']).lower()}",
        f"Länets värde: {_lower(mart.label('county_value', indicator['county_value']))}",
        f"Osäkerhetsintervall: {_lower(_bases(mart, indicator['indicator_id']))}",
        "Under uppbyggnad" if indicator["under_construction"] else "",
        _versions(mart, indicator["indicator_id"]),
    )


def _whence(mart: Mart, indicator: Row) -> str:
    """Where the values come from, when they are published, and the year judged."""
    published, ended = _published(indicator), _ended(mart, indicator)
    return _joined(
        _source(mart, indicator),
        f"Bedöms för {words.period(indicator, indicator['judged_year'])}"
        if indicator["judged_year"]
        else mart.label("availability", indicator["availability"]),
        f"Publiceras {published}" if published else "",
        f"Upphör {ended}" if ended else "",
    )


def _joined(*parts: str) -> str:
    """Sentences one after another, each with its full stop."""
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}" if text[1:2].islower() else text


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _bases(mart: Mart, key: str) -> str:
    """How intervals are made; "none" is told only where no year has an interval."""
    used = {
        row["interval_basis"] for row in mart.rows("indicator_value") if row["indicator_id"] == key
    }
    told = sorted(used - {"none"}) or sorted(used)
    return enumeration([mart.label("interval_basis", basis) for basis in told])


def _source(mart: Mart, indicator: Row) -> str:
    original = indicator["original_source"]
    labels = {
        row["source_label"].removeprefix("Källa: ")
        for row in mart.rows("indicator_value")
        if row["indicator_id"] == indicator["indicator_id"] and row["source_label"]
    }
    told = [] if any(original in label for label in labels) else [original]
    told += sorted(labels)
    if indicator["kolada_id"]:
        told.append(f"Kolada-id {indicator['kolada_id']}")
    return " ".join(text if text.endswith((".", "?")) else f"{text}." for text in told)


def _published(indicator: Row) -> str:
    if indicator["publication_month"] is None:
        return ""
    lag = indicator["publication_lag"]
    when = "samma år" if lag == 0 else ("året efter" if lag == 1 else f"{lag} år efter")
    return f"i {month(indicator['publication_month'])} {when}"


def _versions(mart: Mart, key: str) -> str:
    rows = [row for row in mart.rows("indicator_definition") if row["indicator_id"] == key]
    return " ".join(
        f"Från {row['from_year']}: {row['break_note']}" for row in rows if row["break_note"]
    )


def _ended(mart: Mart, indicator: Row) -> str:
    if indicator["valid_to"] is None:
        return ""
    after = mart.indicators.get(indicator["replaced_by"] or "")
    suffix = f", ersätts av {after['name']}" if after else ""
    return f"efter {indicator['valid_to']}{suffix}"


def method() -> Section:
    """The method in plain words."""
    sections = tuple(
        Section(f"metod-{number}", title, tuple(Statement(text) for text in told))
        for number, (title, told) in enumerate(texts.METHOD, start=1)
    )
    return Section("metod", "Så är rapporten gjord", (), sections, page=True)
