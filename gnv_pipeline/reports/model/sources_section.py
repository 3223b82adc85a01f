"""Sources, definitions and method: what a reader turns to at the back.

Belongs here: one list of facts per indicator and the method in plain words. Does not belong here: values.
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.formatting import enumeration, month
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import indicator_section, texts, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Cell, Column, Facts, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow


def definitions(mart: Mart, plan: Plan) -> Section:
    """Every indicator's definition, source and limits."""
    kept = [row for row in mart.indicators.values() if row["delmal_id"]]
    return Section(
        "kallor",
        "Källor och definitioner",
        (Statement(plan.header.closeness_sentence, "lead"),),
        tuple(_definition(mart, row) for row in kept),
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


def _definition(mart: Mart, indicator: Row) -> Section:
    key = indicator["indicator_id"]
    facts = [
        ("Vad måttet visar", indicator["definition"]),
        ("Vem räknas med", indicator["who_counts"]),
        ("Täljare", indicator["numerator_label"]),
        ("Nämnare", indicator["denominator_label"]),
        ("Enhet", mart.label("unit", indicator["unit"])),
        ("Läses så här", indicator["better_note"] or mart.label("better", indicator["better"])),
        ("Hur nära målgruppen", indicator["closeness_note"]),
        ("Ansvar", mart.label("responsibility", indicator["responsibility"])),
        ("Finns för", mart.label("level", indicator["level"])),
        ("Länets värde", mart.label("county_value", indicator["county_value"])),
        ("Osäkerhetsintervall", _bases(mart, key)),
        ("Källa", _source(mart, indicator)),
        ("Bedöms för", words.period(indicator, indicator["judged_year"])),
        ("Senaste dataår", words.period(indicator, indicator["latest_year"])),
        ("Publiceras", _published(indicator)),
        ("Ändringar i definitionen", _versions(mart, key)),
        ("Upphör", _ended(mart, indicator)),
    ]
    kept = tuple((term, str(text)) for term, text in facts if text)
    blocks: list[Block] = [Facts(kept)]
    return Section(
        f"def-{key}",
        indicator["name"],
        tuple(blocks),
        badges=indicator_section.badges(mart, indicator),
    )


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
