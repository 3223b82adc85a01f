"""Every kind of fault in a plan folder: its code, its severity, the file and the line, in Swedish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gnv_pipeline.findings import Finding, Severity, has_errors
from gnv_pipeline.plan.checking import check_plan
from gnv_pipeline.plan.loading import PlanError, load_plan, read_plan
from tests.plan.conftest import Edit, line_of
from tests.plan.faults import MEANING, SHAPE, Fault

ENGLISH = re.compile(
    r"\b(should|input|valid|invalid|required|expected|permitted|unable|parse|parsing|found|while|scanning|"
    r"must|have|the|is|not|of|with|string|integer|error|missing|unexpected|tuple|dictionary|block|stream)\b",
    re.IGNORECASE,
)


FAULTS = [
    pytest.param(file, fault, id=f"{file.removesuffix('.yaml')}-{fault.code}")
    for faults in (SHAPE, MEANING)
    for file, planted in faults.items()
    for fault in planted
]
DAYS = [
    ("2027-03-20", "är inte en arbetsdag"),
    ("2027-03-26", "långfredagen"),
    ("2027-06-25", "midsommarafton"),
    ("2027-12-24", "julafton"),
    ("2027-07-07", "vecka 27"),
    ("2027-08-20", "vecka 33"),
]


@pytest.mark.parametrize(("file", "fault"), FAULTS)
def test_a_fault_is_named_with_file_and_line(
    file: str, fault: Fault, folder: Path, edit: Edit
) -> None:
    if fault.code == "scale-without-scores":
        for score in (5, 4, 3, 2):
            edit("statements.yaml", f", score: {score}}}", "}")
    edit(file, fault.old, fault.new)
    plan, findings = read_plan(folder)
    assert (plan is None) == has_errors(findings)
    found = [one for one in findings if (one.code, one.severity) == (fault.code, fault.severity)]
    assert found, [(one.code, one.place, one.message) for one in findings]
    if fault.at:
        rows = (folder / file).read_text(encoding="utf-8").splitlines()
        expected = {(file, number) for number, row in enumerate(rows, 1) if fault.at in row}
        assert expected & {(one.file, one.line) for one in found}, [one.place for one in found]
    assert all(one.line is not None and one.remedy for one in found)
    for one in findings:
        _is_plain_swedish(one)


def _is_plain_swedish(finding: Finding) -> None:
    """No word of the parser's or the validator's own messages; what was read is left out."""
    told = re.sub(r"”[^”]*”|\"[^\"]*\"", "", f"{finding.message} {finding.remedy}")
    assert not ENGLISH.search(told), told
    assert finding.message.endswith("."), finding.message
    assert finding.message[0].isupper(), finding.message


@pytest.mark.parametrize(("day", "why"), DAYS)
@pytest.mark.parametrize("file", ["rounds.yaml", "calendar.yaml"])
def test_bad_days_are_warned_of(file: str, day: str, why: str, folder: Path, edit: Edit) -> None:
    old = "deadline: 2027-03-19" if file == "rounds.yaml" else "on: 2027-06-10"
    key = old.split(":")[0]
    edit(file, old, f"{key}: {day}")
    found = [one for one in check_plan(folder) if one.code == "bad-day"]
    assert [(one.file, one.line) for one in found] == [(file, line_of(folder / file, day))]
    assert why in found[0].message
    assert found[0].severity is Severity.WARNING
    assert load_plan(folder).revision == 2026


def test_eleven_main_indicators_are_warned_of(folder: Path) -> None:
    path = folder / "indicators.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("role: support", "role: main", 3), encoding="utf-8")
    found = [one for one in check_plan(folder) if one.code == "too-many-main"]
    assert [one.severity for one in found] == [Severity.WARNING]
    assert "11 huvudindikatorer" in found[0].message


def test_six_weeks_to_the_day_are_enough(folder: Path, edit: Edit) -> None:
    edit("rounds.yaml", "opens: 2027-01-25", "opens: 2027-02-05")
    assert "too-short-time" not in {one.code for one in check_plan(folder)}


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("delmål: x", None), ("nmae: x", "name"), ("targets: x", None), ("exemple: true", "example")],
)
def test_the_nearest_key_is_suggested(
    wrong: str, meant: str | None, folder: Path, edit: Edit
) -> None:
    edit("goals.yaml", "    example: true", f"    example: true\n    {wrong}")
    found = [one for one in check_plan(folder) if one.code == "unknown-key"]
    assert len(found) == 1
    if meant is not None:
        assert found[0].remedy == f"Menade du {meant}?"


def test_a_misspelt_key_is_one_fault_and_not_two(folder: Path, edit: Edit) -> None:
    edit("goals.yaml", '    name: "Trygg hemma', '    nam: "Trygg hemma')
    found = [one for one in check_plan(folder) if one.severity is Severity.ERROR]
    assert [(one.code, one.remedy) for one in found] == [("unknown-key", "Menade du name?")]


def test_a_share_written_as_a_fraction_is_asked_about(folder: Path, edit: Edit) -> None:
    edit("goals.yaml", "lower: 90, year", "lower: 0.90, year")
    found = next(one for one in check_plan(folder) if one.code == "percent-as-fraction")
    assert found.severity is Severity.WARNING
    assert found.message.endswith("0,90 läses som 0,90 procent.")
    assert found.example == "lower: 90"


def test_the_quotes_of_a_word_processor_are_told(folder: Path, edit: Edit) -> None:
    edit("goals.yaml", "id: trygg_hemma", "id: ”trygg_hemma”")
    found = next(one for one in check_plan(folder) if one.code == "curly-quotes")
    assert found.remedy == 'Skriv raka citattecken i stället: "trygg_hemma".'


def test_an_unquoted_id_says_what_is_lost_and_what_to_write(folder: Path, edit: Edit) -> None:
    edit("areas.yaml", 'id: "0020"', "id: 0020")
    found = next(one for one in check_plan(folder) if one.code == "unquoted-id")
    assert "läses som ett tal" in found.message
    assert "(20)" in found.message
    assert found.example == '"0020"'


def test_all_faults_of_a_file_are_told_at_once(folder: Path, edit: Edit) -> None:
    edit("goals.yaml", "id: trygg_hemma", "id: trygg_hemma\n    id: igen")
    edit("goals.yaml", "path: linear", "paht: linear")
    edit("goals.yaml", "value: 85.8", "value: ungefär 86")
    edit("areas.yaml", 'id: "2080"', "id: 2080")
    codes = {one.code for one in check_plan(folder) if one.severity is Severity.ERROR}
    assert codes == {"duplicate-key", "unknown-key", "wrong-type", "unquoted-id"}


@pytest.mark.parametrize("file", ["plan.yaml", "fields.yaml", "calendar.yaml"])
def test_files_that_are_missing_empty_or_not_utf8(file: str, folder: Path) -> None:
    path = folder / file
    content = path.read_bytes()
    for spoilt, code in (
        (None, "missing-file"),
        (b"", "empty-file"),
        (b"# bara en kommentar\n", "empty-file"),
        (content.decode("utf-8").encode("cp1252", errors="replace"), "not-utf8"),
        (b"\x00\x01", "yaml-syntax"),
        (b"- 1\n- 2\n", "wrong-type"),
        (b"bara text\n", "wrong-type"),
    ):
        if spoilt is None:
            path.unlink()
        else:
            path.write_bytes(spoilt)
        plan, findings = read_plan(folder)
        assert plan is None
        found = [one for one in findings if one.file == file]
        assert [one.code for one in found] == [code], spoilt
    path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert load_plan(folder).revision == 2026


def test_the_line_of_a_letter_that_is_not_utf8(folder: Path) -> None:
    path = folder / "plan.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("sender:"))
    rows = [line.encode("utf-8") for line in lines]
    rows[number] = lines[number].encode("cp1252")
    path.write_bytes(b"\n".join(rows))
    found = [one for one in check_plan(folder) if one.code == "not-utf8"]
    assert [one.line for one in found] == [number + 1]


def test_a_file_that_is_not_read_is_named(folder: Path) -> None:
    (folder / "goal.yml").write_text("x: 1", encoding="utf-8")
    (folder / ".git").mkdir()
    found = check_plan(folder)
    assert [(one.code, one.severity) for one in found if one.file == "goal.yml"] == [
        ("unknown-file", Severity.WARNING)
    ]
    assert any("Menade du goals.yaml?" in one.remedy for one in found)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    findings = check_plan(tmp_path / "2031")
    assert [one.code for one in findings] == ["plan-folder-missing"]


def test_loading_a_faulty_plan_says_the_first_faults(folder: Path, edit: Edit) -> None:
    edit("goals.yaml", "indicator: nm1", "indicator: nm9")
    with pytest.raises(PlanError, match=r"goals\.yaml rad \d+: .*nm9") as caught:
        load_plan(folder)
    assert has_errors(caught.value.findings)
