"""Files are kept unchanged, read back the same, and never mixed or taken twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.packaging.custom import StringProperty

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources import kolada
from gnv_pipeline.sources.bulk.importing import files, observations
from gnv_pipeline.sources.bulk.keeping import OBSERVATION_COLUMNS
from gnv_pipeline.sources.errors import StoreError
from gnv_pipeline.sources.ledger import Ledger
from tests.sources_bulk.conftest import SOURCE, WHEN, Take, codes, one
from tests.sources_bulk.tables import NAMES, TITLE, TRUTH, Truth, kolada_export, long, workbook

LATER = WHEN + timedelta(days=40)


def table(tmp_path: Path, truth: Truth = TRUTH, name: str = "l.xlsx") -> Path:
    return workbook(tmp_path / name, {"Blad1": long(truth)})


def taken(home: DataHome, plan: Plan) -> dict[tuple[str, int, str], float]:
    rows = observations(home, plan)
    keys = zip(rows["organisation_id"], rows["data_year"], rows["gender"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))


def test_what_was_taken_is_read_back_with_its_source(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    path = table(tmp_path)
    result = take(path)
    assert result.new
    assert result.stored is not None
    assert result.stored.parent == home.bulk
    assert result.stored.read_bytes() == path.read_bytes()
    rows = observations(home, plan)
    assert tuple(rows.columns) == OBSERVATION_COLUMNS
    assert len(rows) == result.rows == len(TRUTH)
    falun = rows[(rows["organisation_id"] == "2080") & (rows["data_year"] == 2022)].iloc[0]
    assert dict(falun) == {
        "kolada_id": "U21505",
        "organisation_id": "2080",
        "data_year": 2022,
        "gender": "T",
        "value": 83.0,
        "missing_reason": None,
        "sha256": result.sha256,
        "source_file": "l.xlsx",
        "line": 6,
        "fetched_on": "2024-03-01T10:30:00+01:00",
        "indicator_id": "nm1",
        "numerator": pytest.approx(float("nan"), nan_ok=True),
        "denominator": pytest.approx(float("nan"), nan_ok=True),
        "source_text": SOURCE,
        "sheet": "Blad1",
        "cell": "D6",
    }


def test_the_frame_has_the_shape_of_koladas(home: DataHome, plan: Plan) -> None:
    empty = observations(home, plan)
    assert empty.empty
    theirs = kolada.observations(home, plan)
    shared = list(theirs.columns)
    assert list(empty.columns)[: len(shared)] == shared
    assert dict(empty.dtypes[shared]) == dict(theirs.dtypes[shared])


def test_a_dry_run_says_the_same_and_keeps_nothing(
    tmp_path: Path, take: Take, home: DataHome
) -> None:
    path = table(tmp_path)
    would = take(path, dry_run=True)
    assert not home.root.exists()
    assert list(would.lines()) == ["8 värden skulle tas in. Inget är sparat."]
    did = take(path)
    assert (did.values, did.findings) == (would.values, would.findings)


def test_a_file_that_holds_nothing_is_not_kept(tmp_path: Path, take: Take, home: DataHome) -> None:
    path = workbook(tmp_path / "l.xlsx", {"Blad1": [["Kommun", "År", "Längd"], ["Falun", 2022, 5]]})
    assert take(path).stored is None
    assert files(home) == ()


def test_the_same_file_twice_is_told_so(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    path = table(tmp_path)
    first = take(path)
    before = taken(home, plan)
    again = take(path, received=LATER)
    assert (again.new, again.stored) == (False, first.stored)
    assert "1\u00a0mars 2024" in one(again, "bulk-same-file").message
    assert taken(home, plan) == before
    assert len(files(home)) == 1


def test_a_later_file_wins_value_by_value(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    take(table(tmp_path))
    take(table(tmp_path, {("2080", 2022): 84.0}, "rättad.xlsx"), received=LATER)
    rows = taken(home, plan)
    assert rows["2080", 2022, "T"] == 84.0
    assert rows["2081", 2022, "T"] == 82.0
    assert [file.file_name for file in files(home)] == ["l.xlsx", "rättad.xlsx"]


def test_the_same_file_with_an_answer_in_its_name_takes_the_place_of_the_first(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    path = workbook(tmp_path / "l.xlsx", {"Blad1": kolada_export(TRUTH)})
    take(path)
    answered = path.rename(tmp_path / "l kvinnor.xlsx")
    assert take(answered, received=LATER).new
    assert {gender for _, _, gender in taken(home, plan)} == {"K"}
    assert [file.file_name for file in files(home)] == ["l kvinnor.xlsx"]


def test_an_original_that_was_changed_stops_everything(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    stored = take(table(tmp_path)).stored
    assert stored is not None
    stored.chmod(0o644)
    stored.write_bytes(b"annat")
    with pytest.raises(StoreError, match="har ändrats"):
        observations(home, plan)


def test_a_doubt_at_the_time_stays_a_doubt(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    other = "Trygghet på särskilt boende"
    rows = [["Nyckeltal", "Kommun", "År", "Värde"], *long(TRUTH)[1:]]
    rows += [[other, NAMES[area], year, value / 100] for (area, year), value in TRUTH.items()]
    result = take(workbook(tmp_path / "l.xlsx", {"Blad1": rows}))
    assert "bulk-fraction" in codes(result)
    assert set(observations(home, plan)["indicator_id"]) == {"nm1"}


# --- beside Kolada's values


def tidy(home: DataHome, plan: Plan, tmp_path: Path, women: float = 0.0) -> None:
    """Kolada's values in the home: the truth for all, and other values for women."""
    lines = ["kpi,municipality_id,municipality_name,year,gender,value"]
    for (area, year), value in TRUTH.items():
        lines.append(f"U21505,{area},{NAMES[area]},{year},T,{value + women}")
        lines.append(f"U21505,{area},{NAMES[area]},{year},K,{value}")
    path = tmp_path / "kolada.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert kolada.import_file(path, home, WHEN, plan=plan).new


