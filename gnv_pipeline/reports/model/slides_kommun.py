"""Two slides for each kommun: where it stands, and what it does and may want to talk about.

Belongs here: only the kommun's own values beside the county's. Does not belong here: other kommuner.
"""

from __future__ import annotations

from gnv_pipeline.formatting import number
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    figure_answers,
    figure_base,
    frame,
    slides_common,
    slides_texts,
    standing,
    words,
)
from gnv_pipeline.reports.model.charts import Dot, DotChart, DotRow, KeyEntry
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Figure
from gnv_pipeline.reports.model.slides import Deck, Notes, Points, Slide
from gnv_pipeline.reports.model.slides_meetings import activity_lines
from gnv_pipeline.reports.model.slides_notes import ended, foot, has_intervals, lacking

_MOST_ASKS = 3
_MOST_QUESTIONS = 2  # those of the publication are long; all of them stand in the notes


def deck(mart: Mart, plan: Plan, organisation: str) -> Deck:
    """The deck of one kommun; it has no opening slide, so that it can be put into another deck."""
    return Deck(
        key=organisation,
        name=str(mart.organisations[organisation]["full_name"]),
        title=f"{mart.organisations[organisation]['full_name']} {mart.year}: två bilder",
        opening=None,
        edition=frame.edition(mart, plan),
        banners=frame.banners(mart, plan),
        slides=(position(mart, plan, organisation), work(mart, plan, organisation)),
    )


def _own(mart: Mart) -> tuple[Row, ...]:
    """Indicators of the overview that a kommun has values for."""
    found = (mart.indicators[key] for key in standing.shown(mart))
    return tuple(row for row in found if row["level"] != "region" and row["derived"] is None)


# --- where it stands ---------------------------------------------------------------------------


def position(mart: Mart, plan: Plan, organisation: str) -> Slide:
    """Own values beside the county's: shares in the figure, other units in words."""
    name = mart.organisations[organisation]["full_name"]
    shares = [row for row in _own(mart) if row["unit"] == "percent" and row["judged_year"]]
    others = [row for row in _own(mart) if row not in shares]
    figure = _shares(mart, organisation, shares) if shares else None
    points = [_certain(mart, organisation)]
    if others:
        told = tuple(_in_words(mart, row, organisation) for row in others)
        points.append(Points(slides_texts.OTHER_UNITS if shares else "", told))
    missing = lacking(figure)
    if missing:
        points.append(Points("", missing, missing=True))
    told_of = [text for row in _own(mart) for text in _sentences(mart, row, organisation)]
    goals = tuple(
        f"Länets mål, {row.name}: {row.target}{' (exempel)' if row.target_example else ''}"
        for row in standing.local(mart, organisation).rows
        if row.target
    )
    notes = Notes(
        tuple(told_of),
        ended((*goals, slides_texts.ORIGIN_REPORT)),
        (slides_texts.LIMIT_RANKING, plan.header.closeness_sentence, plan.header.reading_advice),
    )
    return Slide(
        "var-ni-star",
        f"{name}: var ni står {mart.year}",
        notes,
        kicker=plan.header.focus_title,
        points=tuple(points),
        figure=figure,
        source=" ".join(_under(figure)) if figure else "",
        axis=(0.0, 100.0),
    )


def _sentences(mart: Mart, indicator: Row, organisation: str) -> tuple[str, ...]:
    """What the publication says of the value; the value itself in words where it says nothing."""
    told = [
        text
        for place in ("indicator.kommun", "indicator.missing", "goal.level")
        for text in mart.sentences(place, (organisation,), indicator=indicator["indicator_id"])
    ]
    if not told:
        return (_in_words(mart, indicator, organisation),)
    return tuple(f"{indicator['short_name']}: {text}" for text in told)


def _under(figure: Figure) -> tuple[str, ...]:
    interval = (slides_texts.INTERVAL_BAR,) if has_intervals(figure) else ()
    return (*interval, foot(figure))


