"""Sentences on how even things are: between kommuner, between women and men, and where a distance lies.

Belongs here: ``equity.indicator``, ``equity.gender``, ``distance.indicator``. A spread never stands without
what chance alone gives. Does not belong here: naming any kommun; the figures show them all in name order.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, interval, number
from gnv_pipeline.plan.models import Goal, Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Status
from gnv_pipeline.publishing.rows_compared import CountyDistance, GenderGap, Inequality
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.publishing.sentences.sentence import Sentence

HALF = 50.0


def sentences(facts: Facts) -> Iterator[Sentence]:
    """Spread, then women and men, then distances; indicators and goals in the plan's order."""
    county = facts.plan.county.id
    for indicator in facts.plan.indicators:
        row = facts.inequality_by_id.get(indicator.id)
        if row is not None and indicator.delmal is not None:
            yield Sentence(
                "equity.indicator", county, spread(indicator, row), indicator_id=indicator.id
            )
    gaps = {(row.indicator_id, row.organisation_id): row for row in facts.gender_gaps}
    for indicator in facts.plan.indicators:
        whole = facts.whole(indicator).id
        gap = gaps.get((indicator.id, whole))
        if gap is not None and indicator.delmal is not None and (text := genders(indicator, gap)):
            yield Sentence("equity.gender", whole, text, indicator_id=indicator.id)
    for goal in facts.plan.goals:
        for one in goal.indicators:
            indicator = facts.plan.indicator_by_id[one.indicator]
            if text := _distance(facts, goal, indicator):
                yield Sentence("distance.indicator", county, text, goal.id, indicator.id)


# --- between kommuner --------------------------------------------------------------------------


def spread(indicator: Indicator, row: Inequality) -> str:
    """The difference between highest and lowest beside what chance gives, and whether it has grown."""
    if row.reason == "suppressed":
        return "Skillnaderna mellan kommunerna visas inte eftersom något tal bygger på få personer."
    if row.difference is None:
        return "För få kommuner har ett värde för att skillnaderna ska kunna prövas."
    places = figures.decimals_apart(indicator, row.difference, row.chance_upper)
    difference = figures.points(indicator, row.difference, places)
    said = f"Mellan högsta och lägsta kommun skiljer det {difference} {row.data_year}."
    parts = [said, _beside_chance(indicator, row, places), _which(row), _development(row)]
    return " ".join(part for part in parts if part)


def _beside_chance(indicator: Indicator, row: Inequality, places: int) -> str:
    if row.chance_mean is None or row.signal == "not_judged":
        return (
            "Det är inte känt hur många värdena bygger på, så det går inte att säga hur mycket av "
            "skillnaden som är slump."
        )
    limits = interval(row.chance_lower, row.chance_upper, places)
    chance = f"Slumpen ensam ger ungefär {number(row.chance_mean, places)} ({limits})"
    if row.signal == "within_chance":
        return f"{chance}, så skillnaderna kan vara slump."
    text = f"{chance}: kommunerna skiljer sig mer än slumpen förklarar."
    if row.remaining:
        left = figures.points(
            indicator, row.remaining, figures.decimals_apart(indicator, row.remaining, 0.0)
        )
        text += f" När slumpen är borträknad ligger en kommun typiskt {left} från genomsnittet."
    return text


def _which(row: Inequality) -> str:
    if not 0 < row.areas_used < row.areas:
        return ""
    return f"Det gäller de {count_word(row.areas_used)} kommuner där underlaget är känt."


def _development(row: Inequality) -> str:
    """Whether the spread has grown; that it cannot be told is said only of a spread beyond chance."""
    if row.development == "uncertain" and row.signal != "beyond_chance":
        return ""
    since = f"sedan {row.from_year}"
    return {
        "wider": f"Bortom slumpen har skillnaderna ökat {since}.",
        "narrower": f"Bortom slumpen har skillnaderna minskat {since}.",
        "uncertain": f"Det går inte att avgöra om skillnaderna har ökat eller minskat {since}.",
    }.get(row.development, "")


# --- women and men -----------------------------------------------------------------------------


def genders(indicator: Indicator, row: GenderGap) -> str:
    """Women's and men's value, whether they differ, and whether the gap has grown; empty without values."""
    if row.reason == "suppressed":
        return "Kvinnors och mäns värden visas inte eftersom något tal bygger på få personer."
    if row.women is None or row.men is None or row.gap is None:
        return ""
    parts = [_compared(indicator, row, row.women, row.men), _gap_development(row)]
    return " ".join(part for part in parts if part)


