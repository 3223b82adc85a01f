"""Sentences on indicators: the county's value, a kommun's own position, and why a value is missing.

Belongs here: ``indicator.county``, ``indicator.kommun``, ``indicator.missing``. Does not belong here:
goals, or changes over time (``front``). Kommuner are compared with the others together, never with each
other; what the region or both are responsible for is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.plan.models import Area, Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Comparison, Value
from gnv_pipeline.publishing.sentences import calendar, equity, figures, nation, words
from gnv_pipeline.publishing.sentences.sentence import Sentence

TOO_FEW = "Färre än hälften av områdena har ett värde, så måttet bedöms inte än."


def sentences(facts: Facts) -> Iterator[Sentence]:
    """All sentences on indicators, in the plan's order, county first, then kommuner by name."""
    for indicator in facts.plan.indicators:
        if indicator.id not in facts.judged_by_id or indicator.delmal is None:
            continue
        yield from _county(facts, indicator)
        for area in facts.plan.kommuner:
            yield from _kommun(facts, indicator, area)


def _county(facts: Facts, indicator: Indicator) -> Iterator[Sentence]:
    area = facts.whole(indicator)
    year = facts.judged_year(indicator.id)
    row = facts.value(indicator.id, area.id, year)
    if row is not None and row.value is not None:
        yield _sentence("indicator.county", county(facts, indicator, row), area, indicator)
    else:
        yield _sentence("indicator.missing", no_whole(facts, indicator, row), area, indicator)
    first = _first(facts, indicator)
    skipped = [
        one for one in sorted(indicator.no_survey_years) if first <= one <= facts.report_year
    ]
    if skipped:
        years = enumeration([str(one) for one in skipped])
        text = f"Enkäten genomfördes inte {years}."
        yield _sentence("indicator.missing", text, area, indicator)


def _first(facts: Facts, indicator: Indicator) -> int:
    """First data year with a value, else a year after any."""
    years = [
        row.data_year
        for row in facts.values
        if row.indicator_id == indicator.id and row.value is not None
    ]
    return min(years, default=facts.report_year + 1)


def _kommun(facts: Facts, indicator: Indicator, area: Area) -> Iterator[Sentence]:
    year = facts.judged_year(indicator.id)
    if indicator.derived is not None:
        return
    if indicator.level == "region":
        row = facts.value(indicator.id, facts.plan.region.id, year)
        yield _sentence("indicator.kommun", of_region(facts, indicator, row), area, indicator)
        return
    if year is None:
        if own := latest(facts, indicator, area, facts.report_year + 1):
            # Too few have a value for the measure to be judged, but this kommun has one and sees it.
            text = f"Ert värde är {figures.measured_row(indicator, own)} {own.data_year}. {TOO_FEW}"
            yield _sentence("indicator.kommun", text, area, indicator)
        return
    row = facts.value(indicator.id, area.id, year)
    if row is not None and row.value is not None:
        against = facts.comparison_by_key.get((indicator.id, area.id, "T", "others"))
        text = position(indicator, row, against, pooled(facts, indicator, area))
        yield _sentence("indicator.kommun", text, area, indicator)
        return
    reason = row.missing_reason if row is not None else None
    text = missing(indicator, reason or "unknown", year, facts)
    if older := latest(facts, indicator, area, year):
        text += (
            f" Det senaste värdet är {figures.measured_row(indicator, older)} {older.data_year}."
        )
    yield _sentence("indicator.missing", text, area, indicator)


# --- the county --------------------------------------------------------------------------------


def county(facts: Facts, indicator: Indicator, row: Value) -> str:
    """Value, interval, year and how it was made."""
    if indicator.derived == "spread":
        return _spread(facts, indicator, row)
    shown = f"{figures.measured_row(indicator, row)} {row.data_year}"
    where = f"I {facts.plan.header.county_adjective}"
    if facts.whole(indicator) is facts.plan.region:
        where = f"I {facts.plan.region.name}"
    said = f"{where} är {_lower(figures.subject(indicator))} {shown}."
    parts = [said, how_made(row), nation.level(facts, indicator, row)]
    return " ".join(part for part in parts if part)


