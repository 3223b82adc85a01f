"""Which slides a meeting gets, and that their words are the publication's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import slides_kommun, slides_meetings, slides_texts
from gnv_pipeline.reports.model.charts import DotChart
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.slides import Deck, Slide
from gnv_pipeline.reports.render.pptx import look as at
from gnv_pipeline.reports.render.pptx.texts import chart_width
from gnv_pipeline.warehouse.reader import Publication
from tests.reports.made_mart import make_mart
from tests.reports.made_more import add_more, said


@pytest.fixture(scope="module")
def full(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """A publication with every kind of row."""
    path = tmp_path_factory.mktemp("allt") / "mart.duckdb"
    with Publication(make_mart(path, plan, 2027, more=add_more)) as opened:
        yield Mart(opened)


@pytest.fixture(scope="module")
def decks(full: Mart, plan: Plan) -> dict[str, Deck]:
    return {deck.key: deck for deck in slides_meetings.decks(full, plan)}


def one(deck: Deck, title: str) -> Slide:
    return next(slide for slide in deck.slides if slide.title == title)


def told(slide: Slide) -> list[str]:
    return [text for part in slide.points for text in part.items]


def test_those_who_decide_get_all_that_the_publication_has(
    decks: dict[str, Deck], plan: Plan
) -> None:
    titles = [slide.title for slide in decks["beslut"].slides]
    wanted = [
        slides_texts.FIRST_TITLE,
        slides_texts.WAYS_TITLE,
        slides_texts.GLANCE_TITLE,
        slides_texts.DIFFERENCES_TITLE,
        slides_texts.GENDERS_TITLE,
        slides_texts.OBSTACLES_TITLE,
        slides_texts.NOT_KNOWN_TITLE,
        slides_texts.REVIEW_TITLE,
        slides_texts.DECIDE_TITLE,
    ]
    assert [title for title in titles if title in wanted] == wanted
    after = titles[titles.index(slides_texts.DECIDE_TITLE) + 1 :]
    spares = decks["beslut"].slides[-len(after) :] if after else ()
    assert all(slide.kicker.startswith(slides_texts.SPARE) for slide in spares)


def test_sentences_stand_on_their_slides(decks: dict[str, Deck], plan: Plan) -> None:
    county, first = plan.county.id, plan.goals[0].indicators[0].indicator
    deck = decks["beslut"]
    assert said("front.goals_counted", county) in told(one(deck, slides_texts.WAYS_TITLE))
    review = one(deck, slides_texts.REVIEW_TITLE)
    assert said("review.reached", county) in told(review)
    assert len(review.points) == 3
    assert any(said("review.unused", county) in text for text in review.notes.told)
    assert said("obstacle.last_year", county) in one(deck, slides_texts.OBSTACLES_TITLE).notes.told
    spread = one(deck, slides_texts.DIFFERENCES_TITLE).notes.told
    assert any(said("equity.indicator", county, first) in text for text in spread)


def test_women_and_men_are_the_publications_and_nothing_certain_is_claimed(
    decks: dict[str, Deck],
) -> None:
    slide = one(decks["beslut"], slides_texts.GENDERS_TITLE)
    assert slide.figure is not None
    assert isinstance(slide.figure.chart, DotChart)
    assert [(dot.role, dot.value) for dot in slide.figure.chart.rows[0].dots] == [
        ("women", 80.0),
        ("men", 84.0),
    ]
    assert told(slide) == [slides_texts.GENDERS_NONE]


def test_a_kommun_gets_its_own_questions_and_the_rest_in_the_notes(full: Mart, plan: Plan) -> None:
    mine, other = plan.kommuner[0].id, plan.kommuner[1].id
    asked = told(slides_kommun.deck(full, plan, mine).slides[1])
    assert said("question.local", mine) in asked
    usual = told(slides_kommun.deck(full, plan, other).slides[1])
    assert set(slides_texts.KOMMUN_QUESTIONS) <= set(usual)
    notes = slides_kommun.deck(full, plan, mine).slides[1].notes.told
    assert said("similar.kommun", mine) in notes


def test_no_kommun_is_named_on_anothers_slides(full: Mart, plan: Plan) -> None:
    mine, *others = plan.kommuner
    for slide in slides_kommun.deck(full, plan, mine.id).slides:
        texts = " ".join((*told(slide), slide.title, slide.source))
        assert not [area.name for area in others if area.full_name in texts]


def test_every_slide_says_what_cannot_be_said_or_where_it_comes_from(
    decks: dict[str, Deck],
) -> None:
    for deck in decks.values():
        keys = [slide.key for slide in deck.slides]
        assert len(keys) == len(set(keys))
        for slide in deck.slides:
            assert slide.notes.told or slide.notes.limits
            assert slide.points or slide.figure or slide.table


def test_long_points_get_more_room(decks: dict[str, Deck]) -> None:
    slide = one(decks["beslut"], slides_texts.OBSTACLES_TITLE)
    width, height = at.WIDTH - 2 * at.MARGIN, at.BODY_BOTTOM - at.BODY_TOP
    assert chart_width(slide.points, width, height) == at.CHART_WIDTHS[0]
    many = tuple(slide.points) * 6
    assert chart_width(many, width, height) == at.CHART_WIDTHS[-1]


@pytest.mark.parametrize(
    ("text", "size", "width", "lines"),
    [("kort", 20, 4.0, 1), ("ord " * 40, 20, 4.0, 6), ("x" * 200, 20, 4.0, 8), ("", 20, 4.0, 1)],
)
def test_lines_are_counted_by_whole_words(text: str, size: float, width: float, lines: int) -> None:
    assert at.lines_of(text.strip(), size, width) == pytest.approx(lines, abs=1)


def test_the_real_plans_meetings_have_their_decks(real_plan: Plan, real_site: Path) -> None:
    with Publication(real_site.parent / "mart.duckdb") as opened:
        made = slides_meetings.decks(Mart(opened), real_plan)
    assert [deck.name for deck in made] == [one.audience for one in real_plan.header.meeting_decks]