def _shares(mart: Mart, organisation: str, indicators: list[Row]) -> Figure:
    rows, shown, periods = [], [], []
    for indicator in indicators:
        key, year = indicator["indicator_id"], indicator["judged_year"]
        mine, county = mart.value(key, organisation, year), mart.value(key, mart.county, year)
        dots: list[Dot] = []
        if mine is not None and mine["value"] is not None:
            against = mart.comparison(key, organisation, "others")
            certain = against is not None and against["signal"] in figure_base.CERTAIN
            name = mart.name(organisation)
            dots.append(figure_base.dot(mart, indicator, mine, "own", name, certain))
        if county is not None and county["value"] is not None:
            dots.append(
                figure_base.dot(mart, indicator, county, "beside", mart.name(mart.county), True)
            )
        without = None if dots and dots[0].role == "own" else words.missing_words(mart, mine)
        label = f"{indicator['short_name']} {words.period(indicator, year)}"
        rows.append(DotRow(key, label, tuple(dots), without))
        shown += [mine, county]
        periods.append(words.period(indicator, year))
    unit = mart.label("unit", "percent")
    told = " ".join(f"{dot.text}." for row in rows for dot in row.dots)
    return Figure(
        key="var-ni-star-figur",
        title=f"{mart.name(organisation)} och {mart.name(mart.county)}",
        alt=f"Diagram med kommunens och länets värde för varje mått, med intervall. {told}",
        chart=DotChart(tuple(rows), (), _names(mart, organisation), unit, percent=True),
        tables=(),
        unit=unit,
        data_year="det år som står under varje mått",
        base="",
        source=figure_base.source_of(shown),
    )


def _names(mart: Mart, organisation: str) -> tuple[KeyEntry, ...]:
    return (
        KeyEntry("own", True, mart.name(organisation)),
        KeyEntry("beside", True, mart.name(mart.county)),
    )


def _certain(mart: Mart, organisation: str) -> Points:
    """Which values certainly differ from the other kommuner's, in words."""
    found = []
    for indicator in _own(mart):
        row = mart.comparison(indicator["indicator_id"], organisation, "others")
        if row is not None and row["signal"] in figure_base.CERTAIN:
            symbol, told = words.compared(mart, indicator, row)
            found.append(f"{indicator['short_name']}: {symbol} {told.lower()}")
    heading = "Säker skillnad mot övriga kommuner"
    return Points(heading, tuple(found) or (slides_texts.NO_CERTAIN,))


def _in_words(mart: Mart, indicator: Row, organisation: str) -> str:
    """``Fallskador …: 2022: 5784 per 100 000 (4673–7080). Länet 5381 per 100 000.``"""
    key, year = indicator["indicator_id"], indicator["judged_year"]
    if year is None:
        return f"{indicator['short_name']}: {mart.label('availability', indicator['availability']).lower()}."
    mine, county = mart.value(key, organisation, year), mart.value(key, mart.county, year)
    if mine is None or mine["value"] is None:
        why = words.missing_words(mart, mine)
        told = f"{indicator['short_name']} {words.period(indicator, year)}: {why[:1].lower()}{why[1:]}."
    else:
        told = f"{indicator['short_name']} {words.spoken(mart, indicator, mine)}."
    if county is not None and county["value"] is not None:
        value = words.full_value(mart, indicator, county["value"])
        told += f" {mart.name(mart.county)}: {value}."
    return told


# --- what it does ------------------------------------------------------------------------------


