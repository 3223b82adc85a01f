"""Template, filled in, read back: the same rows come out as went in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.filling import DoesNotFit, fill_workbook
from gnv_pipeline.workbooks.layout import layout, required_cells
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.rows import History, WorkbookContent
from tests.conftest import Convert
from tests.workbooks.conftest import KOMMUN, YEAR, Blank, edited
from tests.workbooks.content import contents, rows_without_place

FEW = settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a whole workbook takes minutes
    suppress_health_check=[
        HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large
    ],
)  # fmt: skip


def there_and_back(template: Path, folder: Path, plan: Plan, content: WorkbookContent) -> None:
    filled = folder / "ifylld.xlsx"
    fill_workbook(template, filled, content)
    result = read_workbook(filled, plan)
    errors = [finding.message for finding in result.findings if finding.severity.value == "error"]
    assert errors == []
    assert result.content is not None
    assert rows_without_place(result.content) == rows_without_place(content)
    assert result.content.identity == content.identity
    assert result.content.held == ()
    grid = read_grid(filled)
    for row in (*result.content.keyfigures, *result.content.answers, *result.content.activities):
        sheet = grid.sheet(row.sheet)
        assert sheet is not None
        assert all(sheet.at(address) is not None for address in row.cells.values())


@given(data=st.data())
@FEW
def test_a_kommun_comes_back_as_it_went(
    data: st.DataObject, plan: Plan, kommun_template: Path, tmp_path: Path
) -> None:
    content = data.draw(contents(plan, KOMMUN, YEAR, 1))
    there_and_back(kommun_template, tmp_path, plan, content)


@given(data=st.data())
@settings(FEW, max_examples=3)
def test_the_region_comes_back_as_it_went(
    data: st.DataObject, plan: Plan, blank: Blank, tmp_path: Path
) -> None:
    content = data.draw(contents(plan, plan.region.id, YEAR, 1))
    there_and_back(blank(plan, plan.region.id), tmp_path, plan, content)


@given(data=st.data())
@settings(FEW, max_examples=4)
def test_another_region_needs_only_another_plan(
    data: st.DataObject, other_plan: Plan, blank: Blank, tmp_path: Path
) -> None:
    organisation = data.draw(st.sampled_from([area.id for area in other_plan.reporters]))
    template = blank(other_plan, organisation)
    years = {r.year for r in other_plan.rounds}
    year = YEAR if YEAR in years else other_plan.rounds[0].year
    content = data.draw(contents(other_plan, organisation, year, other_plan.rounds[0].round))
    there_and_back(template, tmp_path, other_plan, content)


def some_content(plan: Plan) -> WorkbookContent:
    """A workbook with everything asked filled in."""
    from gnv_pipeline.workbooks.rows import (
        ActivityRow,
        AnswerRow,
        HandInRow,
        Identity,
        KeyfigureRow,
        LocalPlanRow,
    )

    identity = Identity(KOMMUN, YEAR, 1, plan.header.template_version, plan.revision, False)
    texts = {"date": "2027-03-01", "number": "4", "code": "yes", "text": "Förvaltningschef"}
    return WorkbookContent(
        identity,
        keyfigures=(
            KeyfigureRow("", {}, KOMMUN, KOMMUN, "no3", "K", YEAR, 41.0, 180.0, None, "Uppskattat"),
            KeyfigureRow("", {}, KOMMUN, KOMMUN, "no3", "M", YEAR, None, None, "dropout", None),
        ),
        answers=tuple(
            AnswerRow("", {}, KOMMUN, "", s.id, s.version, "s3" if n % 3 else "s4", "=samtal")
            for n, s in enumerate(plan.statements.statements)
        ),
        activities=(
            ActivityRow(
                "", {}, KOMMUN, f"{KOMMUN}-{YEAR}-1",
                {
                    **dict.fromkeys([spec.id for spec in plan.fields.activities]),
                    "name": "Gemensamma hembesök", "delmal": "nara_mellan_oss", "status": "ongoing",
                    "starts_on": "2026-09-01",
                },
            ),
        ),
        local_plan=tuple(
            LocalPlanRow(
                "", {}, KOMMUN, goal.id,
                {
                    **dict.fromkeys([spec.id for spec in plan.fields.local_plan]),
                    "works_with": "yes", "own_target": "92.5",
                },
            )
            for goal in plan.goals
        ),
        hand_in=tuple(
            HandInRow("", {}, KOMMUN, spec.id, texts[spec.kind]) for spec in plan.fields.hand_in
        ),
    )  # fmt: skip


def in_plan_order(plan: Plan, content: WorkbookContent) -> list[object]:
    order = {delmal.id: index for index, delmal in enumerate(plan.delmal)}
    goals = sorted(content.local_plan, key=lambda row: order[plan.goal_by_id[row.goal_id].delmal])
    import dataclasses

    return rows_without_place(dataclasses.replace(content, local_plan=tuple(goals)))


def test_everything_asked_is_answered(plan: Plan, kommun_template: Path, tmp_path: Path) -> None:
    filled = tmp_path / "Orsa kommun 2026.xlsx"
    fill_workbook(kommun_template, filled, some_content(plan))
    result = read_workbook(filled, plan)
    assert result.content is not None
    assert [finding.code for finding in result.findings] == []
    asked = required_cells(layout(plan, YEAR, 1, KOMMUN))
    assert (result.content.asked_cells, result.content.answered_cells) == (asked, asked)
    assert set(result.content.sheets_with_content) == {
        "hand_in", "keyfigures", "self_assessment", "activities", "local_plan",
    }  # fmt: skip
    assert result.content.keyfigures[0].cells == {
        "numerator": "D7",
        "denominator": "E7",
        "comment": "I7",
    }


def test_the_same_content_gives_the_same_bytes(
    plan: Plan, kommun_template: Path, tmp_path: Path
) -> None:
    content = some_content(plan)
    for name in ("a.xlsx", "b.xlsx"):
        fill_workbook(kommun_template, tmp_path / name, content)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_last_years_rows_come_back_untouched(
    plan: Plan, blank: Blank, history: History, tmp_path: Path
) -> None:
    result = read_workbook(blank(plan, KOMMUN, history), plan, history)
    assert result.content is not None
    found = {row.activity_id: row.values for row in result.content.activities}
    assert set(found) == {"2034-2025-1", "2034-2025-3"}
    assert found["2034-2025-1"]["status"] == "ongoing"
    assert found["2034-2025-1"]["starts_on"] == "2025-09-01"
    assert result.content.obstacles == ()
    assert "obstacles" not in result.content.sheets_with_content
    (told,) = [f for f in result.findings if f.code == "obstacle-untouched"]
    assert told.place == "Stöd och hinder B7"


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"F7": "Löst sedan i höstas."}, "Löst sedan i höstas."),
        ({"B7": "Vi ser fortfarande inte varandras journaler."}, None),
        ({"C7": "Juridik"}, None),
    ],
)
def test_last_years_obstacle_counts_when_somebody_has_written_something(
    plan: Plan, blank: Blank, history: History, cells: dict[str, str], outcome: str | None
) -> None:
    data = edited(blank(plan, KOMMUN, history), {"Stöd och hinder": cells})
    result = read_workbook(data, plan)
    assert result.content is not None
    (obstacle,) = result.content.obstacles
    assert obstacle.obstacle_id == "2034-2025-1"
    assert obstacle.values["outcome"] == outcome
    assert "obstacles" in result.content.sheets_with_content


def test_rows_from_elsewhere_get_a_blank_row(
    plan: Plan, kommun_template: Path, tmp_path: Path
) -> None:
    import dataclasses

    content = some_content(plan)
    moved = dataclasses.replace(
        content,
        activities=(
            dataclasses.replace(content.activities[0], activity_id="2034-2024-7"),
            content.activities[0],
        ),
    )
    fill_workbook(kommun_template, tmp_path / "f.xlsx", moved)
    result = read_workbook(tmp_path / "f.xlsx", plan)
    assert result.content is not None
    assert {row.activity_id for row in result.content.activities} == {"2034-2024-7", "2034-2026-1"}


def test_content_of_another_organisation_does_not_fit(
    plan: Plan, blank: Blank, tmp_path: Path
) -> None:
    with pytest.raises(DoesNotFit, match="organisation_id"):
        fill_workbook(blank(plan, "2080"), tmp_path / "f.xlsx", some_content(plan))


@pytest.mark.full
def test_a_pass_through_libreoffice_loses_nothing(
    plan: Plan, blank: Blank, kommun_template: Path, tmp_path: Path, libreoffice: Convert
) -> None:
    def convert(path: Path) -> Path:
        return libreoffice(path, to="xlsx", out=tmp_path / f"via {path.stem}")[0]

    content = some_content(plan)
    filled = tmp_path / "ifylld.xlsx"
    fill_workbook(convert(kommun_template), filled, content)
    for path in (filled, convert(filled)):
        result = read_workbook(path, plan)
        assert result.content is not None
        assert [f for f in result.findings if f.severity.value == "error"] == []
        assert rows_without_place(result.content) == in_plan_order(plan, content)
        assert result.content.identity == content.identity
    assert read_workbook(convert(blank(plan, plan.region.id)), plan).content is not None
