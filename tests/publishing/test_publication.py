"""Candidate, checks, pointer: the same inputs give the same tables; readers never see half of anything."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gnv_pipeline.findings import FindingsError
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.texts import HumanText
from gnv_pipeline.publishing import checks, manifest, pointer, publication
from gnv_pipeline.publishing.export import export_tables, mart_tables
from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import Publication, read_table
from tests.publishing.conftest import build, rerun
from tests.publishing.test_mask import HIDDEN


def csv_of(folder: Path, out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in export_tables(folder / "mart.duckdb", out)}


# --- the candidate -----------------------------------------------------------------------------


def test_a_candidate_is_sound_and_holds_mart_only(folder: Path) -> None:
    assert checks.check_candidate(folder) == ()
    assert checks.check_reports(folder) == ()
    with connect(folder / "mart.duckdb", read_only=True) as con:
        found = con.execute("select distinct schema_name from duckdb_tables()").fetchall()
    assert found == [("mart",)]


def test_the_manifest_freezes_what_it_was_made_from(folder: Path, home: DataHome) -> None:
    frozen = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert frozen["name"] == folder.name
    assert {tuple(key) for key in frozen["mask"]} == HIDDEN
    kinds = [(one["kind"], one["name"]) for one in frozen["identity"]["inputs"]]
    assert kinds == [
        ("kolada", "kolada.csv"),
        ("text", "laget_i_korthet.md"),
        ("workbook", "arbetsbok.xlsx"),
    ]
    copied = {path.name: path.read_bytes() for path in (folder / "plan").iterdir()}
    assert copied == {path.name: path.read_bytes() for path in (home.plans / "2027").iterdir()}


def test_the_same_inputs_give_the_same_tables_cold_or_not(
    folder: Path,
    judged: Connection,
    home: DataHome,
    plan: Plan,
    human: tuple[HumanText, ...],
    tmp_path: Path,
) -> None:
    first = csv_of(folder, tmp_path / "first")
    assert set(first) == {f"{name}.csv" for name in mart_tables()}
    again = build(judged, home, plan, human)
    assert again == folder
    assert csv_of(again, tmp_path / "again") == first
    publication.publish(home, folder)
    shutil.rmtree(home.warehouse)
    cold = build(judged, home, plan, human)
    assert cold == folder
    assert csv_of(cold, tmp_path / "cold") == first


def test_no_path_clock_or_leftover_is_in_it(folder: Path, home: DataHome, tmp_path: Path) -> None:
    for content in (
        *csv_of(folder, tmp_path / "out").values(),
        (folder / "manifest.json").read_bytes(),
    ):
        assert str(home.root).encode() not in content
    assert [path.name for path in home.published.iterdir()] == [folder.name]


def test_a_text_that_points_at_nothing_stops_the_candidate(
    judged: Connection, home: DataHome, plan: Plan, human: tuple[HumanText, ...]
) -> None:
    wrong = replace(human[0], markdown="{{finns.inte.value}}\n")
    with pytest.raises(FindingsError, match="som inte finns"):
        build(judged, home, plan, (wrong,))
    assert not home.published.exists()


def test_a_published_edition_is_never_replaced_by_other_tables(
    folder: Path, judged: Connection, home: DataHome, plan: Plan, human: tuple[HumanText, ...]
) -> None:
    publication.publish(home, folder)
    # Values changed without any input that says so: a fault, not a new edition.
    values = read_table(judged, "judged.indicator_value")
    values.loc[values["value"] == 82.0, "value"] = 50.0
    load(judged, "judged.indicator_value", values)
    with pytest.raises(FindingsError, match=folder.name):
        build(judged, home, plan, human)
    assert checks.check_candidate(folder) == ()


# --- the pointer -------------------------------------------------------------------------------


def test_publishing_moves_the_pointers_and_copies_the_reports(folder: Path, home: DataHome) -> None:
    target = publication.publish(home, folder)
    database = folder / "mart.duckdb"
    assert pointer.current(home) == pointer.current_edition(home, 2027, "final") == database
    assert (home.published / "CURRENT").read_text(
        encoding="utf-8"
    ) == f"{folder.name}/mart.duckdb\n"
    assert target == home.reports / "2027" / "final"
    assert (target / "regional" / "index.html").is_file()
    assert [one.name for one in manifest.published_manifests(home)] == [folder.name]


def test_a_crash_before_the_last_pointer_leaves_readers_with_what_they_had(
    folder: Path,
    judged: Connection,
    home: DataHome,
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publication.publish(home, folder)
    rerun(judged, as_of=date(2028, 5, 1))
    newer = build(judged, home, plan)
    assert newer != folder
    really, moved = Path.replace, []

    def fails_at_last(self: Path, target: Path) -> Path:
        if Path(target).name == "CURRENT":
            raise OSError("the power went")
        moved.append(Path(target).name)
        return really(self, target)

    monkeypatch.setattr(Path, "replace", fails_at_last)
    with pytest.raises(OSError, match="the power went"):
        publication.publish(home, newer)
    assert moved[-1] == "2027-final.CURRENT"  # CURRENT comes after everything else
    assert pointer.current(home) == folder / "mart.duckdb"
    report = home.reports / "2027" / "final" / "index.html"
    assert folder.name in report.read_text(encoding="utf-8")
    monkeypatch.undo()
    publication.publish(home, newer)
    assert pointer.current(home) == newer / "mart.duckdb"
    assert newer.name in report.read_text(encoding="utf-8")


def test_readers_keep_an_open_publication_while_the_next_is_published(
    folder: Path, judged: Connection, home: DataHome, plan: Plan
) -> None:
    publication.publish(home, folder)
    with Publication(folder / "mart.duckdb") as opened:
        rerun(judged, as_of=date(2028, 5, 1))
        publication.publish(home, build(judged, home, plan))
        assert opened.edition.as_of == date(2028, 3, 20)
        assert len(opened.table("indicator_value")) > 0


def test_an_older_year_or_edition_does_not_take_over_the_front(
    folder: Path, judged: Connection, home: DataHome, plan: Plan
) -> None:
    publication.publish(home, folder)
    rerun(judged, edition="preliminary")
    preliminary = build(judged, home, plan)
    publication.publish(home, preliminary)
    assert pointer.current(home) == folder / "mart.duckdb"
    assert pointer.current_edition(home, 2027, "preliminary") == preliminary / "mart.duckdb"
    assert (home.reports / "2027" / "preliminary" / "index.html").is_file()


def test_without_reports_nothing_is_published(folder: Path, home: DataHome) -> None:
    shutil.rmtree(folder / "reports")
    with pytest.raises(FindingsError, match="inga rapporter"):
        publication.publish(home, folder)
    assert pointer.current(home) is None
    assert checks.check_reports(folder)[0].code == "candidate-incomplete"


def test_reports_that_are_gone_disappear_from_the_copy(folder: Path, home: DataHome) -> None:
    target = publication.publish(home, folder)
    (target / "gammal").mkdir()
    (target / "gammal" / "index.html").write_text("gammal", encoding="utf-8")
    publication.publish(home, folder)
    assert not (target / "gammal").exists()


def test_a_report_that_is_open_is_named_and_the_others_are_copied(
    folder: Path, home: DataHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def held(self: Path, data: bytes) -> int:
        if self.parent.name == "regional" and "published" not in self.parts:
            raise PermissionError(13, "in use")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", held)
    with pytest.raises(FindingsError, match=r"regional/index\.html är öppen"):
        publication.publish(home, folder)
    assert pointer.current(home) == folder / "mart.duckdb"
    assert (home.reports / "2027" / "final" / "index.html").is_file()


def test_candidates_that_nobody_points_at_can_be_removed(
    folder: Path, judged: Connection, home: DataHome, plan: Plan
) -> None:
    publication.publish(home, folder)
    rerun(judged, as_of=date(2028, 5, 1))
    unused = build(judged, home, plan)
    assert publication.remove_unused(home) == (unused.name,)
    assert folder.is_dir()


def test_a_new_publication_clears_the_one_it_replaces(
    folder: Path, judged: Connection, home: DataHome, plan: Plan
) -> None:
    publication.publish(home, folder)
    rerun(judged, as_of=date(2028, 5, 1))
    later = build(judged, home, plan)
    (later / "reports").mkdir(exist_ok=True)
    publication.publish(home, later)
    assert not folder.exists()
    assert {path.stem.split(".")[0] for path in home.editions.glob("*.json")} == {
        folder.name,
        later.name,
    }


# --- the edition before ------------------------------------------------------------------------


def test_the_next_edition_tells_what_changed_and_keeps_the_mask(
    folder: Path, judged: Connection, home: DataHome, plan: Plan
) -> None:
    publication.publish(home, folder)
    values = read_table(judged, "judged.indicator_value")
    corrected = (values["indicator_id"] == "d1") & (values["organisation_id"] == "9901")
    women = corrected & (values["gender"] == "K")
    values.loc[women, ["numerator", "value"]] = (8.0, 40.0)  # no longer small
    new = (
        (values["indicator_id"] == "b1")
        & (values["organisation_id"] == "9902")
        & (values["gender"] == "T")
    )
    values.loc[new & values["value"].notna(), ["numerator", "value"]] = (240.0, 80.0)
    load(judged, "judged.indicator_value", values)
    rerun(judged, as_of=date(2028, 9, 1), edition="autumn_update")
    later = build(judged, home, plan)
    assert checks.check_candidate(later) == ()
    with Publication(later / "mart.duckdb") as opened:
        changes = opened.table("edition_change")
        shown = opened.table("indicator_value").set_index(
            ["indicator_id", "organisation_id", "data_year", "gender"]
        )
    told = changes[changes["subject"] == "indicator_value"]
    assert told[
        ["indicator_id", "organisation_id", "old", "new", "reason"]
    ].to_numpy().tolist() == [
        ["b1", "9902", "67\u00a0%", "80\u00a0%", "Nya eller rättade uppgifter"]
    ]
    assert set(changes["previous_edition"]) == {"final"}
    for key in HIDDEN:  # what was hidden once is not told by a later edition
        assert shown.loc[key]["masked"]