def _spread(facts: Facts, indicator: Indicator, row: Value) -> str:
    """A spread beside what chance gives, told with the indicator that it is a spread of."""
    of_it = facts.plan.indicator_by_id.get(indicator.basis.indicator or "")
    beside = facts.inequality_by_id.get(of_it.id) if of_it is not None else None
    if of_it is None or beside is None or beside.data_year != row.data_year:
        shown = f"{figures.measured_row(indicator, row)} {row.data_year}"
        return f"Skillnaden mellan högsta och lägsta kommun är {shown}. Hur mycket som är slump är inte känt."
    return equity.spread(of_it, beside)


def how_made(row: Value) -> str:
    """How the value was made, as a sentence of its own; "Det är summerat från 14 av 15 kommuner." """
    share = ""
    if row.areas_included is not None and row.areas_expected is not None:
        share = f"{row.areas_included} av {row.areas_expected} kommuner"
        if row.areas_included == row.areas_expected and row.areas_expected > 1:
            share = f"alla {row.areas_expected} kommuner"
    match row.value_kind:
        case "official":
            return "Det är källans eget värde."
        case "summed":
            return f"Det är summerat från {share or 'kommunernas tal'}."
        case "weighted":
            return f"Det är vägt efter antal svarande i {share or 'kommunerna'}."
        case "unweighted":
            return f"Det är ett ovägt medel av värdena för {share or 'kommunerna'}."
        case _:
            return ""


def no_whole(facts: Facts, indicator: Indicator, row: Value | None) -> str:
    """Why the county, or the region for what only it has, has no value."""
    judged = facts.judged_by_id[indicator.id]
    if judged.judged_year is None:
        if judged.availability == "too_few":
            return TOO_FEW
        coming = calendar.coming(facts, indicator)
        if coming is None:
            return "Det finns inga värden för måttet i de filer som har lästs in."
        return f"Det finns inga värden för måttet än. {coming}"
    if indicator.county_value == "none" and indicator.level != "region":
        return "Måttet har inget gemensamt länsvärde; kommunernas värden visas."
    reason = row.missing_reason if row is not None else None
    return missing(indicator, reason or "unknown", judged.judged_year, facts)


# --- a kommun ----------------------------------------------------------------------------------


def position(
    indicator: Indicator, row: Value, against: Comparison | None, together: str = ""
) -> str:
    """Own value, whether it differs from the others, and several rounds put ``together``."""
    said = (
        f"{figures.subject(indicator)} är {figures.measured_row(indicator, row)} {row.data_year}."
    )
    parts = [said, compared(indicator, against), together, responsibility(indicator)]
    if row.flag == "few" and (against is None or against.reason != "few"):
        parts.insert(1, "Underlaget är under 30.")
    return " ".join(part for part in parts if part)


def pooled(facts: Facts, indicator: Indicator, area: Area) -> str:
    """Several rounds put together, for a kommun with few respondents; empty where there is none."""
    row = facts.pooled_by_key.get((indicator.id, area.id))
    if row is None or row.value is None:
        return ""
    rounds = f"{figures.capital(count_word(row.rounds))} omgångar sammanslagna"
    together = figures.measured(indicator, row.value, row.lower95, row.upper95)
    return f"{rounds}, {row.from_year}–{row.data_year}: {together}."


def compared(indicator: Indicator, against: Comparison | None) -> str:
    """The comparison with the other kommuner, in words that the test carries; empty without one."""
    if against is None:
        return ""
    others = "övriga kommuner i länet"
    if against.benchmark_value is not None:
        others += f" ({figures.amount(indicator, against.benchmark_value)})"
    word = words.comparison_word(against.signal, indicator.better)
    match against.signal:
        case "similar":
            return f"{word} mot {others}."
        case "better" | "worse" | "higher" | "lower":
            clearly = f"Klart {word.lower()}" if against.strength == nation.CLEARLY else word
            text = f"{clearly} än i {others}."
            return f"{text} {figures.good_way(indicator)}".strip()
        case _:
            return _not_compared(against.reason)


