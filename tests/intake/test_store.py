"""Handing in: what is kept, what counts, and that nothing is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import read_ledger
from gnv_pipeline.intake.store import Store, Submission, SubmitResult
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.errors import StoreError
from gnv_pipeline.sources.ledger import Ledger, sha256_of
from gnv_pipeline.workbooks.reading import Expected
from tests.intake.conftest import KOMMUN, OPEN, OTHER, REGION, YEAR, Fill, days, quick_store

ALL = {"h_1": "alltid", "s_1": "ibland", "i_1": "aldrig", "f_1": "vet_ej"}
Submit = Callable[..., SubmitResult]


@pytest.fixture
def submit(home: DataHome, plan: Plan) -> Submit:
    def run(path: Path, when: datetime = OPEN, **more: object) -> SubmitResult:
        return quick_store(home).submit(path, plan, "registrator", when, **more)  # type: ignore[arg-type]

    return run


def answers(submission: Submission) -> dict[str, str | None]:
    return {row.statement_id: row.answer for row in submission.content.answers}


def stored(home: DataHome) -> list[str]:
    """Everything under the store but the lock, as relative paths."""
    return sorted(
        path.relative_to(home.submissions).as_posix()
        for path in home.submissions.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    )


def test_a_workbook_is_kept_as_it_came_and_read_back(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    path = fill(answers=ALL, counts={"K": (12, 40), "M": (9, 30)}, filled_by="Verksamhetschef")
    result = submit(path)
    assert result.status in {"accepted", "accepted_with_warnings"}
    assert result.submission_id == "2028-1-9901-1"
    assert result.sha256 == sha256_of(path.read_bytes())
    assert result.superseded == ()
    assert stored(home) == ["ledger.jsonl", f"originals/{result.sha256}.xlsx"]
    original = home.submissions / "originals" / f"{result.sha256}.xlsx"
    assert original.read_bytes() == path.read_bytes()

    (submission,) = Store(home).accepted(plan, YEAR, 1)
    assert (submission.organisation_id, submission.file_name) == (KOMMUN, "9901 2028.xlsx")
    assert submission.received_at == "2029-02-01T09:00:00+01:00"
    assert answers(submission) == ALL
    assert [(row.gender, row.numerator, row.denominator) for row in submission.content.keyfigures] == [
        ("K", 12, 40), ("M", 9, 30)
    ]  # fmt: skip
    assert all(row.cells for row in submission.content.keyfigures)
    assert [file.sha256 for file in Store(home).files(plan, YEAR, 1)] == [result.sha256]


def test_the_ledger_line_tells_what_happened(home: DataHome, fill: Fill, submit: Submit) -> None:
    result = submit(fill(answers=ALL, name="Ödsele på nytt.xlsx"))
    (entry,) = Ledger(home.submissions).entries()
    assert entry == {
        "kind": "submission",
        "submission_id": "2028-1-9901-1",
        "organisation_id": KOMMUN,
        "year": YEAR,
        "round": 1,
        "sha256": result.sha256,
        "stored": f"originals/{result.sha256}.xlsx",
        "file_name": "Ödsele på nytt.xlsx",
        "received_at": "2029-02-01T09:00:00+01:00",
        "sender": "registrator",
        "status": result.status,
        "template_version": "2027.1",
        "plan_revision": 2027,
        "example": False,
    }


def test_checking_stores_nothing(home: DataHome, plan: Plan, fill: Fill) -> None:
    read = Store(home).check(fill(answers=ALL), plan)
    assert read.accepted
    assert not home.submissions.exists()


def test_rows_with_errors_are_held_and_everything_else_is_taken_in(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    result = submit(fill(answers=ALL, counts={"K": (50, 40), "M": (9, 30)}))
    assert result.status == "rows_held"
    (submission,) = Store(home).current(plan, YEAR, 1)
    assert [row.gender for row in submission.content.keyfigures] == ["M"]
    assert [row[:2] for row in submission.content.held] == [("keyfigures", "d1|9901|K")]
    assert answers(submission) == ALL


def test_the_same_file_twice_is_told_and_changes_nothing(
    home: DataHome, fill: Fill, submit: Submit, tmp_path: Path
) -> None:
    path = fill(answers=ALL)
    first = submit(path)
    before = (home.submissions / "ledger.jsonl").read_bytes()
    renamed = tmp_path / "samma.xlsx"
    shutil.copy(path, renamed)
    again = submit(renamed, days(5))
    assert (again.status, again.submission_id) == ("duplicate", first.submission_id)
    told = [finding for finding in again.findings if finding.code == "same-file"]
    assert len(told) == 1
    assert "1\u00a0februari 2029" in told[0].message
    assert told[0].remedy == ""
    assert (home.submissions / "ledger.jsonl").read_bytes() == before


def test_an_old_file_again_does_not_push_a_newer_one_aside(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    old, new = fill(answers=ALL), fill(answers={**ALL, "h_1": "aldrig"})
    submit(old)
    submit(new, days(1))
    again = submit(old, days(2))
    told = next(finding for finding in again.findings if finding.code == "same-file")
    assert "2\u00a0februari 2029, och den gäller" in told.message
    assert "spara den på nytt" in told.remedy
    (current,) = Store(home).current(plan, YEAR, 1)
    assert answers(current)["h_1"] == "aldrig"


# --- superseding ---------------------------------------------------------------------------------


def test_two_people_fill_in_different_sheets_and_both_count(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    first = submit(fill(answers=ALL, filled_by="Enhetschef"))
    second = submit(fill(counts={"K": (12, 40)}), days(3))
    assert second.superseded == ()
    kept = [finding for finding in second.findings if finding.code == "sheet-kept"]
    assert {finding.sheet for finding in kept} == {"Självskattning", "Inlämning"}
    assert all(finding.severity is Severity.INFO for finding in kept)
    assert kept[0].message == (
        "Bladet är tomt i den här filen, men finns i filen som kom 1\u00a0februari 2029. "
        "Vi behåller svaren från den 1\u00a0februari 2029."
    )
    assert kept[0].remedy == "Ska de tas bort? Svara på det här mejlet."

    (content,) = Store(home).contents(plan, YEAR, 1)
    assert {sheet: one.submission_id for sheet, one in content.sheets.items()} == {
        "hand_in": first.submission_id,
        "keyfigures": second.submission_id,
        "self_assessment": first.submission_id,
    }
    assert {row.statement_id for row in content.content.answers} == set(ALL)
    assert [one.submission_id for _, one in content.rows("keyfigures")] == [second.submission_id]
    assert content.rows("activities") == ()

    current = Store(home).current(plan, YEAR, 1)
    assert [one.submission_id for one in current] == [first.submission_id, second.submission_id]
    assert [len(one.content.answers) for one in current] == [4, 0]
    assert [len(one.content.keyfigures) for one in current] == [0, 1]


def test_a_later_file_replaces_a_sheet_whole(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    first = submit(fill(answers=ALL))
    second = submit(fill(answers={"h_1": "oftast"}), days(1))
    assert second.superseded == (first.submission_id,)
    (current,) = Store(home).current(plan, YEAR, 1)
    assert answers(current) == {"h_1": "oftast"}
    assert len(Store(home).accepted(plan, YEAR, 1)) == 2


def test_a_row_held_in_a_newer_file_does_not_bring_the_older_value_back(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    submit(fill(counts={"K": (12, 40), "M": (9, 30)}))
    submit(fill(counts={"K": (50, 40), "M": (9, 30)}), days(1))
    (content,) = Store(home).contents(plan, YEAR, 1)
    assert [row.gender for row in content.content.keyfigures] == ["M"]
    assert len(content.content.held) == 1


def test_last_years_activities_that_only_came_along_do_not_wipe_a_colleagues_work(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    from gnv_pipeline.intake.history import history_for

    submit(fill(year=YEAR - 1, activities={"9901-2027-1": "Hembesök"}), days(-300))
    history = history_for(home, plan, YEAR, 1, KOMMUN)
    assert [row.activity_id for row in history.activities] == ["9901-2027-1"]
    worked = submit(fill(history=history, activities={"9901-2027-1": "Hembesök varje vecka"}), OPEN)
    colleague = submit(fill(history=history, answers=ALL), days(1))
    (content,) = Store(home).contents(plan, YEAR, 1)
    assert content.sheets["activities"].submission_id == worked.submission_id
    assert [row.values["name"] for row in content.content.activities] == ["Hembesök varje vecka"]
    assert content.sheets["self_assessment"].submission_id == colleague.submission_id
    assert "sheet-kept" in {finding.code for finding in colleague.findings}


def test_which_came_last_is_decided_by_the_moment_not_the_ledgers_order(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    submit(fill(answers={"h_1": "alltid"}), days(2))
    submit(fill(answers={"h_1": "aldrig"}), days(1))
    (current,) = Store(home).current(plan, YEAR, 1)
    assert answers(current) == {"h_1": "alltid"}


def test_organisations_and_years_do_not_touch_each_other(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    submit(fill(OTHER, answers=ALL))
    submit(fill(answers=ALL), days(1))
    submit(fill(year=YEAR - 1, answers={"h_1": "ibland"}), days(2))
    contents = Store(home).contents(plan, YEAR, 1)
    assert [one.organisation_id for one in contents] == [OTHER, KOMMUN]  # Högvret before Ödsele
    assert [one.organisation_id for one in Store(home).current(plan, YEAR, 1)] == [OTHER, KOMMUN]
    assert len(Store(home).current(plan, YEAR - 1, 1)) == 1


# --- refused files -------------------------------------------------------------------------------


def test_a_refused_file_is_kept_as_an_attempt_and_supersedes_nothing(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit, tmp_path: Path
) -> None:
    submit(fill(answers=ALL))
    wrong = tmp_path / "Ödsele_2028 (1).xlsx"
    wrong.write_bytes(b"%PDF-1.7 inte alls en arbetsbok")
    result = submit(wrong, days(1))
    assert (result.status, result.submission_id) == ("refused", None)
    assert result.findings[0].severity is Severity.ERROR
    (attempt,) = read_ledger(home).attempts
    assert (attempt.organisation_id, attempt.year, attempt.round) == (KOMMUN, YEAR, 1)
    assert attempt.stored == f"attempts/{result.sha256}.xlsx"
    assert (home.submissions / attempt.stored).read_bytes() == wrong.read_bytes()
    (current,) = Store(home).current(plan, YEAR, 1)
    assert answers(current) == ALL
    submit(wrong, days(2))
    assert len(read_ledger(home).attempts) == 1


@pytest.mark.parametrize(
    ("name", "expected", "whose"),
    [
        ("ÖDSELE-2028.pdf", None, (KOMMUN, 2028)),
        ("Myrtjärn_Ås_2027_omgang1.xlsx", None, ("9903", 2027)),
        ("Region Fjällmark.xlsx", None, (REGION, 2028)),
        ("Kopia av mall.xlsx", None, (None, 2028)),
        ("Ödsele och Högvret.xlsx", None, (None, 2028)),
        ("bilaga.xlsx", Expected(organisation_id=OTHER, year=2027, round=1), (OTHER, 2027)),
    ],
)
def test_whose_a_refused_file_is(
    home: DataHome,
    submit: Submit,
    tmp_path: Path,
    name: str,
    expected: Expected | None,
    whose: tuple[str | None, int],
) -> None:
    path = tmp_path / name
    path.write_bytes(b"skrap")
    submit(path, expected=expected)
    (attempt,) = read_ledger(home).attempts
    assert (attempt.organisation_id, attempt.year) == whose


def test_another_organisations_workbook_is_refused_by_who_expects_it(
    home: DataHome, fill: Fill, submit: Submit
) -> None:
    result = submit(fill(OTHER, answers=ALL), expected=Expected(organisation_id=KOMMUN))
    assert result.status == "refused"
    assert [finding.code for finding in result.findings] == ["other-organisation"]
    assert read_ledger(home).submissions == ()
    assert read_ledger(home).attempts[0].organisation_id == KOMMUN


def test_a_path_without_a_file_is_told(submit: Submit, home: DataHome, tmp_path: Path) -> None:
    result = submit(tmp_path / "borta.xlsx")
    assert (result.status, [finding.code for finding in result.findings]) == (
        "refused",
        ["no-file"],
    )
    assert read_ledger(home).attempts == ()


def test_a_huge_file_is_refused_unopened(
    home: DataHome, submit: Submit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnv_pipeline.intake.store.LARGEST", 1_000)
    path = tmp_path / "stor.xlsx"
    path.write_bytes(b"x" * 1_001)
    result = submit(path)
    assert [finding.code for finding in result.findings] == ["file-too-large"]
    (attempt,) = read_ledger(home).attempts
    assert (attempt.sha256, attempt.stored) == (sha256_of(path.read_bytes()), None)


# --- examples ------------------------------------------------------------------------------------


def test_example_and_real_workbooks_never_share_a_home(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    example = fill(answers=ALL, example=True)
    wrong_sort = submit(example)
    assert [wrong_sort.status, wrong_sort.submission_id] == ["refused", None]
    assert "other-sort" in {finding.code for finding in wrong_sort.findings}
    assert not home.submissions.exists()

    assert submit(example, example=True).submission_id is not None
    real = submit(fill(answers=ALL), days(1))
    assert real.status == "refused"
    mixing = next(f for f in real.findings if f.code == "real-into-example-home")
    assert "gnv init" in mixing.remedy
    assert len(read_ledger(home).submissions) == 1
    assert len(Store(home).current(plan, YEAR, 1)) == 1


# --- trust ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_an_original_that_is_not_as_received_stops_everything(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit, harm: str
) -> None:
    path = fill(answers=ALL)
    result = submit(path)
    original = home.submissions / "originals" / f"{result.sha256}.xlsx"
    original.chmod(0o644)
    if harm == "gone":
        original.unlink()
    else:
        original.write_bytes(original.read_bytes() + b" ")
    with pytest.raises(StoreError) as raised:
        Store(home).current(plan, YEAR, 1)
    assert original.name in str(raised.value)
    with pytest.raises(StoreError):
        submit(path, days(1))


def test_a_crash_between_original_and_ledger_loses_nothing(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fill(answers=ALL)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("gnv_pipeline.sources.ledger.LedgerWriter.append", crash)
        with pytest.raises(KeyboardInterrupt):
            submit(path)
    assert Store(home).current(plan, YEAR, 1) == ()
    assert submit(path, days(1)).submission_id == "2028-1-9901-1"
    assert len(Store(home).current(plan, YEAR, 1)) == 1


def test_a_torn_ledger_line_costs_only_what_was_never_answered(
    home: DataHome, plan: Plan, fill: Fill, submit: Submit
) -> None:
    submit(fill(answers=ALL))
    second = fill(OTHER, answers=ALL)
    submit(second, days(1))
    ledger = home.submissions / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-40])
    assert [one.organisation_id for one in Store(home).current(plan, YEAR, 1)] == [KOMMUN]
    assert submit(second, days(2)).submission_id == "2028-1-9902-1"
    assert len(Store(home).current(plan, YEAR, 1)) == 2
