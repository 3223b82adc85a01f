"""What holds beside a file: lifted rules, removed originals, faktagranskning, two senders who differ."""

from __future__ import annotations

import email
from datetime import date
from email.policy import default as modern
from pathlib import Path

import openpyxl
import pytest

from gnv_pipeline.findings import FindingsError, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.beside import decisions_beside
from gnv_pipeline.intake.correcting import correct
from gnv_pipeline.intake.decisions import grant_extension, record_abstention, withdraw
from gnv_pipeline.intake.ledger import read_ledger
from gnv_pipeline.intake.listing import decisions_of
from gnv_pipeline.intake.purging import find_purgeable, purge
from gnv_pipeline.intake.review_letters import letter, mail
from gnv_pipeline.intake.reviewing import record_answer, record_sent, review_states
from gnv_pipeline.intake.status import OrganisationStatus, statuses
from gnv_pipeline.intake.waiving import waive
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.receipt import write_receipt
from tests.intake.conftest import DEADLINE, KOMMUN, OPEN, OTHER, YEAR, Fill, days, quick_store

WHY = {"reason": "Räknas i årsarbetare", "function": "Analytiker"}


def status(home: DataHome, plan: Plan, organisation: str = KOMMUN) -> OrganisationStatus:
    found = {one.organisation_id: one for one in statuses(home, plan, YEAR, 1, DEADLINE)}
    return found[organisation]


def lift(home: DataHome, plan: Plan, cell: str = "D7") -> str:
    (made,) = waive(quick_store(home), plan, YEAR, 1, KOMMUN, "Nyckeltal", cell, now=days(5), **WHY)
    return made.decision_id


# --- lifted rules ------------------------------------------------------------------------------------


def test_a_lifted_rule_lets_the_row_through_and_is_told_everywhere(
    home: DataHome, plan: Plan, fill: Fill, tmp_path: Path
) -> None:
    path = fill(counts={"K": (12.5, 40), "M": (9, 30)})
    assert quick_store(home).submit(path, plan, "", OPEN).status == "rows_held"
    assert lift(home, plan) == "U1"
    (content,) = quick_store(home).contents(plan, YEAR, 1)
    assert [(row.gender, row.numerator) for row in content.content.keyfigures] == [
        ("K", 12.5), ("M", 9)
    ]  # fmt: skip
    assert status(home, plan).note == "1 kontroll upphävd med skäl"
    read = quick_store(home).check(path, plan)
    told = next(one for one in read.findings if one.code == "not-whole")
    assert told.severity is Severity.INFO
    assert "Räknas i årsarbetare, Analytiker" in told.message
    assert write_receipt(path, tmp_path / "kvittens.xlsx", read, guarded=False)
    (decided,) = decisions_beside(home, {YEAR})
    assert (decided.kind, decided.name) == ("waiver", "U1 2028 keyfigures d1|9901|K")


