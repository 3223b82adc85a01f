"""Slides that more than one meeting gets: the state in short, differences, obstacles, decisions.

Belongs here: one function per slide. Does not belong here: which meeting gets which (``slides_meetings``).
"""

from __future__ import annotations

from collections import Counter

from gnv_pipeline.formatting import count_word
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    figure_answers,
    frame,
    slides_texts,
    texts,
)
from gnv_pipeline.reports.model.charts import (
    Part,
    StackChart,
    StackRow,
    Step,
)
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Figure
from gnv_pipeline.reports.model.review import HEADINGS
from gnv_pipeline.reports.model.slides import Notes, Points, Slide
from gnv_pipeline.reports.model.slides_notes import (
    foot,
    human,
    signature,
)

_MOST_POINTS = 6
_MOST_ASKED = 2  # questions under a heading
_MOST_CARDS = 3  # headings beside each other


def _told(mart: Mart, place: str, heading: str, otherwise: str) -> Points:
    found = mart.sentences(place, mart.common)
    return Points(heading, found or (otherwise,), missing=not found)


def in_short(mart: Mart, plan: Plan) -> Slide:
    """What people say of the state, and how to read the rest."""
    text = frame.human_text(
        mart, "laget_i_korthet", mart.county, texts.HEADING_SHORT, texts.NOT_WRITTEN
    )
    advice = mart.sentences("front.reading", mart.common) or (plan.header.reading_advice,)
    reading = Points(texts.HEADING_READING, advice)
    notes = Notes(
        (
            *mart.sentences("front.focus", mart.common),
            *mart.sentences("edition.summary"),
            *advice,
        ),
        (slides_texts.ORIGIN_PEOPLE,) if text.markdown else (text.words,),
        (plan.header.closeness_sentence, plan.header.reading_advice),
    )
    return Slide(
        "korthet",
        slides_texts.FIRST_TITLE,
        notes,
        points=(human(text), reading),
        source=signature(text),
    )


def ways(mart: Mart, plan: Plan) -> Slide:
    """What goes the right and the wrong way, and what cannot be told."""
    points = [
        _told(mart, "front.right_way", texts.HEADING_RIGHT, texts.NOTHING_RIGHT),
        _told(mart, "front.wrong_way", texts.HEADING_WRONG, texts.NOTHING_WRONG),
    ]
    uncertain = mart.sentences("front.nothing_certain", mart.common)
    if uncertain:
        points.append(Points(texts.HEADING_NOTHING_CERTAIN, uncertain))
    counted = mart.sentences("front.goals_counted", mart.common)
    if counted:
        points.append(Points(slides_texts.GOALS_HEADING, counted))
    told = tuple(text for part in points for text in part.items)
    notes = Notes(told, (slides_texts.ORIGIN_REPORT,), (plan.header.reading_advice,))
    return Slide("vagar", slides_texts.WAYS_TITLE, notes, points=tuple(points))


def obstacles(mart: Mart, questions: tuple[str, ...] = ()) -> Slide:
    """How many obstacles of each theme, what is asked for, and all of them in the notes."""
    rows = [row for row in mart.rows("obstacle") if row["year"] == mart.year]
    asks = mart.sentences("front.asks", mart.common)
    told = tuple(
        f"{mart.name(row['organisation_id'])}: {row['text']}"
        + (f" Önskat stöd: {row['support']}" if row["support"] else "")
        for row in sorted(
            rows,
            key=lambda r: (
                mart.organisations[r["organisation_id"]]["sort_order"],
                r["obstacle_id"],
            ),
        )
    )
    before = mart.sentences("obstacle.last_year", mart.common)
    notes = Notes((*asks, *before, *told), (slides_texts.ORIGIN_ANSWERS,), ())
    figure = _themes(mart, rows) if rows else None
    points = [Points("", asks or (slides_texts.NO_OBSTACLES,), missing=not asks)]
    if questions:
        points.append(Points(texts_questions(), questions))
    return Slide(
        "hinder",
        slides_texts.OBSTACLES_TITLE,
        notes,
        points=tuple(points),
        figure=figure,
        source=foot(figure),
    )


def texts_questions() -> str:
    """The heading above questions."""
    return "Att prata om"


def _themes(mart: Mart, rows: list[Row]) -> Figure:
    known = [row["label"] for row in mart.codes("obstacle_theme")]
    count = Counter(row["theme_label"] or "Utan tema" for row in rows)
    themes = [*known, *sorted(theme for theme in count if theme not in known)]
    bars = [StackRow(theme, (Part(count[theme], f"{theme}: {count[theme]}"),)) for theme in themes]
    return Figure(
        key="hinder-teman",
        title="Hinder per tema",
        alt="Liggande staplar: antal hinder per tema. "
        + " ".join(f"{bar.parts[0].text}." for bar in bars),
        chart=StackChart((Step("Antal hinder"),), tuple(bars), "antal hinder"),
        tables=(),
        unit="antal hinder",
        data_year=str(mart.year),
        base="alla hinder som rapporterats",
        source=figure_answers.OWN_SOURCE,
    )


def not_known(mart: Mart) -> Slide:
    """What is not known yet, and when it will be."""
    part = _told(mart, "front.not_known", "", texts.NOTHING_HERE)
    shown, rest = part.items[:_MOST_POINTS], part.items[_MOST_POINTS:]
    notes = Notes(part.items, (slides_texts.ORIGIN_REPORT,), ())
    points = (Points("", (*shown, *_more(len(rest))), part.missing),)
    return Slide("inte-an", slides_texts.NOT_KNOWN_TITLE, notes, points=points)


def decide(mart: Mart, plan: Plan) -> Slide:
    """What there is to take a stand on: only what people have written."""
    text = frame.human_text(
        mart, "att_ta_stallning_till", mart.county, texts.HEADING_DECIDE, texts.NOT_WRITTEN
    )
    none = mart.sentences("front.no_proposals", mart.common)
    part = human(text)
    if text.markdown is None and none:
        part = Points("", none, missing=True)
    origin = (slides_texts.ORIGIN_PEOPLE,) if text.markdown else ()
    notes = Notes((plan.header.decision_path,), origin, (slides_texts.LIMIT_PROPOSALS,))
    return Slide(
        "stallning", slides_texts.DECIDE_TITLE, notes, points=(part,), source=signature(text)
    )


def review(mart: Mart) -> tuple[Slide, ...]:
    """Questions for those who revise the plan; none where the publication asks nothing."""
    found = [
        (title, told)
        for code, title in HEADINGS
        if (told := mart.sentences(f"review.{code}", mart.common))
    ]
    if not found:
        return ()
    points = tuple(
        Points(title, (*told[:_MOST_ASKED], *_more(len(told) - _MOST_ASKED)))
        for title, told in found[:_MOST_CARDS]
    )
    left = _more(sum(len(told) for _, told in found[_MOST_CARDS:]))
    every = tuple(f"{title}: {text}" for title, told in found for text in told)
    notes = Notes(
        (*every, *mart.sentences("question.regional", mart.common)),
        (slides_texts.ORIGIN_REPORT,),
        (slides_texts.LIMIT_PROPOSALS,),
    )
    return (
        Slide("oversyn", slides_texts.REVIEW_TITLE, notes, points=points, source=" ".join(left)),
    )


def _more(count: int) -> tuple[str, ...]:
    """How many there are besides those shown; nothing where all are."""
    return (f"… och {count_word(count)} till, se anteckningarna.",) if count > 0 else ()
