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
        for indicator in facts.main_first():
            if text := _of_indicator(facts, area, beside, indicator):
                yield Sentence("similar.kommun", area.id, text, indicator_id=indicator.id)


def who(beside: list[Similar]) -> str:
    """The similar kommuner and what they are alike in."""
    names = enumeration([row.similar_name for row in beside])
    first = beside[0]
    if first.basis == "kolada_group":
        year = f" {first.basis_year}" if first.basis_year is not None else ""
        return f"Liknande kommuner enligt Kolada{year}: {names}."
    by = f" i fråga om {first.variables}" if first.variables else ""
    year = f" ({first.basis_year})" if first.basis_year is not None else ""
    return f"De kommuner i länet som liknar er mest{by}{year}: {names}."


def _of_indicator(
    facts: Facts, area: Area, beside: list[Similar], indicator: Indicator
) -> str | None:
    if indicator.better == "none" or indicator.responsibility == "region":
        return None
    order = {row.similar_id: row for row in beside}
    rows = [
        row
        for row in facts.similar_changes
        if (row.organisation_id, row.indicator_id) == (area.id, indicator.id)
        and row.similar_id in order
        and row.data_year == facts.judged_year(indicator.id)
    ]
    rows.sort(key=lambda row: order[row.similar_id].sort_order)
    names = {key: row.similar_name for key, row in order.items()}
    improved = any(row.signal == "better" for row in rows)
    if not rows or (indicator.role != "main" and not improved):
        return None
    return change(indicator, rows, names)


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
    few = (
        "den liknande kommunen"
        if len(rows) == 1
        else f"de {count_word(len(rows))} liknande kommunerna"
    )
    said = f"{about}: ingen av {few} har blivit säkert bättre sedan förra mätningen."
    if len(rows) == 1:
        said = f"{about}: {few} har inte blivit säkert bättre sedan förra mätningen."
    return f"{said} Se i stället aktiviteterna under samma mål."


def _improved(indicator: Indicator, row: SimilarChange, names: dict[str, str]) -> str:
    name = names[row.similar_id]
    if row.from_value is None or row.value is None:
        return name
    places = figures.apart(indicator, row.from_value, row.value)
    first = figures.briefly(indicator, row.from_value, places)
    last = figures.amount(indicator, row.value, places)
    return f"{name} (från {first} {row.from_year} till {last} {row.data_year})"