def test_a_lifted_rule_holds_in_the_next_file_too_until_it_is_taken_back(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    quick_store(home).submit(fill(counts={"K": (12.5, 40)}), plan, "", OPEN)
    lift(home, plan)
    again = quick_store(home).submit(fill(counts={"K": (13.5, 40)}), plan, "", days(6))
    assert again.status != "rows_held"
    withdraw(home, "U1", reason="Fel", function="Analytiker", now=days(7))
    assert status(home, plan).rows_waiting == 1


@pytest.mark.parametrize(
    ("numerator", "cell", "code"),
    [
        (50, "D7", "waiver-not-allowed"),
        (12, "D7", "waiver-nothing-stops"),
        (12.5, "E7", "waiver-nothing-stops"),
    ],
)
def test_what_can_not_be_lifted(
    home: DataHome, plan: Plan, fill: Fill, numerator: float, cell: str, code: str
) -> None:
    quick_store(home).submit(fill(counts={"K": (numerator, 40)}), plan, "", OPEN)
    with pytest.raises(FindingsError) as stopped:
        lift(home, plan, cell)
    assert [one.code for one in stopped.value.findings] == [code]
    assert read_ledger(home).waivers == ()


def test_a_row_that_stands_twice_may_be_let_through(
    home: DataHome, plan: Plan, fill: Fill, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(fill(counts={"K": (12, 40), "M": (9, 30)}))
    sheet = book["Nyckeltal"]
    for cell in list(sheet[7]):
        sheet.cell(20, cell.column, cell.value)
    sheet["D20"] = 13
    path = tmp_path / "dubbel.xlsx"
    book.save(path)
    sent = quick_store(home).submit(path, plan, "", OPEN)
    assert [(one.code, one.cell) for one in sent.findings if one.severity is Severity.ERROR] == [
        ("row-twice", "D20")
    ]
    lift(home, plan, "D20")
    (content,) = quick_store(home).contents(plan, YEAR, 1)
    assert [(row.gender, row.numerator) for row in content.content.keyfigures] == [
        ("K", 12), ("M", 9)
    ]  # fmt: skip


def test_another_organisations_row_is_not_let_through(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    for organisation in (KOMMUN, OTHER):
        quick_store(home).submit(fill(organisation, counts={"K": (12.5, 40)}), plan, "", OPEN)
    lift(home, plan)
    assert status(home, plan).rows_waiting == 0
    assert status(home, plan, OTHER).rows_waiting == 1


# --- removed originals ---------------------------------------------------------------------------------


def test_a_removed_original_leaves_a_tombstone_and_the_file_before_it_counts(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", OPEN)
    path = fill(counts={"K": (14, 40)})
    sent = quick_store(home).submit(path, plan, "", days(1))
    removed = purge(home, sent.sha256[:12], reason="Namn", decision="RSS 12", now=days(2))
    assert removed.submission_id == "2028-1-9901-2"
    assert not (home.submissions / "originals" / f"{sent.sha256}.xlsx").exists()
    (stone,) = read_ledger(home).purges
    assert (stone.sha256, stone.reason, stone.decision) == (sent.sha256, "Namn", "RSS 12")
    (content,) = quick_store(home).contents(plan, YEAR, 1)
    assert [row.numerator for row in content.content.keyfigures] == [12]
    assert len(quick_store(home).files(plan, YEAR, 1)) == 1

    again = quick_store(home).submit(path, plan, "", days(3))
    assert (again.status, again.kept) == ("refused", False)
    assert "enligt beslut (RSS 12)" in again.findings[0].message
    assert quick_store(home).check(path, plan).findings == again.findings
    assert not (home.submissions / "originals" / f"{sent.sha256}.xlsx").exists()
    assert len(read_ledger(home).submissions) == 2
    first = quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", days(4))
    told = next(one for one in first.findings if one.code == "same-file")
    assert "nyare" not in told.message


def test_the_only_file_removed_leaves_the_organisation_without_one(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    sent = quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", OPEN)
    correct(
        quick_store(home), plan, YEAR, 1, KOMMUN, "Nyckeltal", {"D7": "13"},
        reason="r", source="s", function="f", now=days(1),
    )  # fmt: skip
    purge(home, sent.sha256, reason="Namn", decision="RSS 12", now=days(2))
    found = status(home, plan)
    assert found.status == "missing"
    assert found.note == "Filen togs bort 3\u00a0februari 2029 enligt beslut"
    assert quick_store(home).contents(plan, YEAR, 1) == ()
    assert decisions_beside(home, {YEAR}) == ()
    assert "borttaget" in decisions_of(home, plan, YEAR)[-1].what
    again = purge(home, sent.sha256, reason="Namn", decision="RSS 12", now=days(3))
    assert again.tombstone is not None
    assert len(read_ledger(home).purges) == 1


def test_a_refused_file_can_be_removed_and_copies_are_named(
    home: DataHome, plan: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "Ödsele_2028.pdf"
    path.write_bytes(b"%PDF-1.7 om en enskild")
    sent = quick_store(home).submit(path, plan, "", OPEN)
    home.answers.mkdir(parents=True)
    copy = home.answers / "Ödsele_2028_2029-02-01_090000.xlsx"
    copy.write_bytes(b"kvittens")
    (home.answers / "Annan_2028.xlsx").write_bytes(b"kvittens")
    found = find_purgeable(home, sent.sha256)
    assert (found.submission_id, found.copies) == (None, (copy,))
    purge(home, sent.sha256, reason="Namn", decision="RSS 12", now=days(1))
    assert list((home.submissions / "attempts").iterdir()) == []
    assert status(home, plan).status == "missing"


@pytest.mark.parametrize("sha256", ["", "abc", "0" * 64])
def test_an_unknown_hash_removes_nothing(
    home: DataHome, plan: Plan, fill: Fill, sha256: str
) -> None:
    quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", OPEN)
    with pytest.raises(FindingsError) as stopped:
        purge(home, sha256, reason="r", decision="d", now=days(1))
    assert [one.code for one in stopped.value.findings] == ["purge-unknown"]
    assert read_ledger(home).purges == ()


# --- two senders ---------------------------------------------------------------------------------------


def test_the_same_cell_filled_differently_by_two_senders_is_asked_about(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    first = fill(counts={"K": (12, 40), "M": (9, 30)}, answers={"h_1": "alltid"}, filled_by="MAS")
    second = fill(counts={"K": (14, 40)}, filled_by="Enhetschef")
    quick_store(home).submit(first, plan, "", OPEN)
    result = quick_store(home).submit(second, plan, "", days(1))
    (asked,) = [one for one in result.findings if one.code == "filled-differently"]
    assert (asked.severity, asked.sheet, asked.cell) == (Severity.WARNING, "Nyckeltal", "D7")
    assert "D7 (14 nu, 12 förut), D8 (tom nu, 9 förut), E8 (tom nu, 30 förut)" in asked.message
    assert "filen som kom 1\u00a0februari 2029" in asked.message
    assert "Vad är rätt?" in asked.message
    assert "Tills vi vet gäller den här filen" in asked.message
    found = status(home, plan)
    assert found.status == "with_warnings"
    assert found.note == "3 svar skiljer mellan två filer, den senaste gäller"
    assert {one.sha256 for one in quick_store(home).files(plan, YEAR, 1)} == {
        path.stem for path in (home.submissions / "originals").iterdir()
    }
    (content,) = quick_store(home).contents(plan, YEAR, 1)
    assert [row.answer for row in content.content.answers] == ["alltid"]  # the other sheet stays


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ({"filled_by": "MAS"}, {"filled_by": "mas "}, False),
        ({"sender": "Registrator"}, {"sender": "registrator"}, False),
        ({"filled_by": "MAS", "sender": "A"}, {"filled_by": "MAS", "sender": "B"}, False),
        ({"sender": "inkorgen"}, {"sender": "inkorgen"}, True),
        ({}, {}, True),
        ({"filled_by": "MAS"}, {"filled_by": "Enhetschef"}, True),
    ],
)
def test_who_is_asked(
    home: DataHome, plan: Plan, fill: Fill,
    first: dict[str, str], second: dict[str, str], asked: bool,
) -> None:  # fmt: skip
    for number, given in ((12, first), (14, second)):
        path = fill(counts={"K": (number, 40)}, filled_by=given.get("filled_by"))
        result = quick_store(home).submit(path, plan, given.get("sender", ""), days(number))
    assert ("filled-differently" in {one.code for one in result.findings}) == asked


def test_an_answer_to_what_was_asked_is_no_quarrel(home: DataHome, plan: Plan, fill: Fill) -> None:
    quick_store(home).submit(fill(counts={"K": (50, 40)}), plan, "", OPEN)
    result = quick_store(home).submit(fill(counts={"K": (40, 50)}), plan, "", days(1))
    assert "filled-differently" not in {one.code for one in result.findings}


def test_a_correction_settles_the_question(home: DataHome, plan: Plan, fill: Fill) -> None:
    for number, who in ((12, "MAS"), (14, "Enhetschef")):
        path = fill(counts={"K": (number, 40)}, filled_by=who)
        quick_store(home).submit(path, plan, "", days(number))
    assert "skiljer" in (status(home, plan).note or "")
    correct(
        quick_store(home), plan, YEAR, 1, KOMMUN, "Nyckeltal", {"D7": "13"},
        reason="r", source="telefon", function="f", now=days(20),
    )  # fmt: skip
    assert status(home, plan).note == "1 uppgift rättad efter inlämningen"


# --- anstånd, avstår, faktagranskning --------------------------------------------------------------------


def test_extension_and_abstention_have_ids_and_can_be_taken_back(
    home: DataHome, plan: Plan
) -> None:
    late = date(2029, 3, 20)
    made = grant_extension(
        home, plan, YEAR, 1, KOMMUN, until=late, reason="Ny chef", function="S", now=days(1)
    )
    gone = record_abstention(home, plan, YEAR, 1, OTHER, reason="Val", function="S", now=days(1))
    assert (made, gone) == ("A1", "V1")
    assert status(home, plan).note == "Anstånd till 20\u00a0mars 2029"
    assert status(home, plan, OTHER).status == "abstains"
    for decision in (made, gone):
        withdraw(home, decision, reason="Fel", function="S", now=days(2))
    assert {status(home, plan).status, status(home, plan, OTHER).status} == {"missing"}


def test_who_has_answered_the_faktagranskning(home: DataHome, plan: Plan) -> None:
    assert review_states(home, plan, YEAR) == ()
    record_sent(home, plan, YEAR, KOMMUN, now=days(60))
    told = {
        "function": "Förvaltningschef", "on": days(61).date(), "now": days(62),
    }  # fmt: skip
    record_answer(home, plan, YEAR, KOMMUN, comment="D7 är fel", **told)  # type: ignore[arg-type]
    record_answer(home, plan, YEAR, OTHER, comment=None, **told)  # type: ignore[arg-type]
    found = {one.organisation_id: one for one in review_states(home, plan, YEAR)}
    assert list(found) == [area.id for area in plan.reporters]
    assert (found[KOMMUN].outcome, found[KOMMUN].comment) == ("comment", "D7 är fel")
    assert found[KOMMUN].sent_on == days(60).date()
    assert (found[OTHER].outcome, found[OTHER].sent_on) == ("approved", None)
    assert found["9903"].outcome == "none"
    record_answer(home, plan, YEAR, KOMMUN, comment=None, **told)  # type: ignore[arg-type]
    assert review_states(home, plan, YEAR)[2].outcome == "approved"
    assert {one.kind for one in decisions_beside(home, {YEAR})} == {"fact_check"}


@pytest.mark.parametrize(
    ("comment", "on", "code"),
    [
        (" ", days(61).date(), "decision-without-reason"),
        ("Om 19121212-1212", days(61).date(), "decision-personal-number"),
        (None, days(99).date(), "review-in-the-future"),
    ],
)
def test_an_answer_that_can_not_be_noted(
    home: DataHome, plan: Plan, comment: str | None, on: date, code: str
) -> None:
    with pytest.raises(FindingsError) as stopped:
        record_answer(
            home, plan, YEAR, KOMMUN, comment=comment, function="F", on=on, now=days(62)
        )  # fmt: skip
    assert [one.code for one in stopped.value.findings] == [code]
    assert read_ledger(home).reviews == ()


def test_the_letter_is_short_and_the_mail_carries_the_report(plan: Plan) -> None:
    area = plan.area_by_id[KOMMUN]
    text = letter(area, YEAR, date(2029, 4, 23))
    assert len(text.splitlines()) <= 15
    assert "senast måndag 23\u00a0april 2029" in text
    made = mail(area, YEAR, text, "funktion@kommunen.example", b"%PDF-1.7", "Ödsele.pdf")
    assert made == mail(area, YEAR, text, "funktion@kommunen.example", b"%PDF-1.7", "Ödsele.pdf")
    read = email.message_from_bytes(made, policy=modern)
    assert (read["To"], read["X-Unsent"]) == ("funktion@kommunen.example", "1")
    body = read.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == text
    (attached,) = read.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Ödsele.pdf", b"%PDF-1.7")
