"""The sentences of the årsrapport's first page.

Belongs here: places ``front.*``. Does not belong here: what people write ("Läget i korthet", "Att ta
ställning till"): without it the page says that it is missing. The county's story, never a kommun's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.plan.models import Code, Indicator
from gnv_pipeline.publishing.facts import DELIVERED, Facts
from gnv_pipeline.publishing.rows import Inequality, Submission, Trend
from gnv_pipeline.publishing.sentences import calendar, figures
from gnv_pipeline.publishing.sentences.sentence import Sentence

RIGHT, WRONG = "better", "worse"
MOST_NAMED = 3
"""Supporting indicators named on page 1; more are counted, and named where they belong."""
TO_DECIDE = "att_ta_stallning_till"


def sentences(facts: Facts) -> Iterator[Sentence]:
    """All sentences of page 1, place by place."""
    county = facts.plan.county.id

    def at(place: str, texts: Iterator[str] | list[str]) -> Iterator[Sentence]:
        return (Sentence(f"front.{place}", county, text) for text in texts)

    yield from at("focus", [facts.plan.header.focus_sentence])
    yield from _changes(facts)
    yield from at("not_known", not_known(facts))
    yield from at("differences", differences(facts))
    yield from at("asks", asks(facts))
    yield from at("reading", [facts.plan.header.reading_advice, handed_in(facts)])
    if not any(text.section == TO_DECIDE and not text.missing for text in facts.texts):
        text = f"Inga förslag är beredda. {facts.plan.header.decision_path}"
        yield from at("no_proposals", [text])
    yield Sentence("indicator.closeness", county, facts.plan.header.closeness_sentence)


# --- changes -----------------------------------------------------------------------------------


def _changes(facts: Facts) -> Iterator[Sentence]:
    county = facts.plan.county.id
    trends = county_trends(facts)
    certain = {
        signal: [(one, row) for one, row in trends if row.signal == signal]
        for signal in (RIGHT, WRONG)
    }
    places = {RIGHT: "front.right_way", WRONG: "front.wrong_way"}
    if not any(certain.values()):
        text = "För inget av måtten går det att säkerställa en förändring i länet sedan förra mätningen."
        if all(row.from_year is None for _, row in trends):
            text = (
                "Ingen förändring kan bedömas än: det saknas jämförbara tidigare värden för länet."
            )
        yield Sentence("front.nothing_certain", county, text)
        return
    for signal, found in certain.items():
        for indicator, row in found:
            yield Sentence(
                places[signal], county, change(facts, indicator, row), indicator_id=indicator.id
            )
        if not found:
            way = "rätt" if signal == RIGHT else "fel"
            text = (
                f"För inget av måtten går det att säkerställa en förändring åt {way} håll "
                "sedan förra mätningen."
            )
            yield Sentence(places[signal], county, text)


def county_trends(facts: Facts) -> list[tuple[Indicator, Trend]]:
    """The county's changes (the region's for what only it has), main indicators first."""
    rows = {
        (row.indicator_id, row.organisation_id): row for row in facts.trends if row.gender == "T"
    }
    found = []
    for indicator in facts.main_first():
        row = rows.get((indicator.id, facts.whole(indicator).id))
        if row is not None and row.data_year == facts.judged_year(indicator.id):
            found.append((indicator, row))
    return found


def change(facts: Facts, indicator: Indicator, row: Trend) -> str:
    """A change with Riket beside: "… från 21 % (2016) till 29 % (2022). I riket gick det från …" """
    value = facts.value(indicator.id, row.organisation_id, row.data_year)
    if value is None or value.value is None or row.from_value is None:
        raise ValueError(f"A change of {indicator.id} without its values has nothing to show")
    said = _from_to(indicator, row.from_value, row.from_year, value.value, row.data_year)
    return f"{indicator.name}: {said}. {_nation(facts, indicator, row)}".strip()


def _from_to(
    indicator: Indicator, first: float, first_year: int | None, last: float, last_year: int
) -> str:
    places = figures.apart(indicator, first, last)
    start = figures.briefly(indicator, first, places)
    return (
        f"från {start} ({first_year}) till {figures.amount(indicator, last, places)} ({last_year})"
    )


def _nation(facts: Facts, indicator: Indicator, row: Trend) -> str:
    nation = facts.plan.nation
    if nation is None:
        return ""
    first = facts.value(indicator.id, nation.id, row.from_year)
    last = facts.value(indicator.id, nation.id, row.data_year)
    if first is None or last is None or first.value is None or last.value is None:
        return "För riket saknas värden att jämföra med."
    places = figures.apart(indicator, first.value, last.value)
    start, end = (figures.briefly(indicator, one, places) for one in (first.value, last.value))
    if start == end:
        return f"I riket var det {start} båda åren."
    return f"I riket gick det från {start} till {end}."


# --- what is not known -------------------------------------------------------------------------


def not_known(facts: Facts) -> list[str]:
    """Main indicators judged in an earlier year, grouped by when the next value comes; then those without."""
    groups: dict[str, list[Indicator]] = {}
    nothing: list[Indicator] = []
    for indicator in facts.main_first():
        judged = facts.judged_by_id.get(indicator.id)
        if judged is None or indicator.delmal is None:
            continue
        if judged.judged_year is None:
            nothing.append(indicator)
        elif indicator.role == "main" and judged.judged_year < facts.report_year:
            groups.setdefault(_next_value(facts, indicator, judged.judged_year), []).append(
                indicator
            )
    texts = [f"{_names(group)} {when}" for when, group in groups.items()]
    for text in dict.fromkeys(_still_without(facts, one) for one in nothing):
        group = [one for one in nothing if _still_without(facts, one) == text]
        texts.append(f"Värden saknas för {_few_names(group)}.{f' {text}' if text else ''}")
    return texts


def _next_value(facts: Facts, indicator: Indicator, judged_year: int) -> str:
    shown = f"visas för {judged_year}"
    if indicator.own and (deadline := calendar.next_deadline(facts)):
        return f"{shown}. Nya uppgifter samlas in till {deadline}."
    year = calendar.next_data_year(facts, indicator)
    if year is None:
        return f"{shown}. Det är inte känt när nästa värde kommer."
    return f"{shown}. Värden för {year} kommer i {calendar.published(indicator, year)}."


def _still_without(facts: Facts, indicator: Indicator) -> str:
    judged = facts.judged_by_id[indicator.id]
    if judged.availability == "too_few":
        return "Färre än hälften av områdena har ett värde."
    return calendar.coming(facts, indicator) or ""


# --- differences, asks, who handed in ----------------------------------------------------------


def differences(facts: Facts) -> list[str]:
    """Which main indicators differ more between kommuner than chance explains, and which can't be said."""
    rows = {
        (row.indicator_id, row.data_year): row for row in facts.inequalities if row.gender == "T"
    }
    found: dict[str, list[Indicator]] = {}
    for indicator in facts.main_first():
        year = facts.judged_year(indicator.id)
        if indicator.role != "main" or indicator.level == "region" or year is None:
            continue
        row = rows.get((indicator.id, year))
        found.setdefault(_spread(row), []).append(indicator)
    beyond, within, untold = (found.get(key, []) for key in ("beyond", "within", "untold"))
    texts = []
    if beyond:
        said = f"{_names(beyond)} skiljer mer mellan kommunerna än slumpen förklarar"
        texts.append(
            f"{said}; för {_names(within)} går det inte att säga." if within else f"{said}."
        )
    elif within:
        said = "går det inte att säga om kommunerna skiljer sig mer än slumpen förklarar"
        texts.append(f"För {_names(within)} {said}.")
    if untold:
        said = "har skillnader mellan kommunerna inte kunnat prövas"
        texts.append(f"För {_names(untold)} {said}.")
    return texts or ["Skillnader mellan kommunerna har inte kunnat prövas för något av måtten."]


