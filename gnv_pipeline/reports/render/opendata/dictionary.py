"""What each column of a publication is called and means to those who read its files.

Belongs here: the Swedish heading, meaning, unit and origin of columns, written once for the Excel appendix
and the open data. Does not belong here: which tables are shown where, types and keys (the
warehouse declares them) or words of codes (``mart.code_label``).
"""

from __future__ import annotations

from gnv_pipeline.reports.render.opendata import words_judged, words_plan, words_reported
from gnv_pipeline.reports.render.opendata.column import (
    Column,
    change,
    code,
    flag,
    value,
    whole,
    year,
)

EVERYWHERE: dict[str, Column] = {
    "indicator_id": Column("Indikator-id", "Indikatorns id i handlingsplanen"),
    "organisation_id": Column(
        "Område-id", "Kommunkod, regionkod eller planens id; text, inledande nollor hör till"
    ),
    "goal_id": Column("Mål-id", "Målets id i handlingsplanen"),
    "delmal_id": Column("Delmål-id", "Delmålets id i handlingsplanen"),
    "data_year": year("Dataår", "Det år värdet avser; för treårsmedel det sista av de tre åren"),
    "report_year": year("Uppföljningsår"),
    "gender": code("Kön", "gender", "source", "T alla, K kvinnor, M män"),
    "sort_order": whole("Ordning", "Ordning i handlingsplanen, från 1", "plan"),
    "value": value("Värde", "Andelar i procent 0–100, inte avrundade", "source"),
    "lower95": value("Intervall från", "Nedre gräns för 95-procentigt konfidensintervall"),
    "upper95": value("Intervall till", "Övre gräns för 95-procentigt konfidensintervall"),
    "lower998": value("Brett intervall från", "Nedre gräns för 99,8-procentigt konfidensintervall"),
    "upper998": value("Brett intervall till", "Övre gräns för 99,8-procentigt konfidensintervall"),
    "numerator": Column("Täljare", "Där den är känd och får visas", "number", "source", "antal"),
    "denominator": Column(
        "Nämnare",
        "Där den är känd och får visas; för enkäter antal svarande",
        "number",
        "source",
        "antal",
    ),
    "missing_reason": code(
        "Saknas därför att", "missing_reason", text="Varför värdet saknas; tomt när det finns"
    ),
    "masked": flag("Döljs", "Om värdet inte visas för att det bygger på få personer", "own"),
    "flag": code("Litet underlag", "flag", text="few: underlaget är under 30"),
    "preliminary": flag("Preliminärt", "Om källan eller insamlingen inte är slutlig", "source"),
    "value_kind": code("Värdet är", "value_kind", text="Hur värdet har kommit till"),
    "interval_basis": code("Intervallet bygger på", "interval_basis"),
    "areas_included": whole(
        "Områden i värdet", "Hur många områden ett läns- eller gruppvärde bygger på"
    ),
    "areas_expected": whole("Områden som borde ingå"),
    "source_label": Column("Källa", "Så ska källan anges", "text", "own"),
    "definition_version": whole(
        "Definition nr", "Versionen av definitionen som gällde det året", "plan", "nummer"
    ),
    "signal": code("Utfall", "comparison_signal"),
    "reason": code("Varför", "comparison_reason"),
    "from_year": year("Från år", "Det tidigare dataåret; tomt när inget är jämförbart"),
    "from_value": value("Tidigare värde", origin="source"),
    "change": change("Förändring", "Värdet minus det tidigare värdet"),
    "target_kind": code("Målet är", "target_kind", "plan"),
    "target_lower": value("Målvärde, nedre", origin="plan"),
    "target_upper": value("Målvärde, övre", origin="plan"),
    "target_year": year("Målår", "Det dataår då målet ska vara nått", "plan"),
    "baseline_value": value("Startvärde", origin="plan"),
    "baseline_year": year("Startår", origin="plan"),
    "gap_unit": Column("Räknat i", "Vad det som fattas till målet räknas i"),
    "example": flag("Exempel", "Inte beslutat av regionen"),
    "name": Column("Namn"),
    "text": Column("Text"),
    "year": year("Uppföljningsår"),
    "round": whole("Omgång", "Årets insamlingsomgång", "plan", "nummer"),
}

BY_TABLE: dict[str, dict[str, Column]] = {
    **words_plan.COLUMNS,
    **words_judged.COLUMNS,
    **words_reported.COLUMNS,
}


def column(table: str, name: str) -> Column:
    """The words of a column; one that has none yet is called by its own name.

    A new column of the contract must never stop a publication; the tests ask for its words.
    """
    own = BY_TABLE.get(table, {})
    return own.get(name) or EVERYWHERE.get(name) or Column(name)


def has_words(table: str, name: str) -> bool:
    """Whether the column is described here."""
    return name in BY_TABLE.get(table, {}) or name in EVERYWHERE