def _compared(indicator: Indicator, row: GenderGap, women: float, men: float) -> str:
    subject = figures.subject(indicator).lower()
    if row.signal in ("higher", "lower"):
        places = figures.apart(indicator, women, men)
        word = "högre" if row.signal == "higher" else "lägre"
        return (
            f"År {row.data_year} är {subject} {word} bland kvinnor "
            f"({figures.amount(indicator, women, places)}) än bland män "
            f"({figures.briefly(indicator, men, places)}). {_size(indicator, women - men)}"
        )
    places = indicator.decimals
    of_women = figures.amount(indicator, women, places)
    of_men = figures.briefly(indicator, men, places)
    said = f"År {row.data_year} är {subject} {of_women} bland kvinnor och {of_men} bland män."
    if number(women, places) == number(men, places):
        said = f"År {row.data_year} är {subject} {of_women} bland både kvinnor och män."
    because = {
        "base_unknown": "Det är inte känt hur många värdena bygger på, så skillnaden kan inte prövas.",
        "few": "Underlaget är under 30, så skillnaden kan inte prövas.",
    }.get(row.reason, "Ingen säker skillnad.")
    return f"{said} {because}"


def _size(indicator: Indicator, gap: float) -> str:
    """The difference; a long unit has been told before it."""
    places = figures.apart(indicator, gap, 0.0)
    if indicator.unit == "per_100k":
        return f"Skillnaden är {number(abs(gap), places)}."
    return f"Skillnaden är {figures.points(indicator, abs(gap), places)}."


def _gap_development(row: GenderGap) -> str:
    """Whether the gap has grown; that it cannot be told is said only of a gap that is certain."""
    since = f"sedan {row.from_year}"
    told = row.signal in ("higher", "lower")
    if row.development == "uncertain" and not told:
        return ""
    gap = "Den" if told else "Skillnaden"
    return {
        "wider": f"{gap} har ökat {since}.",
        "narrower": f"{gap} har minskat {since}.",
        "uncertain": f"Det går inte att avgöra om den har ökat eller minskat {since}.",
    }.get(row.development, "")


# --- where the county's distance to a goal lies ------------------------------------------------


def _distance(facts: Facts, goal: Goal, indicator: Indicator) -> str:
    rows = [
        row for row in facts.distances if (row.goal_id, row.indicator_id) == (goal.id, indicator.id)
    ]
    status = next(
        (
            row
            for row in facts.statuses
            if (row.goal_id, row.indicator_id) == (goal.id, indicator.id)
            and not facts.is_kommun(row.organisation_id)
            and row.target_kind is not None
        ),
        None,
    )
    if not rows or status is None:
        return ""
    return distance(goal, indicator, status, rows, len(facts.plan.kommuner))


def distance(
    goal: Goal, indicator: Indicator, status: Status, rows: list[CountyDistance], kommuner: int
) -> str:
    """In how many kommuner the county's distance to a target lies, and how evenly; none is named."""
    target = figures.target(goal, indicator, status)
    shares = sorted((row.share for row in rows if row.share), reverse=True)
    if not shares or any(row.share is None for row in rows):
        hidden = "visas inte eftersom något tal bygger på få personer"
        return f"Var i länet avståndet till {target} ligger {hidden}."
    lacking, many = count_word(len(shares)), count_word(len(rows))
    known = f"{many} kommuner"
    if len(rows) < kommuner:
        known = f"de {many} kommuner där underlaget är känt"
    where = f"{lacking} av {known}" if len(shares) < len(rows) else f"alla {known}"
    said = f"Det som fattas till {target} finns i {where.replace('alla de', 'alla')}."
    if len(shares) == 1:
        return said
    half = _for_half(shares)
    some = "en av dem" if half == 1 else f"{count_word(half)} av dem"
    who = "svarande" if rows[0].gap_unit == "svarande" else "invånare"
    return (
        f"{said} Hälften eller mer finns i {some}; en kommun med många {who} får lätt en stor del."
    )


def _for_half(shares: list[float]) -> int:
    """The fewest kommuner that together have at least half of the distance."""
    together, many = 0.0, 0
    while together < HALF - 1e-9 and many < len(shares):
        together += shares[many]
        many += 1
    return many