def _spread(row: Inequality | None) -> str:
    if row is None or row.signal == "not_judged":
        return "untold"
    return "beyond" if row.signal == "beyond_chance" else "within"


def asks(facts: Facts) -> list[str]:
    """What the local systemledningar ask help with, counted by theme."""
    obstacles = [row for row in facts.obstacles if row.year == facts.report_year]
    if not any(row.status in DELIVERED for row in facts.this_year()):
        return ["Inga underlag har lämnats, så det är inte känt vad lokala systemledningar ber om."]
    if not obstacles:
        return ["Inga hinder har lämnats in."]
    themes = Counter(row.theme_label or "utan angivet tema" for row in obstacles)
    order = {code.label: place for place, code in enumerate(_themes(facts))}
    counted = sorted(
        themes.items(), key=lambda one: (-one[1], order.get(one[0], len(order)), one[0])
    )
    said = enumeration(
        [f"{_inside(name)} ({count_word(count, neuter=True)})" for name, count in counted]
    )
    senders = len({row.organisation_id for row in obstacles})
    many = len(obstacles)
    number = figures.capital(count_word(many, neuter=True))
    by = f"{count_word(senders)} {'organisation' if senders == 1 else 'organisationer'}"
    return [f"{number} hinder har lämnats av {by}: {said}."]