def _not_compared(reason: str) -> str:
    told = {
        "base_unknown": "Det är inte känt hur många värdet bygger på, så det går inte att avgöra om det "
        "skiljer sig från övriga kommuner.",
        "few": "Underlaget är under 30, så värdet jämförs inte med övriga kommuner.",
        "suppressed": "Det jämförs inte med övriga kommuner eftersom små tal inte visas.",
        "no_benchmark": "Det finns inget värde för övriga kommuner att jämföra med.",
        "older_year": "Värdet är från ett tidigare år och jämförs inte.",
    }
    return told.get(reason, "")


def responsibility(indicator: Indicator) -> str:
    """Who answers for the outcome where it is not the kommun alone."""
    return {
        "shared": "Kommunen och regionen ansvarar tillsammans.",
        "region": "Regionen ansvarar.",
        "kommun": "",
    }[indicator.responsibility]


def of_region(facts: Facts, indicator: Indicator, row: Value | None) -> str:
    """The region's value in a kommun's report, labelled as the region's."""
    region = facts.plan.region.name
    said = "Måttet finns bara för regionen."
    if row is None or row.value is None:
        return f"{said} {no_whole(facts, indicator, row)}"
    return f"{said} {region}: {figures.measured_row(indicator, row)} {row.data_year}."


def latest(facts: Facts, indicator: Indicator, area: Area, before: int) -> Value | None:
    """The area's latest shown value before a year."""
    found = [
        row
        for year in range(before - 1, before - 16, -1)
        if (row := facts.value(indicator.id, area.id, year)) is not None and row.value is not None
    ]
    return found[0] if found else None


# --- missing -----------------------------------------------------------------------------------


def missing(indicator: Indicator, reason: str, year: int, facts: Facts) -> str:
    """Why there is no value, in words.

    Raises:
        KeyError: An unknown reason.
    """
    unknown = (
        f"Inget värde för {year}: uppgiften är inte känd."
        if indicator.own
        else f"Värdet för {year} finns inte i de filer som har lästs in."
    )
    survey = (
        f"Enkäten genomfördes inte {year}."
        if year in indicator.no_survey_years
        else f"Måttet samlades inte in {year}."
    )
    text = {
        "secrecy": f"Inget värde för {year}: få personer eller sekretess hos källan.",
        "dropout": f"Inget värde för {year}: inte mätt eller bortfall.",
        "not_applicable": f"Måttet är inte aktuellt {year}.",
        "not_reported": f"Ingen uppgift har lämnats för {year}.",
        "unknown": unknown,
        "empty_at_source": f"Källan har inget värde för {year}.",
        "no_survey": survey,
        "not_yet_published": f"Värdet för {year} är inte publicerat än.",
        "discontinued": _discontinued(indicator, year, facts),
        "wrong_level": "Måttet finns inte på den här nivån.",
        "awaiting_correction": f"Uppgiften för {year} väntar på rättning.",
        "suppressed": f"Värdet för {year} visas inte eftersom det bygger på få personer.",
    }[reason]
    if reason == "not_yet_published" and (coming := calendar.published(indicator, year)):
        text += f" Det kommer i {coming}."
    return text


def _discontinued(indicator: Indicator, year: int, facts: Facts) -> str:
    last = f"; sista året är {indicator.valid_to}" if indicator.valid_to is not None else ""
    text = f"Måttet har upphört{last}." if last else f"Måttet hade upphört {year}."
    if indicator.replaced_by is not None:
        follower = facts.plan.indicator_by_id[indicator.replaced_by]
        text += f" Det har ersatts av {figures.quoted(follower.name)}."
    return text


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentence(place: str, text: str, area: Area, indicator: Indicator) -> Sentence:
    return Sentence(place, area.id, text, indicator_id=indicator.id)
