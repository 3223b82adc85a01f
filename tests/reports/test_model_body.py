"""Body and appendix of the reports: cover, panels, counts, maps, questions, and where numbers come from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    build_local,
    build_regional,
    common_sections,
    cover,
    local_answers,
    obstacles,
    words,
)
from gnv_pipeline.reports.model.charts import DotChart, MapChart, StackChart
from gnv_pipeline.reports.model.geometry import Outlines, read_outlines
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Multiples, Panel, Questions, Report, Section, Table
from gnv_pipeline.warehouse.reader import Publication
from tests.reports.made_mart import Maker, make_mart
from tests.reports.made_more import SHA, add_more, said, write_map
from tests.reports.walk import blocks, everything, figures, places, sections, values

YEAR = 2027


@pytest.fixture(scope="module")
def mart(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """A publication with a row of every kind."""
    path = tmp_path_factory.mktemp("mart") / "mart.duckdb"
    with Publication(make_mart(path, plan, YEAR, more=add_more)) as opened:
        yield Mart(opened)


@pytest.fixture(scope="module")
def outlines(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Outlines:
    """The areas' outlines, read from a map file."""
    ids = [area.id for area in plan.kommuner]
    return read_outlines(write_map(tmp_path_factory.mktemp("karta"), ids))


@pytest.fixture(scope="module")
def regional(mart: Mart, plan: Plan, outlines: Outlines) -> Report:
    """The county's report."""
    return build_regional.build(mart, plan, outlines)


@pytest.fixture(scope="module")
def local(mart: Mart, plan: Plan) -> Report:
    """The first kommun's report."""
    return build_local.build(mart, plan, plan.kommuner[0].id)


def section(report: Report, key: str) -> Section:
    return next(one for one in sections((*report.sections, *report.appendix)) if one.key == key)