def _themes(facts: Facts) -> tuple[Code, ...]:
    return tuple(facts.plan.fields.code_lists.get("obstacle_theme", ()))


def _inside(label: str) -> str:
    """Words that stand alone elsewhere, inside a sentence; abbreviations such as IT keep their capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def handed_in(facts: Facts) -> str:
    """Who has handed in: "2 av 3 kommuner och regionen har lämnat underlag; A har anstånd till 9 april." """
    rows = facts.this_year()
    if not rows:
        return f"Ingen insamling av underlag gäller {facts.report_year}."
    region = facts.plan.region.id
    kommuner = {row.organisation_id for row in rows if row.organisation_id != region}
    done = {row.organisation_id for row in rows if row.status in DELIVERED}
    from_kommuner = f"{len(done & kommuner)} av {len(kommuner)} kommuner"
    if not done:
        said = "Inga underlag har lämnats"
    elif region in done:
        said = f"{from_kommuner} och regionen har lämnat underlag"
    else:
        said = f"{from_kommuner} har lämnat underlag"
    left = [row for row in rows if row.organisation_id not in done]
    return "; ".join([said, *_without(facts, left)]) + "."


def _without(facts: Facts, rows: list[Submission]) -> Iterator[str]:
    """What is said of those who have not handed in; many with the same state are counted, not listed."""
    extended = [row for row in rows if row.status == "extended"]
    for row in extended:
        yield f"{_who(facts, [row])} har {_inside(row.note or 'anstånd')}"
    told = {
        "refused": ("filen från {} gick inte att ta emot", "filerna från {} gick inte att ta emot"),
        "missing": ("{} har inte lämnat", "{} har inte lämnat"),
        "abstains": ("{} avstår i år", "{} avstår i år"),
    }
    for status, (one, many) in told.items():
        found = [row for row in rows if row.status == status]
        if found and not (status == "missing" and len(found) == len(facts.this_year())):
            yield (one if len(found) == 1 else many).format(_who(facts, found))


def _who(facts: Facts, rows: list[Submission]) -> str:
    region = facts.plan.region.id
    return enumeration(
        [
            "regionen"
            if row.organisation_id == region
            else facts.plan.area_by_id[row.organisation_id].name
            for row in rows
        ]
    )


def _few_names(indicators: list[Indicator]) -> str:
    """Main indicators by name, the others by name or, when they are many, counted."""
    main = [one for one in indicators if one.role == "main"]
    others = [one for one in indicators if one.role != "main"]
    if len(others) <= MOST_NAMED:
        return _names([*main, *others])
    counted = f"{count_word(len(others))} stödmått"
    return f"{_names(main)} och {counted}" if main else counted


def _names(indicators: list[Indicator]) -> str:
    return enumeration([figures.quoted(one.name) for one in indicators])