def work(mart: Mart, plan: Plan, organisation: str) -> Slide:
    """Own self-assessment beside the county's, activities, what is asked for, and questions."""
    name = mart.organisations[organisation]["full_name"]
    figure = _self_assessment(mart, plan, organisation)
    told = mart.sentences("activity.summary", (organisation,), order=0)
    rows = [
        row
        for row in mart.rows("activity")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    ]
    asked = _asked(mart, organisation)
    asked_of = mart.sentences("question.local", (organisation,))
    questions = asked_of[:_MOST_QUESTIONS] or slides_texts.KOMMUN_QUESTIONS
    every = asked_of or slides_texts.KOMMUN_QUESTIONS
    hinders = tuple(str(row["text"]) for row in _obstacles(mart, organisation))
    similar = mart.sentences("similar.kommun", (organisation,))
    points = [
        Points("Aktiviteter", told or (slides_texts.NO_ACTIVITIES,), missing=not told),
        asked,
        Points(slides_common.texts_questions(), questions),
    ]
    if figure is None:
        points.insert(0, Points("", (slides_texts.NO_SELF_ASSESSMENT,), missing=True))
    means = [
        f"{row['name']}: {text}"
        for row in mart.ordered("delmal")
        for text in mart.sentences(
            "self_assessment.delmal", (organisation,), order=row["sort_order"]
        )
    ]
    notes = Notes(
        (*means, *told, *activity_lines(mart, rows, own=True), *hinders, *every, *similar),
        (slides_texts.ORIGIN_ANSWERS,),
        (slides_texts.LIMIT_OPINIONS, slides_texts.LIMIT_ACTIVITIES),
    )
    scores = [step.score for step in plan.statements.scale if step.score is not None]
    return Slide(
        "det-ni-gor",
        f"{name}: det ni gör och vill prata om",
        notes,
        kicker=plan.header.focus_title,
        points=tuple(points),
        figure=figure,
        source=foot(figure),
        axis=(float(min(scores)), float(max(scores))),
    )


def _obstacles(mart: Mart, organisation: str) -> list[Row]:
    return [
        row
        for row in mart.rows("obstacle")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    ]


def _asked(mart: Mart, organisation: str) -> Points:
    rows = _obstacles(mart, organisation)
    heading = "Hinder ni inte kan lösa själva"
    if not rows:
        return Points(heading, (slides_texts.NO_OBSTACLES,), missing=True)
    told = tuple(str(row["text"]) for row in rows)
    more = len(told) - _MOST_ASKS
    rest = (f"… och {number(more)} till, se anteckningarna.",) if more > 0 else ()
    return Points(heading, (*told[:_MOST_ASKS], *rest))


def _self_assessment(mart: Mart, plan: Plan, organisation: str) -> Figure | None:
    """Means per delmål, the county beside; None where nobody has answered."""
    found = {
        (row["organisation_id"], row["delmal_id"]): row
        for row in mart.rows("self_assessment")
        if row["year"] == mart.year and row["unit"] == "" and row["mean"] is not None
    }
    if not any(one == organisation for one, _ in found):
        return None
    rows = []
    for delmal in mart.ordered("delmal"):
        dots = []
        for area, role in ((organisation, "own"), (mart.county, "beside")):
            row = found.get((area, delmal["delmal_id"]))
            if row is not None:
                shown = number(row["mean"], 1)
                text = f"{mart.name(area)}, {delmal['name']}: {shown}"
                dots.append(
                    Dot(
                        "own" if role == "own" else "beside",
                        row["mean"],
                        None,
                        None,
                        text,
                        shown,
                        True,
                    )
                )
        missing = None if (organisation, delmal["delmal_id"]) in found else "för få svar"
        rows.append(DotRow(delmal["delmal_id"], delmal["name"], tuple(dots), missing))
    scores = [step.score for step in plan.statements.scale if step.score is not None]
    unit = f"självskattning, medelvärde på skalan {min(scores)}–{max(scores)}"
    told = " ".join(f"{dot.text}." for row in rows for dot in row.dots)
    return Figure(
        key="sjalvskattning-figur",
        title="Självskattning per delmål",
        alt=f"Diagram med kommunens och länets medelvärde för varje delmål. {told}",
        chart=DotChart(tuple(rows), (), _names(mart, organisation), unit, percent=False),
        tables=(),
        unit=unit,
        data_year=str(mart.year),
        base=figure_answers.ANSWERED_BY,
        source=figure_answers.OWN_SOURCE,
    )
