"""Sentences on the similar kommuner of each kommun: who they are, and who of them improved with certainty.

Belongs here: ``similar.kommun``. Only improvements are named, as somebody to learn from; where nobody
improved with certainty, that is said. Does not belong here: choosing the similar ones (``indicators``).
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.plan.models import Area, Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows_compared import Similar, SimilarChange
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.publishing.sentences.sentence import Sentence

LEARN = "Där ingen har blivit säkert bättre: se aktiviteterna under samma mål."


def sentences(facts: Facts) -> Iterator[Sentence]:
    """Per kommun in name order: who is similar, then each main indicator and those with an improvement."""
    for area in facts.plan.kommuner:
        beside = sorted(
            (row for row in facts.similar if row.organisation_id == area.id),
            key=lambda row: row.sort_order,
        )
        if not beside:
            continue
        yield Sentence("similar.kommun", area.id, who(beside))
        nobody = False
        for indicator in facts.main_first():
            rows = _rows(facts, area, beside, indicator)
            if rows:
                text = change(indicator, rows, {row.similar_id: row.similar_name for row in beside})
                yield Sentence("similar.kommun", area.id, text, indicator_id=indicator.id)
                nobody = nobody or not any(row.signal == "better" for row in rows)
        if nobody:
            yield Sentence("similar.kommun", area.id, LEARN)


def who(beside: list[Similar]) -> str:
    """The similar kommuner and what they are alike in."""
    names = enumeration([row.similar_name for row in beside])
    first = beside[0]
    if first.basis == "kolada_group":
        year = f" {first.basis_year}" if first.basis_year is not None else ""
        return f"Liknande kommuner enligt Kolada{year}: {names}."
    variables = enumeration((first.variables or "").split(", "))
    by = f" i fråga om {variables}" if variables else ""
    year = f" ({first.basis_year})" if first.basis_year is not None else ""
    return f"De kommuner i länet som liknar er mest{by}{year}: {names}."


def _rows(
    facts: Facts, area: Area, beside: list[Similar], indicator: Indicator
) -> list[SimilarChange]:
    """The similar kommuner's changes in name order; none for supporting indicators without improvement."""
    if indicator.better == "none" or indicator.responsibility == "region":
        return []
    order = {row.similar_id: row.sort_order for row in beside}
    rows = [
        row
        for row in facts.similar_changes
        if (row.organisation_id, row.indicator_id) == (area.id, indicator.id)
        and row.similar_id in order
        and row.data_year == facts.judged_year(indicator.id)
    ]
    if indicator.role != "main" and not any(row.signal == "better" for row in rows):
        return []
    return sorted(rows, key=lambda row: order[row.similar_id])


def change(indicator: Indicator, rows: list[SimilarChange], names: dict[str, str]) -> str:
    """Who of the similar kommuner improved with certainty since the measurement before."""
    about = figures.quoted(indicator.name)
    judged = [row for row in rows if row.signal != "not_judged"]
    if not judged:
        return (
            f"{about}: för de liknande kommunerna går det inte att säga om något har blivit bättre."
        )
    better = [row for row in judged if row.signal == "better"]
    if better:
        told = enumeration([_improved(indicator, row, names) for row in better])
        return f"{about}: säkert bättre än förra mätningen i {told}."
    if len(rows) == 1:
        return (
            f"{about}: den liknande kommunen har inte blivit säkert bättre sedan förra mätningen."
        )
    few = f"de {count_word(len(rows))} liknande kommunerna"
    return f"{about}: ingen av {few} har blivit säkert bättre sedan förra mätningen."


def _improved(indicator: Indicator, row: SimilarChange, names: dict[str, str]) -> str:
    name = names[row.similar_id]
    if row.from_value is None or row.value is None:
        return name
    places = figures.apart(indicator, row.from_value, row.value)
    first = figures.briefly(indicator, row.from_value, places)
    last = figures.amount(indicator, row.value, places)
    return f"{name} (från {first} till {last}, {row.from_year}–{row.data_year})"
