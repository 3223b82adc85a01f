"""The sheet Nyckeltal: one row per value, own ones open and national ones locked.

Belongs here: columns, rows and words of that sheet. Does not belong here: who is asked for what
(``keyfigures``) or the other sheets (``sheet_forms``).
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Area, Plan
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.keyfigures import Asked, asked_values
from gnv_pipeline.workbooks.parts import FIRST_ROW, KEY_COLUMN, MISSING, sheet_of
from gnv_pipeline.workbooks.shapes import Band, Column, Input, Kind, Row, SheetLayout


def keyfigures(plan: Plan, year: int, area: Area) -> SheetLayout:
    """The sheet of one organisation."""
    columns = (
        Column("delmal", "Delmål", 15),
        Column("name", "Nyckeltal", 31),
        Column("who", "Vem räknas med", 42),
        Column("numerator", "Täljare", 13, open=True),
        Column("denominator", "Nämnare", 13, open=True),
        Column("value", "Värde i år", 16),
        Column("previous", "Värde förra året", 18),
        Column("missing_reason", "Saknas därför att", 20, open=True),
        Column("comment", "Kommentar", 34, open=True),
        KEY_COLUMN,
    )
    values = asked_values(plan, year, area)
    rows: list[Row] = []
    bands: list[Band] = []
    number = FIRST_ROW
    for index, asked in enumerate(values):
        if not asked.own and (index == 0 or values[index - 1].own):
            text = "Hämtas från Kolada – här behöver ni inte fylla i något"
            bands.append(Band(number, text, plan.header.look.dark))
            number += 1
        above = values[index - 1] if index else None
        rows.append(_keyfigure_row(plan, asked, number, area, above))
        number += 1
    return sheet_of("keyfigures", columns, rows, bands)


def _keyfigure_row(
    plan: Plan, asked: Asked, number: int, reporter: Area, above: Asked | None
) -> Row:
    indicator = asked.indicator
    example = " (exempel)" if indicator.example and asked.own else ""
    name, about = indicator.name + example, words.GENDERS.get(asked.gender, "")
    if asked.area.id != reporter.id:
        # Many rows of one indicator below each other: what differs stands first.
        name = " – ".join(part for part in (asked.area.name, about) if part)
        about = indicator.short_name + example
    who = [indicator.who_counts]
    if asked.own:
        who += [
            f"{label}: {text}"
            for label, text in (
                ("Täljare", indicator.numerator),
                ("Nämnare", indicator.denominator),
            )
            if text
        ]
    same_above = above is not None and above.own and above.indicator.id == indicator.id
    return Row(
        key=asked.key,
        number=number,
        subject=(indicator.id, asked.area.id, asked.gender),
        texts={
            "delmal": plan.delmal_by_id[indicator.delmal or ""].name,
            "name": name,
            "about": about,
            "who": "Samma som ovan" if same_above and asked.own else "\n".join(who),
            "comment": "" if asked.own else indicator.original_source,
            "key": asked.key,
        },
        inputs=_keyfigure_inputs(asked) if asked.own else {},
    )


def _keyfigure_inputs(asked: Asked) -> dict[str, Input]:
    indicator = asked.indicator
    counted: Kind = "number" if indicator.unit in {"days", "days_per_capita"} else "count"
    inputs = {
        "numerator": Input(
            "numerator", "Täljare", counted, None, True,
            f"{indicator.numerator or indicator.name}. Skriv bara siffror.", "45",
        ),
        "denominator": Input(
            "denominator", "Nämnare", "count", None, True,
            f"{indicator.denominator or indicator.who_counts}. Skriv bara siffror.", "180",
        ),
        "missing_reason": Input(
            "missing_reason", "Saknas därför att", "code", MISSING, False,
            "Välj bara om ni inte kan lämna talen. Lämna då täljare och nämnare tomma.", "Ej mätt",
        ),
        "comment": Input(
            "comment", "Kommentar", "long_text", None, False,
            "Frivilligt. Skriv om något har ändrats eller om talet är uppskattat. Följer med i rapporten.",
            "Uppskattat. Nytt journalsystem sedan i våras.",
        ),
    }  # fmt: skip
    if indicator.unit == "count":
        del inputs["denominator"]
    return inputs
