"""Which slides each meeting gets: those who decide, those who have ten minutes, those who talk together.

Belongs here: the three selections and the slides that only the dialogue has. Does not belong here: a
kommun's own slides (``slides_kommun``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    figure_answers,
    frame,
    slides_common,
    slides_equity,
    slides_goals,
    slides_texts,
    standing,
    words,
)
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Table
from gnv_pipeline.reports.model.parts import Row as TableRow
from gnv_pipeline.reports.model.slides import Deck, Notes, Points, Slide
from gnv_pipeline.reports.model.slides_notes import foot

_ROWS_PER_SLIDE = 6


def decks(mart: Mart, plan: Plan) -> tuple[Deck, ...]:
    """The decks of the meetings that the plan names; one of each kind where it names none."""
    chosen = {"decision": decision, "short": short, "dialogue": dialogue}
    named: list[tuple[str, str]] = [(one.kind, one.audience) for one in plan.header.meeting_decks]
    found = []
    used: Counter[str] = Counter()
    for kind, audience in named or [(kind, "") for kind in chosen]:
        purpose = slides_texts.DECK_NAMES[kind]
        key = slides_texts.DECK_KEYS[kind]
        used[kind] += 1
        found.append(
            Deck(
                name=audience or purpose.capitalize(),
                key=key if used[kind] == 1 else f"{key}-{used[kind]}",
                title=f"{plan.header.report_title} {mart.year}",
                opening=(
                    plan.header.focus_title,
                    f"{audience} – {purpose}" if audience else purpose.capitalize(),
                    f"Avsändare: {plan.header.sender}",
                    plan.header.focus_sentence,
                ),
                edition=frame.edition(mart, plan),
                banners=frame.banners(mart, plan),
                slides=chosen[kind](mart, plan),
            )
        )
    return tuple(found)


def decision(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """For those who decide: state, goals, likvärdighet, obstacles, what to take a stand on; spares last."""
    return (
        slides_common.in_short(mart, plan),
        slides_common.ways(mart, plan),
        *slides_goals.glance(mart, plan),
        *slides_goals.developments(mart, plan),
        *slides_equity.differences(mart, plan),
        *slides_goals.kommuner(mart, plan, beyond_chance=True),
        *slides_equity.genders(mart, plan),
        slides_common.obstacles(mart),
        slides_common.not_known(mart),
        *slides_common.review(mart),
        slides_common.decide(mart, plan),
        *slides_goals.kommuner(mart, plan, beyond_chance=False),
    )


def short(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """For those who have ten minutes: six to eight slides with the first one."""
    return (
        slides_common.in_short(mart, plan),
        slides_common.ways(mart, plan),
        *slides_goals.glance(mart, plan),
        *slides_equity.differences(mart, plan),
        slides_common.obstacles(mart),
        slides_common.decide(mart, plan),
    )


def dialogue(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """For those who talk together: self-assessment, activities, obstacles, with questions."""
    return (
        use(plan),
        slides_common.ways(mart, plan),
        *(self_assessment(mart, plan, row) for row in mart.ordered("delmal")),
        activities(mart),
        *goals(mart, plan),
        slides_common.obstacles(mart, slides_texts.OBSTACLE_QUESTIONS),
        home(),
    )


def use(plan: Plan) -> Slide:
    """How the figures may be used in the talk."""
    notes = Notes((plan.header.reading_advice,), (), (plan.header.closeness_sentence,))
    points = (Points("", (*slides_texts.USE, plan.header.reading_advice)),)
    return Slide("anvandning", slides_texts.USE_TITLE, notes, points=points)


def self_assessment(mart: Mart, plan: Plan, delmal: Row) -> Slide:
    """How the answers fall within a delmål, with questions."""
    figure = figure_answers.statements(mart, plan.statements, delmal)
    told = mart.sentences("self_assessment.delmal", (mart.county,), order=delmal["sort_order"])
    points = [] if told else [Points("", (slides_texts.NO_SELF_ASSESSMENT,), missing=True)]
    if told:
        points.append(Points("Hela länet", told))
    points.append(Points(slides_common.texts_questions(), slides_texts.SELF_ASSESSMENT_QUESTIONS))
    notes = Notes(
        (*told, delmal["text"]),
        (slides_texts.ORIGIN_ANSWERS, f"Delmålets text: {delmal['source']}."),
        (slides_texts.LIMIT_OPINIONS,),
    )
    return Slide(
        f"sjalvskattning-{delmal['delmal_id']}",
        f"Självskattning: {delmal['name']}",
        notes,
        points=tuple(points),
        figure=figure,
        source=foot(figure),
    )


def activities(mart: Mart) -> Slide:
    """Activities per delmål and status; each of them with what was learned in the notes."""
    figure = figure_answers.activities(mart, mart.ordered("delmal"))
    told = mart.sentences("activity.summary", (mart.county,), order=0)
    rows = [row for row in mart.rows("activity") if row["year"] == mart.year]
    notes = Notes(
        (*told, *activity_lines(mart, rows)),
        (slides_texts.ORIGIN_ANSWERS,),
        (slides_texts.LIMIT_ACTIVITIES,),
    )
    points = [Points("Hela länet", told)] if told else []
    if not points and figure is None:
        points.append(Points("", (slides_texts.NO_ACTIVITIES,), missing=True))
    return Slide(
        "aktiviteter",
        "Aktiviteter per delmål",
        notes,
        points=(*points, Points(slides_common.texts_questions(), slides_texts.ACTIVITY_QUESTIONS)),
        figure=figure,
        source=foot(figure),
    )


def activity_lines(mart: Mart, rows: Iterable[Row], *, own: bool = False) -> tuple[str, ...]:
    """Activities with status and what was learned, organisations in name order; ``own`` leaves them out."""
    ordered = sorted(
        rows,
        key=lambda r: (mart.organisations[r["organisation_id"]]["sort_order"], r["activity_id"]),
    )
    lines = []
    for row in ordered:
        who = "" if own else f"{mart.name(row['organisation_id'])}: "
        status = f" ({row['status_label'].lower()})" if row["status_label"] else ""
        learned = f" Lärdom: {row['learned']}" if row["learned"] else ""
        lines.append(f"{who}{row['name']}{status}.{learned}")
    return tuple(lines)


def goals(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """Each goal with its pace and how many activities are linked to it; none where no goal is measured."""
    rows: list[TableRow] = []
    told: list[str] = []
    links = {
        (row["activity_id"], row["goal_id"])
        for row in mart.rows("activity_link")
        if row["year"] == mart.year
    }
    for link in mart.goal_indicators:
        indicator, goal = mart.indicators[link["indicator_id"]], mart.goals[link["goal_id"]]
        if indicator["derived"] is not None:
            continue
        area = standing.judged_area(mart, indicator, link)
        status = mart.status(goal["goal_id"], link["indicator_id"], area, link["gender"])
        level, pace = words.level(mart, status), words.pace(mart, status)
        linked = sum(one == goal["goal_id"] for _, one in links)
        rows.append(
            TableRow(
                (
                    Cell(goal["name"], example=goal["example"]),
                    Cell(indicator["short_name"]),
                    Cell(level.words, level.symbol),
                    Cell(pace.words, pace.symbol),
                    Cell(str(linked)),
                )
            )
        )
        told += mart.sentences("goal.pace", (area,), goal=goal["goal_id"])
    if not rows:
        return ()
    columns = (
        Column("Mål"),
        Column("Mäts med"),
        Column("Är målet nått?"),
        Column("Takt"),
        Column("Aktiviteter", "number"),
    )
    questions = f"{slides_common.texts_questions()}: {' '.join(slides_texts.GOAL_QUESTIONS)}"
    source = f"{questions} {slides_texts.LIMIT_ACTIVITIES}"
    notes = Notes(
        (*dict.fromkeys(told), *slides_texts.GOAL_QUESTIONS),
        (slides_texts.ORIGIN_REPORT, slides_texts.ORIGIN_ANSWERS),
        (slides_texts.LIMIT_ACTIVITIES, plan.header.closeness_sentence),
    )
    found = []
    pages = slides_goals.paged(rows, _ROWS_PER_SLIDE)
    for number, page in enumerate(pages, 1):
        suffix = f" ({number} av {len(pages)})" if len(pages) > 1 else ""
        title = f"{slides_texts.GOALS_TITLE}{suffix}"
        table = Table(f"mal-aktiviteter-{number}", title, columns, page)
        found.append(
            Slide(f"mal-och-aktiviteter-{number}", title, notes, table=table, source=source)
        )
    return tuple(found)


def home() -> Slide:
    """Questions to take home."""
    notes = Notes(slides_texts.HOME_QUESTIONS, (), (slides_texts.LIMIT_PROPOSALS,))
    return Slide(
        "ta-med-hem",
        slides_texts.QUESTIONS_TITLE,
        notes,
        points=(Points("", slides_texts.HOME_QUESTIONS),),
    )
