"""The words of every code that a reader may meet, and a sign beside some of them.

Belongs here: labels as they stand alone in a table or a legend. They are written to ``mart.code_label``,
where reports take them from. Does not belong here: sentences, numbers, or lists that the plan owns (scale,
statuses, themes): those are added from the plan.

"Osäkert" is never used: it reads as bad data. What could not be seen is "går inte att avgöra".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gnv_pipeline.plan.models import Plan

UNDECIDABLE = "Går inte att avgöra"
NOT_JUDGED = "Bedöms inte"


@dataclass(frozen=True, slots=True)
class Label:
    """A row of ``mart.code_label``."""

    list: str
    code: str
    label: str
    symbol: str | None
    sort_order: int


_REASONS = {
    "above_with_certainty": "Hela osäkerhetsintervallet ligger ovanför målet",
    "below_with_certainty": "Hela osäkerhetsintervallet ligger under målet",
    "inside_with_certainty": "Hela osäkerhetsintervallet ligger inom målet",
    "interval_covers_goal": "Målet ligger inom osäkerhetsintervallet",
    "full_count": "Alla är räknade",
    "unweighted_mean": "Ovägt medel av kommunernas värden; ingen osäkerhet är beräknad",
    "few": "Underlaget är under 30",
    "base_unknown": "Hur många värdet bygger på är inte publicerat",
    "older_year": "Det senaste värdet är från ett tidigare år",
    "no_value": "Värde saknas",
    "no_target": "Inget målvärde är satt",
    "reference_only": "Målet ingår inte i den lokala planen och visas som jämförelse",
    "suppressed": "Visas inte: bygger på få personer",
    "under_construction": "Måttet är under uppbyggnad",
}
_COMPARED = {
    "interval_excludes": "Skillnaden är större än slumpen förklarar",
    "interval_covers": "Skillnaden kan vara slump",
    "no_benchmark": "Det finns inget värde att jämföra med",
}

# list -> code -> label, or (label, symbol)
LISTS: dict[str, dict[str, str | tuple[str, str]]] = {
    "level_signal": {
        "met": ("Målet nått", "●"),
        "not_met": ("Målet inte nått", "○"),
        "uncertain": (UNDECIDABLE, "◐"),
        "not_judged": (NOT_JUDGED, "–"),
    },
    "level_reason": dict(_REASONS),
    "pace_signal": {
        "reached": ("Målet nått", "★"),
        "on_track": ("I takt", "↗"),
        "partly": ("Något efter", "→"),
        "behind": ("Efter", "↘"),
        "wrong_way": ("Åt fel håll", "↓"),
        "uncertain": (UNDECIDABLE, "?"),
        "not_judged": (NOT_JUDGED, "–"),
    },
    "pace_reason": {
        **_REASONS,
        "base_year": "Startåret: takten kan bedömas först senare",
        "plan_not_in_force": "Handlingsplanen gällde inte detta år",
        "keep_level": "Målet är att behålla nivån",
        "base_inside_interval": "Startvärdet ligger inom årets osäkerhetsintervall",
        "on_path": "Värdet följer vägen mot målet",
        "off_path": "Värdet följer inte vägen mot målet",
        "definition_changed": "Definitionen har ändrats sedan startåret",
        "no_baseline": "Startvärde saknas",
    },
    "comparison_signal": {
        "better": ("Bättre", "▲"),
        "worse": ("Sämre", "▼"),
        "similar": ("Ingen säker skillnad", "≈"),
        "higher": ("Högre", "▲"),
        "lower": ("Lägre", "▼"),
        "not_judged": ("Jämförs inte", "–"),
        "better.high": ("Högre", "▲"),
        "worse.high": ("Lägre", "▼"),
        "better.low": ("Lägre", "▼"),
        "worse.low": ("Högre", "▲"),
    },
    "comparison_reason": {**_REASONS, **_COMPARED},
    "benchmark_kind": {
        "others": "Övriga kommuner i länet",
        "county": "Länet",
        "nation": "Riket",
        "group": "Kommunernas ovägda medel",
    },
    "trend_signal": {
        "better": ("Åt rätt håll", "↗"),
        "worse": ("Åt fel håll", "↘"),
        "higher": ("Högre än tidigare", "↑"),
        "lower": ("Lägre än tidigare", "↓"),
        "uncertain": ("Ingen säker förändring", "?"),
        "not_judged": (NOT_JUDGED, "–"),
    },
    "trend_reason": {
        **_REASONS,
        "interval_excludes_zero": "Förändringen är större än slumpen förklarar",
        "interval_covers_zero": "Förändringen kan vara slump",
        "no_earlier_value": "Det finns inget jämförbart tidigare värde",
        "definition_changed": "Definitionen har ändrats",
    },
    "series_reason": {
        **_REASONS,
        "trend_certain": "Trenden är större än slumpen förklarar",
        "trend_uncertain": "Trenden kan vara slump",
        "too_few_points": "För få jämförbara mätningar",
        "overlapping_means": "Åren överlappar varandra",
    },
    "development": {
        "wider": ("Större skillnad", "↔"),
        "narrower": ("Mindre skillnad", "↕"),
        "uncertain": (UNDECIDABLE, "?"),
        "not_judged": (NOT_JUDGED, "–"),
    },
    "development_reason": {
        **_REASONS,
        "interval_excludes_zero": "Förändringen är större än slumpen förklarar",
        "interval_covers_zero": "Förändringen kan vara slump",
        "no_earlier_value": "Det finns inget jämförbart tidigare värde",
        "too_few": "För få kommuner har ett värde med känt underlag",
    },
    "gender_signal": {
        "higher": ("Högre bland kvinnor", "▲"),
        "lower": ("Lägre bland kvinnor", "▼"),
        "similar": ("Ingen säker skillnad", "≈"),
        "not_judged": (NOT_JUDGED, "–"),
    },
    "gender_reason": {
        **_REASONS,
        "interval_excludes_zero": "Skillnaden är större än slumpen förklarar",
        "interval_covers_zero": "Skillnaden kan vara slump",
    },
    "similar_basis": {
        "kolada_group": "Koladas grupp av liknande kommuner",
        "nearest": "De kommuner i länet som ligger närmast",
    },
    "inequality_signal": {
        "beyond_chance": ("Skiljer mer än slumpen förklarar", "●"),
        "within_chance": ("Skillnaderna kan vara slump", "◐"),
        "not_judged": (NOT_JUDGED, "–"),
    },
    "inequality_reason": {
        **_REASONS,
        "compared": "Jämfört med vad slumpen ensam ger",
        "too_few": "För få kommuner har ett värde med känt underlag",
    },
    "missing_reason": {
        "secrecy": "För få personer eller sekretess hos källan",
        "dropout": "Ej mätt eller bortfall",
        "not_applicable": "Ej aktuellt",
        "not_reported": "Ingen uppgift lämnad",
        "unknown": "Vet ej",
        "empty_at_source": "Källan har inget värde",
        "no_survey": "Enkäten genomfördes inte",
        "not_yet_published": "Inte publicerat än",
        "discontinued": "Måttet har upphört",
        "wrong_level": "Måttet finns inte på den här nivån",
        "awaiting_correction": "Väntar på rättning",
        "suppressed": "Visas inte: bygger på få personer",
    },
    "interval_basis": {
        "counts": "Räknat på täljare och nämnare",
        "respondents": "Räknat på antal svarande",
        "derived_counts": "Ungefärligt: räknat på antal som värdet och befolkningen ger",
        "respondents_split": "Källan har svarande bara för alla tillsammans; gäller varje tänkbar fördelning",
        "none": "Inget osäkerhetsintervall",
    },
    "value_kind": {
        "official": "Källans eget värde",
        "reported": "Lämnat av organisationen",
        "summed": "Summerat",
        "weighted": "Vägt efter antal svarande",
        "unweighted": "Ovägt medel",
        "derived": "Härlett",
    },
    "flag": {"few": ("Underlag under 30", "*")},
    "role": {"main": "Huvudindikator", "support": "Stödmått", "context": "Kontext"},
    "responsibility": {
        "kommun": "Kommunen",
        "region": "Regionen",
        "shared": "Kommunen och regionen tillsammans",
    },
    "level": {"kommun": "Kommun", "region": "Region", "both": "Kommun och region"},
    "better": {"high": "Högre är bättre", "low": "Lägre är bättre", "none": "Ingen riktning"},
    "closeness": {
        "direct": "Gäller sköra äldre direkt",
        "near": "Ligger nära sköra äldre",
        "broad": "Gäller en bredare grupp",
    },
    "county_value": {
        "official_region": "Källans värde för regionen",
        "summed": "Summan av kommunernas tal",
        "weighted_by_respondents": "Kommunernas värden vägda efter antal svarande",
        "unweighted": "Ovägt medel av kommunernas värden",
        "none": "Inget länsvärde",
    },
    "disclosure": {
        "public": "Publicerat av källan, visas alltid",
        "standard": "Små tal visas inte",
        "sensitive": "Små tal samt 0 och 100 procent visas inte",
    },
    "unit": {
        "percent": ("procent", "%"),
        "per_100k": ("per 100 000 invånare", "per 100 000"),
        "days": ("dagar", "dagar"),
        "days_per_capita": ("dagar per invånare", "dagar"),
        "count": ("antal", ""),
    },
    "gender": {"T": "Alla", "K": "Kvinnor", "M": "Män"},
    "edition": {
        "preliminary": "Preliminär utgåva",
        "final": "Slutlig utgåva",
        "autumn_update": "Höstuppdatering",
    },
    "submission_status": {
        "delivered": ("Har lämnat", "●"),
        "delivered_late": ("Har lämnat, efter sista dag", "●"),
        "with_warnings": ("Har lämnat, något att kontrollera", "●"),
        "rows_waiting": ("Har lämnat, rader väntar på rättning", "◐"),
        "refused": ("Filen gick inte att ta emot", "○"),
        "missing": ("Har inte lämnat", "○"),
        "extended": ("Har anstånd", "◔"),
        "abstains": ("Avstår", "–"),
    },
    "target_kind": {
        "at_least": "minst",
        "at_most": "högst",
        "between": "mellan",
        "keep": "behåll",
        "max_gap": "skillnad högst",
    },
    "target_origin": {"plan": "Länets mål", "local": "Eget mål i den lokala planen"},
    "availability": {
        "judged": "Bedöms",
        "no_data": "Inga värden finns",
        "too_few": "Värden finns för mindre än hälften av områdena",
    },
    "organisation_kind": {
        "kommun": "Kommun",
        "region": "Region",
        "county": "Länet",
        "nation": "Riket",
        "group": "Jämförelsegrupp",
    },
    "note_origin": {
        "organisation": "Kommentar från organisationen",
        "plan": "Ur handlingsplanen",
        "system": "Från beräkningen",
    },
    "source_kind": {"workbook": "Inlämnad fil", "kolada": "Kolada", "text": "Skriven text"},
}


def label(list_name: str, code: str) -> str:
    """The words of a code.

    Raises:
        KeyError: No such list or code.
    """
    entry = LISTS[list_name][code]
    return entry if isinstance(entry, str) else entry[0]


def comparison_word(signal: str, better: str) -> str:
    """``Högre``, ``Lägre`` or ``Ingen säker skillnad`` for a signal and what is better."""
    directed = f"{signal}.{better}"
    lists = LISTS["comparison_signal"]
    return label("comparison_signal", directed if directed in lists else signal)


def code_labels(plan: Plan) -> Iterator[Label]:
    """Every row of ``mart.code_label``: the house's own codes, then those of the plan."""
    for name, codes in LISTS.items():
        for order, (code, entry) in enumerate(codes.items(), 1):
            text, symbol = (entry, None) if isinstance(entry, str) else entry
            yield Label(name, code, text, symbol, order)
    for order, step in enumerate(plan.statements.scale, 1):
        symbol = None if step.score is None else str(step.score)
        yield Label("answer", step.code, step.label, symbol, order)
    for name, codes_of_plan in sorted(plan.fields.code_lists.items()):
        for order, one in enumerate(codes_of_plan, 1):
            yield Label(name, one.code, one.label, None, order)