def plain(text: str) -> str:
    """With ordinary blanks instead of hard ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def facts(report: Report) -> dict[str, tuple[str, bool]]:
    return {fact.key: (plain(fact.words), fact.missing) for fact in report.cover.facts}


# --- cover -------------------------------------------------------------------------------------


def test_cover_says_that_the_diarienummer_is_missing_until_the_plan_has_one(
    mart: Mart, plan: Plan, regional: Report
) -> None:
    assert facts(regional)["record"] == (cover.NO_RECORD, True)
    header = plan.header.model_copy(update={"record_numbers": {YEAR: "VN 2028/14"}})
    registered = build_regional.build(mart, plan.model_copy(update={"header": header}))
    assert facts(registered)["record"] == ("VN 2028/14", False)


def test_cover_tells_who_has_checked_the_facts(
    mart: Mart, plan: Plan, regional: Report, local: Report
) -> None:
    approved, commented, unheard = (
        facts(build_local.build(mart, plan, area.id))["fact_check"] for area in plan.kommuner[:3]
    )
    assert approved == ("Godkänd 9 april 2028.", False)
    assert commented[0].startswith("Besvarad med kommentar 9 april 2028. Vårt värde")
    assert unheard == (cover.NOT_CHECKED, True)
    reporters = len([area for area in plan.areas if area.reports])
    assert facts(regional)["fact_check"][0].startswith(f"Godkänd av 1 av {reporters}")
    assert facts(local)["data_years"][0].startswith(str(YEAR))


# --- links -------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["regional", "local"])
def test_every_link_leads_to_one_place(which: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(which)
    there = places(report)
    assert [key for key, times in there.items() if times > 1] == []
    wanted = {link for link in values((report.sections, report.appendix), "href") if link}
    assert {link for link in wanted if link.removeprefix("#") not in there} == set()


def test_a_number_leads_to_the_file_and_row_it_came_from(plan: Plan, regional: Report) -> None:
    figure = figures(regional)["a1-kommuner"]
    row = figure.tables[0].rows[0]
    assert row.key == f"a1-{plan.kommuner[0].id}"
    assert row.cells[-1].text == "rad 12"
    assert row.cells[-1].href == f"#k-{SHA[:12]}"
    assert figure.origin is not None
    assert figure.origin.text == "Hämtat ur: kolada.csv"
    table = section(regional, "varifran").blocks[1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells[:3]] == ["kolada.csv", "Kolada", "2028-01-05"]


# --- body --------------------------------------------------------------------------------------


def test_main_indicators_have_panels_in_the_body_and_the_others_stand_in_the_appendix(
    plan: Plan, regional: Report
) -> None:
    main = [one.id for one in plan.indicators if one.role == "main" and not one.derived]
    panels = [b for b in blocks(regional.sections) if isinstance(b, Panel)]
    assert sorted(panel.key for panel in panels) == sorted(main)
    for panel in panels:
        assert [signal.name for signal in panel.signals[:2]] == ["Nivå", "Takt"]
        assert panel.statements
    appended = {one.key for one in sections(regional.appendix)}
    others = {one.id for one in plan.indicators if one.role != "main" and one.delmal}
    assert others <= appended
    assert not appended & set(main)


def test_kommuner_are_counted_once_each_in_every_bar(plan: Plan, regional: Report) -> None:
    counted = section(regional, "kommunerna-raknade").blocks[1:]
    assert counted
    for figure in counted:
        assert isinstance(figure.chart, StackChart)
        for row in figure.chart.rows:
            assert sum(part.count for part in row.parts) == len(plan.kommuner)


def test_legend_speaks_of_certain_differences_only_where_there_are_intervals(
    mart: Mart, plan: Plan, regional: Report
) -> None:
    for figure in figures(regional).values():
        if not figure.key.endswith("-kommuner") or not isinstance(figure.chart, DotChart):
            continue
        dots = [dot for row in figure.chart.rows for dot in row.dots if dot.role == "kommun"]
        certain = any("säker skillnad" in entry.label for entry in figure.chart.key)
        assert certain == any(dot.lower is not None for dot in dots)


def test_every_figure_can_stand_alone(regional: Report, local: Report) -> None:
    for figure in (*figures(regional).values(), *figures(local).values()):
        for told in (
            figure.title,
            figure.alt,
            figure.unit,
            figure.data_year,
            figure.base,
            figure.source,
        ):
            assert told.strip(), figure.key
        assert figure.tables, figure.key
        assert not figure.base.endswith("."), figure.key


def test_a_decided_value_keeps_its_decimals(mart: Mart) -> None:
    indicator = {**mart.indicators["a1"], "decimals": 0}
    decided = [plain(words.stated_value(mart, indicator, value)) for value in (26.9, 90.0, None)]
    assert decided == ["26,9 %", "90 %", "–"]
    assert plain(words.short_value(mart, indicator, 26.9)) == "27 %"


def test_maps_put_every_kommun_in_a_class_with_words(plan: Plan, regional: Report) -> None:
    multiples = section(regional, "likvardighet-karta").blocks[1]
    assert isinstance(multiples, Multiples)
    for figure in multiples.figures:
        assert isinstance(figure.chart, MapChart)
        assert [area.label for area in figure.chart.areas] == [one.name for one in plan.kommuner]
        for area in figure.chart.areas:
            assert figure.chart.steps[area.step].label in area.text
        assert len(figure.chart.areas[0].rings) == 2


def test_without_a_map_file_there_are_no_maps(mart: Mart, plan: Plan, tmp_path: Path) -> None:
    assert read_outlines(tmp_path / "map.geojson") == {}
    report = build_regional.build(mart, plan)
    assert not [one for one in sections(report.sections) if one.key == "likvardighet-karta"]


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("equity.indicator", "likvardighet-matt"),
        ("equity.gender", "likvardighet-kon"),
        ("distance.indicator", "mal-kontaktperson"),
        ("trend.series", "mal-kontaktperson"),
        ("obstacle.last_year", "hinder-forra"),
        ("review.reached", "oversyn-reached"),
        ("review.unused", "oversyn-unused"),
        ("question.regional", "oversyn-fragor"),
    ],
)
def test_sentences_of_the_publication_stand_in_their_place(
    plan: Plan, regional: Report, place: str, key: str
) -> None:
    about = (plan.county.id, "a1") if place.split(".")[0] in {"equity", "distance", "trend"} else (
        plan.county.id,
    )  # fmt: skip
    text = said(place, *about)
    assert text in repr(section(regional, key))
    assert repr(regional.sections).count(text) == 1


def test_page_one_counts_the_goals_of_the_county(plan: Plan, regional: Report) -> None:
    assert regional.front is not None
    counted = [one.text for one in regional.front.lead.statements]
    assert counted == [said("front.goals_counted", plan.county.id)]


def test_questions_tell_how_figures_cannot_be_used(plan: Plan, regional: Report) -> None:
    page = section(regional, "fragor-svar")
    assert isinstance(page.blocks[0], Questions)
    assert plan.header.closeness_sentence in page.blocks[0].rows[0].answer
    asked = {row.question for row in page.blocks[0].rows}
    assert ("Vad betyder exempel?" in asked) is not plan.header.decided
    assert "rangordna" in repr(page.sections[0])


def test_who_handed_in_stands_by_name_with_whether_it_was_treated_together(
    plan: Plan, regional: Report
) -> None:
    table = next(b for b in section(regional, "underlag").blocks if isinstance(b, Table))
    labels = [column.label for column in table.columns]
    first = dict(zip(labels, table.rows[0].cells, strict=True))
    assert first["Organisation"].text == plan.kommuner[0].name
    assert first["Behandlat tillsammans"].text == "Ja"
    assert plain(first["Faktagranskning"].text) == "Godkänd 9 april 2028."
    assert len(table.rows) == len([area for area in plan.areas if area.reports])


def test_women_and_men_stand_in_a_table_with_why_nothing_can_be_said(regional: Report) -> None:
    table = section(regional, "kon").blocks[0]
    assert isinstance(table, Table)
    shown = [plain(cell.text) for cell in table.rows[0].cells[2:]]
    assert shown[:3] == ["80 %", "84 %", "−4"]
    assert shown[-1] != "Bedöms inte"


def test_distance_to_a_target_names_all_kommuner_and_why_a_number_is_missing(
    plan: Plan, regional: Report
) -> None:
    table = section(regional, "avstand").blocks[1]
    assert isinstance(table, Table)
    shown, hidden, unknown = ([plain(cell.text) for cell in row.cells] for row in table.rows)
    assert shown == [plan.kommuner[0].name, "5", "3 svarande", "40 %"]
    assert hidden[1] == "Visas inte: bygger på få personer"
    assert unknown[1] == "Underlaget är inte känt"


def test_nothing_received_is_said_instead_of_a_day(plan: Plan, tmp_path: Path) -> None:
    path = make_mart(tmp_path / "mart.duckdb", plan, YEAR, bare=True)
    with Publication(path) as opened:
        assert facts(build_regional.build(Mart(opened), plan))["as_of"] == (
            "Inget underlag har kommit in",
            False,
        )


@pytest.mark.parametrize("times", [1, common_sections.MOST_CHANGES + 4])
def test_changes_since_the_last_edition_tell_old_new_and_why(
    plan: Plan, tmp_path: Path, times: int
) -> None:
    indicator = plan.indicators[0].id

    def changed(maker: Maker) -> None:
        for n in range(1, times + 1):
            maker.add(
                "edition_change", change_no=n, previous_edition="preliminary", subject="goal_status",
                indicator_id=indicator, organisation_id=maker.kommuner[0], data_year=YEAR, gender="T",
                old="Går inte att avgöra", new="Målet nått", reason="Rättad fil",
            )  # fmt: skip

    path = make_mart(tmp_path / "mart.duckdb", plan, YEAR, bare=True, more=changed)
    with Publication(path) as opened:
        report = build_regional.build(Mart(opened), plan)
    table = next(b for b in section(report, "andringar").blocks if isinstance(b, Table))
    assert len(table.rows) == min(times, common_sections.MOST_CHANGES)
    told = dict(zip((one.label for one in table.columns), table.rows[0].cells, strict=True))
    assert [told[label].text for label in ("Tidigare", "Nu", "Varför")] == [
        "Går inte att avgöra", "Målet nått", "Rättad fil",
    ]  # fmt: skip
    whole = [b for b in everything(report) if isinstance(b, Table) and "alla-andringar" in b.key]
    assert [len(table.rows) for table in whole] == ([] if times == 1 else [times])


def test_many_obstacles_leave_the_rest_to_the_appendix(plan: Plan, tmp_path: Path) -> None:
    def many(maker: Maker) -> None:
        for n in range(obstacles.MOST + 5):
            maker.add(
                "obstacle", obstacle_id=f"m{n:03d}", organisation_id=maker.kommuner[0], year=YEAR,
                theme="it", theme_label="IT", text=f"Hinder nummer {n}.",
            )  # fmt: skip

    path = make_mart(tmp_path / "mart.duckdb", plan, YEAR, bare=True, more=many)
    with Publication(path) as opened:
        report = build_regional.build(Mart(opened), plan)
    body = next(b for b in section(report, "hinder").blocks if isinstance(b, Table))
    assert len(body.rows) == obstacles.MOST
    assert "5 hinder till står i bilagan." in repr(section(report, "hinder"))
    whole = section(report, "alla-hinder").blocks[0]
    assert isinstance(whole, Table)
    assert len(whole.rows) == obstacles.MOST + 5


# --- local report ------------------------------------------------------------------------------


def test_local_report_tells_of_others_and_asks_questions(plan: Plan, local: Report) -> None:
    kommun = plan.kommuner[0].id
    assert [one.key for one in local.sections] == ["mal", "utveckling", "andra", "eget-arbete"]
    similar = repr(section(local, "liknande"))
    assert said("similar.kommun", kommun) in similar
    assert said("similar.kommun", kommun, "a1") in similar
    assert said("question.local", kommun) in repr(section(local, "fragor"))
    assert "3 (2025–2027)" in repr(section(local, "utveckling"))


def test_activities_of_others_are_under_the_goals_that_the_kommun_works_with(
    mart: Mart, plan: Plan
) -> None:
    taken = {row["organisation_id"] for row in mart.rows("local_plan")}
    kommun = next(area for area in plan.kommuner if area.id in taken)
    report = build_local.build(mart, plan, kommun.id)
    table = next(
        b for b in everything(report) if isinstance(b, Table) and b.key == "samma-mal-tabell"
    )
    assert {row.cells[0].text for row in table.rows} == {plan.goals[0].name}
    assert kommun.name not in {row.cells[1].text for row in table.rows}


@pytest.mark.parametrize("silenced", [False, True])
def test_county_mean_stands_beside_the_own_only_when_three_have_answered(
    plan: Plan, tmp_path: Path, silenced: bool
) -> None:
    fewest = local_answers.FEWEST
    kommun = plan.kommuner[0]

    def answers(maker: Maker) -> None:
        delmal = plan.delmal[0].id
        areas = [area.id for area in plan.areas if area.reports][: fewest - silenced]
        for area in (*areas, plan.county.id):
            maker.add(
                "self_assessment", organisation_id=area, unit="", year=YEAR, round=1, delmal_id=delmal,
                statement_set="2026.1", asked=3, answered=3, unknown=0, mean=3.4, index_0_100=60.0,
                other_people=False,
            )  # fmt: skip

    path = make_mart(tmp_path / "mart.duckdb", plan, YEAR, bare=True, more=answers)
    with Publication(path) as opened:
        report = build_local.build(Mart(opened), plan, kommun.id)
    table = next(
        b for b in everything(report) if isinstance(b, Table) and b.key == "sjalvskattning-medel"
    )
    shown = table.rows[0].cells[3]
    assert (shown.text, shown.missing) == (
        ("Färre än tre har svarat", True) if silenced else ("3,4", False)
    )