def test_values_that_kolada_has_too_are_said_to_be_the_same(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    tidy(home, plan, tmp_path)
    assert "8 värden finns redan" in one(take(table(tmp_path)), "bulk-same-as-kolada").message


def test_a_difference_from_kolada_is_a_warning_at_its_cell(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    tidy(home, plan, tmp_path)
    result = take(table(tmp_path, {**TRUTH, ("2080", 2022): 84.0}))
    finding = one(result, "bulk-differs-from-kolada")
    assert (finding.severity, finding.cell) == ("warning", "D6")
    assert result.rows == len(TRUTH)


def test_a_file_with_the_values_of_women_is_asked_about(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    tidy(home, plan, tmp_path, women=-2.5)
    path = table(tmp_path)
    result = take(path)
    assert result.rows == 0
    assert "Gäller filen bara kvinnor?" in one(result, "bulk-likely-gender").message
    answered = take(path.rename(tmp_path / "l kvinnor.xlsx"))
    assert {value.gender for value in answered.values} == {"K"}


# --- files that are something else


def test_our_own_template_is_sent_to_submit(tmp_path: Path, take: Take) -> None:
    path = table(tmp_path)
    book = openpyxl.load_workbook(path)
    book.custom_doc_props.append(StringProperty(name="gnv_organisation", value="2080"))
    book.save(path)
    finding = one(take(path), "bulk-own-template")
    assert "gnv submit" in finding.remedy


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"%PDF-1.7 ...", "file-pdf"),
        (b"PK\x03\x04 skadad", "file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-unknown"),
        (b"bara en rad text", "file-text"),
        (b"From: a@b.se\nSubject: fil\n\nhej", "file-mail"),
    ],
)
def test_other_files_are_refused_with_what_they_are(
    data: bytes, code: str, tmp_path: Path, take: Take
) -> None:
    path = tmp_path / "l.xlsx"
    path.write_bytes(data)
    result = take(path)
    assert codes(result) == [code]
    assert result.rows == 0


def test_hidden_sheets_are_not_read_and_said_so(tmp_path: Path, take: Take) -> None:
    path = workbook(tmp_path / "l.xlsx", {"Blad1": long(TRUTH), "Gammalt": long(TRUTH)})
    book = openpyxl.load_workbook(path)
    book["Gammalt"].sheet_state = "hidden"
    book.save(path)
    result = take(path)
    assert {value.sheet for value in result.values} == {"Blad1"}
    assert "”Gammalt”" in one(result, "bulk-hidden-sheet").message


def test_a_missing_file_and_a_missing_source(tmp_path: Path, take: Take) -> None:
    assert codes(take(tmp_path / "finns inte.xlsx")) == ["bulk-no-file"]
    assert codes(take(table(tmp_path), source_text=" ")) == ["bulk-no-source"]


@pytest.mark.parametrize("first_is_example", [True, False])
def test_examples_and_real_files_do_not_mix(
    first_is_example: bool, tmp_path: Path, take: Take, home: DataHome
) -> None:
    assert take(table(tmp_path), example=first_is_example).new
    other = table(tmp_path, {("2080", 2022): 84.0}, "annan.xlsx")
    refused = take(other, example=not first_is_example)
    assert (refused.rows, refused.new) == (0, False)
    assert refused.findings[-1].severity == "error"
    assert len(files(home)) == 1


def test_the_ledger_line_is_whole(tmp_path: Path, take: Take, home: DataHome) -> None:
    result = take(table(tmp_path), received=datetime(2024, 6, 1, 22, 30, tzinfo=UTC))
    (entry,) = Ledger(home.bulk).entries()
    assert entry == {
        "kind": "bulk",
        "sha256": result.sha256,
        "file_name": "l.xlsx",
        "stored": f"2024-06-02_{result.sha256[:12]}.xlsx",
        "received_at": "2024-06-02T00:30:00+02:00",
        "rows": 8,
        "indicators": ["nm1"],
        "source_text": SOURCE,
        "example": False,
    }


def test_reading_back_is_the_same_every_time(
    tmp_path: Path, take: Take, home: DataHome, plan: Plan
) -> None:
    take(table(tmp_path))
    take(table(tmp_path, {("2080", 2022): 84.0}, "b.xlsx"), received=LATER)
    pd.testing.assert_frame_equal(observations(home, plan), observations(home, plan))


def test_the_titles_of_the_values_are_kept(tmp_path: Path, take: Take) -> None:
    assert {value.title for value in take(table(tmp_path)).values} == {TITLE}
