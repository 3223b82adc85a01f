"""What the reports say, before any renderer: sections, words, and every kind of absence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports import build
from gnv_pipeline.reports.model import build_local, build_regional, build_start
from gnv_pipeline.reports.model.charts import DotChart, LineChart, StackChart
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Report, Standings, Statement, Table
from gnv_pipeline.warehouse.reader import Publication
from tests.reports.made_mart import make_mart
from tests.reports.walk import everything, figures

YEAR = 2027


@pytest.fixture(scope="module")
def opened(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Mart]]:
    """Makes and opens publications of the made-up region, each kind once; closed after the last test."""
    made: dict[tuple[tuple[str, object], ...], Mart] = {}
    with ExitStack() as stack:

        def make(**kinds: object) -> Mart:
            key = tuple(sorted(kinds.items()))
            if key not in made:
                path = tmp_path_factory.mktemp("mart") / "mart.duckdb"
                make_mart(path, plan, YEAR, **kinds)  # type: ignore[arg-type]
                made[key] = Mart(stack.enter_context(Publication(path)))
            return made[key]

        yield make


def said(report: Report) -> str:
    return " ".join(block.text for block in everything(report) if isinstance(block, Statement))


def test_regional_report_has_its_sections_in_order(plan: Plan, opened: Callable[..., Mart]) -> None:
    report = build_regional.build(opened(), plan)
    delmal = [one.id for one in plan.delmal]
    assert [section.key for section in report.sections] == [
        "mal", *delmal, "likvardighet", "hinder", "fragor-svar", "underlag", "inte-an", "andringar",
    ]  # fmt: skip
    more = [f"{one}-fler" for one in delmal]
    kept = [section.key for section in report.appendix]
    assert [key for key in kept if key not in more] == [
        "metod",
        "kallor",
        "aktiviteter",
        "varifran",
    ]
    assert set(kept) & set(more)


def test_every_goal_stands_once_under_its_delmal(plan: Plan, opened: Callable[..., Mart]) -> None:
    report = build_regional.build(opened(), plan)
    for delmal in plan.delmal:
        section = next(one for one in report.sections if one.key == delmal.id)
        goals = [one.key for one in section.sections if one.key.startswith("mal-")]
        assert goals == [f"mal-{goal.id}" for goal in plan.goals if goal.delmal == delmal.id]


def test_overview_has_three_signals_with_words_for_every_main_indicator(
    plan: Plan, opened: Callable[..., Mart]
) -> None:
    overview = next(
        b for b in everything(build_regional.build(opened(), plan)) if isinstance(b, Standings)
    )
    main = {one.id for one in plan.indicators if one.role == "main"}
    assert main <= {row.indicator_id for row in overview.rows}
    for row in overview.rows:
        assert [signal.name for signal in row.signals] == ["Nivå", "Takt", "Jämförelse"]
        assert all(signal.words and signal.symbol for signal in row.signals)


def test_figures_of_an_indicator(plan: Plan, opened: Callable[..., Mart]) -> None:
    found = figures(build_regional.build(opened(), plan))
    development, areas, genders = (
        found[f"a1-{kind}"] for kind in ("utveckling", "kommuner", "kon")
    )
    assert isinstance(development.chart, LineChart)
    assert [line.role for line in development.chart.lines] == ["county", "goal"]
    assert isinstance(areas.chart, DotChart)
    kommuner = [row.label for row in areas.chart.rows][: len(plan.kommuner)]
    assert kommuner == [area.name for area in plan.kommuner]
    assert [reference.value for reference in areas.chart.references] == [78]
    assert isinstance(genders.chart, LineChart)
    assert [line.role for line in genders.chart.lines] == ["women", "men"]
    assert len(genders.tables) == 2


def test_rows_without_a_value_carry_the_words_for_why(
    plan: Plan, opened: Callable[..., Mart]
) -> None:
    chart = figures(build_regional.build(opened(), plan))["d1-kommuner"].chart
    assert isinstance(chart, DotChart)
    masked, silent = chart.rows[0], chart.rows[1]
    assert masked.dots == ()
    assert masked.words == "Visas inte: bygger på få personer"
    assert silent.dots == ()
    assert silent.words is not None
    assert silent.words.startswith("Ingen uppgift lämnad. 2026: ")


def test_answers_are_counted_onto_every_step(plan: Plan, opened: Callable[..., Mart]) -> None:
    mart = opened()
    answers = [row for row in mart.rows("self_assessment_answer") if row["year"] == YEAR]
    for figure in figures(build_regional.build(mart, plan)).values():
        if figure.key.startswith("sjalvskattning-"):
            assert isinstance(figure.chart, StackChart)
            for row in figure.chart.rows:
                asked = len(answers) // len(plan.statements.statements)
                assert sum(part.count for part in row.parts) == asked


@pytest.mark.parametrize(("display", "named"), [("distribution", 0), ("by_name", 4)])
def test_answers_by_name_only_when_the_plan_says_so(
    plan: Plan, opened: Callable[..., Mart], display: str, named: int
) -> None:
    statements = plan.statements.model_copy(update={"display": display})
    report = build_regional.build(opened(), plan.model_copy(update={"statements": statements}))
    tables = [b for b in everything(report) if isinstance(b, Table) and b.key.endswith("-namn")]
    assert len(tables) == named


def test_local_report_shows_own_development_with_the_county_beside(
    plan: Plan, opened: Callable[..., Mart]
) -> None:
    kommun = plan.kommuner[1]
    report = build_local.build(opened(), plan, kommun.id)
    chart = figures(report)["a1-utveckling"].chart
    assert isinstance(chart, LineChart)
    assert [line.role for line in chart.lines][:2] == ["own", "beside"]
    assert chart.lines[0].label == kommun.name
    assert report.key == kommun.id


def test_local_report_tells_what_is_missing(plan: Plan, opened: Callable[..., Mart]) -> None:
    report = build_local.build(opened(), plan, plan.kommuner[1].id)
    missing = next(
        section for section in (*report.sections, *report.appendix) if section.key == "saknas"
    )
    text = repr(missing.blocks)
    assert "ingen uppgift lämnad" in text


def test_adopted_goals_and_commitments_stand_in_the_local_plan(
    plan: Plan, opened: Callable[..., Mart]
) -> None:
    mart = opened()
    answered = mart.rows("local_plan")[0]
    report = build_local.build(mart, plan, answered["organisation_id"])
    table = next(
        b for b in everything(report) if isinstance(b, Table) and b.key == "lokal-plan-tabell"
    )
    assert [row.cells[0].text for row in table.rows] == [goal.name for goal in plan.goals]
    answers = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert answers[plan.goals[0].name] == "Ja"
    assert answers[plan.goals[1].name] == "Inte besvarat"


def test_banners_say_what_must_be_known(plan: Plan, opened: Callable[..., Mart]) -> None:
    example = build_start.build(opened(), plan).banners
    assert example[0].startswith("Exempeldata.")
    assert example[1].startswith("Preliminär utgåva.")
    final = build_start.build(opened(edition="final", example=False), plan).banners
    assert not [text for text in final if text.startswith(("Exempeldata", "Preliminär"))]


def test_a_publication_without_anything_says_so(plan: Plan, opened: Callable[..., Mart]) -> None:
    mart = opened(bare=True, example=False)
    report = build_regional.build(mart, plan)
    text = said(report)
    for words in (
        "Inga aktiviteter är rapporterade för året.",
        "Inga hinder eller behov av stöd är rapporterade.",
        "Ingen inlämning är registrerad för året.",
        "Ingen har lämnat självskattning för delmålet.",
        "Det finns inga värden att jämföra mellan kommuner.",
        "Inga värden finns",
    ):
        assert words in text
    assert "Inget underlag är mottaget för året." in report.banners
    assert "Inga nationella värden är hämtade för den här utgåvan." in report.banners
    assert figures(report) == {}


def test_reports_of_a_publication_without_anything_are_written(plan: Plan, tmp_path: Path) -> None:
    path = make_mart(tmp_path / "tom" / "mart.duckdb", plan, YEAR, bare=True)
    files = build(path, plan, tmp_path / "ut")
    pages = {file.relative_to(tmp_path / "ut").as_posix() for file in files}
    assert {"index.html", "regional/index.html"} <= pages
    assert {f"{area.id}/index.html" for area in plan.kommuner} <= pages


def test_a_code_without_words_stops_the_report(plan: Plan, opened: Callable[..., Mart]) -> None:
    mart = opened()
    with pytest.raises(KeyError):
        mart.label("level_signal", "no_such_code")
    assert mart.label("level_signal", None) == ""
