"""Corrections, lifted rules and faktagranskning in a publication: told, and never what the mask hides."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import candidate, changes, publication
from gnv_pipeline.publishing.manifest import InputFile, Manifest, manifest_of
from gnv_pipeline.publishing.trace import Beside, Corrected, trace
from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import read_table
from tests.indicators.cases import fixture_plan
from tests.publishing.conftest import INPUTS
from tests.publishing.test_manifest import IDENTITY

SHOWN, HIDDEN = "9902", "9901"  # the second kommun's women are too few to be shown
ORIGINAL = hashlib.sha256(b"an original").hexdigest()
CORRECTED = InputFile(
    "correction", "R1 2027 keyfigures d1|9902|K", "d" * 64, "2028-02-12T09:00:00+01:00"
)
NEW = InputFile("workbook", "ny.xlsx", "f" * 64, "2028-03-01T09:00:00+01:00")
ONE = Corrected("R1", "3", "60", "Såg 3, inte 60", "telefon", "Analytiker", date(2028, 2, 12))


def decision(area: str, **more: object) -> dict[str, object]:
    """A row of ``core.correction`` or ``core.waiver``, but for what only one of them has."""
    return {
        "decision_id": f"X{area}", "organisation_id": area, "year": 2027, "round": 1,
        "sheet": "Nyckeltal", "cell": "D7", "indicator_id": "d1", "value_organisation_id": area,
        "data_year": 2027, "gender": "K", "reason": "Såg 3, inte 60", "function": "Analytiker", **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def published(
    judged_file: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[DataHome, Connection]]:
    """Both kommuner have a corrected value and a lifted rule; one has answered the faktagranskning."""
    home = DataHome(tmp_path_factory.mktemp("rattat"))
    shutil.copytree(fixture_plan("fjallmark"), home.plans / "2027")
    shutil.copyfile(judged_file, home.root / "gnv.duckdb")
    with connect(home.root / "gnv.duckdb") as con:
        decide(con)
        inputs = [
            replace(CORRECTED, name=f"R1 2027 keyfigures d1|{area}|K") for area in (SHOWN, HIDDEN)
        ]
        folder = candidate.build(
            con, home=home, plan=plan, plan_folder=home.plans / "2027", inputs=(*INPUTS, *inputs)
        )
        (folder / "reports").mkdir()
        publication.publish(home, folder)
        yield home, con


def decide(con: Connection) -> None:
    """Fill core's tables of decisions; the own values come from one known original."""
    day = date(2028, 2, 12)
    observations = read_table(con, "core.observation")
    observations.loc[observations["source_kind"] == "workbook", "sha256"] = ORIGINAL
    load(con, "core.observation", observations)
    corrections = [
        decision(
            area, submission_id=f"2027-1-{area}-1", source="telefon", corrected_on=day, cell=cell
        )
        for area in (SHOWN, HIDDEN)
        for cell in ("D7", "E7")
    ]
    load(con, "core.correction", pd.DataFrame(corrections))
    waivers = [
        decision(area, code="not-whole", about="Antalet är ett heltal", decided_on=day)
        for area in (SHOWN, HIDDEN)
    ]
    load(con, "core.waiver", pd.DataFrame(waivers))
    checked = {
        "organisation_id": SHOWN, "year": 2027, "edition": "preliminary", "outcome": "approved",
        "sent_on": date(2028, 4, 1), "answered_on": date(2028, 4, 9), "comment": None, "function": "Chef",
    }  # fmt: skip
    load(con, "core.fact_check", pd.DataFrame([checked]))


def test_a_shown_value_has_its_notes_and_a_hidden_one_none(
    published: tuple[DataHome, Connection],
) -> None:
    notes = read_table(published[1], "mart.note")
    mine = notes[notes["origin"] == "system"]
    texts = dict(zip(mine["note_id"], mine["text"], strict=True))
    assert texts["correction|X9902|Nyckeltal|D7"] == (
        "Rättat efter inlämningen: Såg 3, inte 60 (telefon; Analytiker, 2028-02-12)."
    )
    assert texts["waiver|X9902"] == (
        'Kontrollen "Antalet är ett heltal" är upphävd: Såg 3, inte 60 (Analytiker, 2028-02-12).'
    )
    assert not [note for note in notes["note_id"] if "X9901" in note]
    assert len([note for note in texts if note.startswith("correction")]) == 1  # one, of two cells


def test_the_faktagranskning_is_published(published: tuple[DataHome, Connection]) -> None:
    (row,) = read_table(published[1], "mart.fact_check").to_dict("records")
    assert (row["organisation_id"], row["outcome"]) == (SHOWN, "approved")
    assert row["answered_on"] == pd.Timestamp("2028-04-09")


def test_a_correction_makes_another_edition(
    published: tuple[DataHome, Connection], plan: Plan
) -> None:
    home, con = published
    names = {
        candidate.identify(con, plan, home.plans / "2027", (*INPUTS, *more)).name
        for more in ((), (CORRECTED,), (replace(CORRECTED, sha256="e" * 64),))
    }
    assert len(names) == 3


@pytest.mark.parametrize(("area", "number"), [(SHOWN, True), (HIDDEN, False)])
def test_trace_tells_what_was_corrected_but_no_hidden_number(
    published: tuple[DataHome, Connection], area: str, number: bool
) -> None:
    beside = Beside(
        {(ORIGINAL, "Nyckeltal", "D7"): (ONE, replace(ONE, decision_id="R9", new="61"))},
        {ORIGINAL: "Originalet togs bort 3 maj 2028 enligt beslut (RSS 12): Namn"},
    )
    text = "\n".join(trace(published[0], "d1", area, 2027, "K", beside).lines())
    assert "Rättat 12\u00a0februari 2028 (R1)" in text
    assert "R9" not in text  # made after this edition
    assert ("3 → 60" in text) == number
    assert ("Såg 3, inte 60 (telefon; Analytiker)" in text) == number
    assert "Originalet togs bort 3 maj 2028 enligt beslut (RSS 12): Namn." in text


# --- differences between editions ---------------------------------------------------------------------

BEFORE = manifest_of(IDENTITY, (), (), {})
K: changes.Place = ("indicator_value", "d1", "9902", 2027, "K")
T: changes.Place = ("indicator_value", "d1", "9902", 2027, "T")
OTHER: changes.Place = ("indicator_value", "d1", "9903", 2027, "K")


def after(*more: InputFile) -> dict[str, object]:
    """The identity of an edition with more inputs."""
    inputs = (*IDENTITY.inputs, *more)
    return manifest_of(replace(IDENTITY, inputs=inputs), (), (), {}).identity


def test_a_corrected_value_is_told_so() -> None:
    now = after(CORRECTED)
    places = changes.corrected_between(BEFORE, now)
    assert places == {("d1", "9902", 2027, "K")}
    old = {K: "40 %", T: "41 %", OTHER: "50 %"}
    new = {K: "42 %", T: "42 %", OTHER: "51 %"}
    found = changes.differences(old, new, "preliminary", changes.cause(BEFORE, now), places)
    assert {one.organisation_id + one.gender: one.reason for one in found} == {
        "9902K": "Rättat", "9902T": "Rättat", "9903K": "Rättade uppgifter"
    }  # fmt: skip
    (hidden,) = changes.differences({K: "40 %"}, {K: "visas inte"}, "preliminary", "x", places)
    assert hidden.reason == "Små tal visas inte"
    (released,) = changes.differences({}, {K: "40 %"}, "preliminary", "x", places)
    assert released.reason == "Rättat"


def test_a_correction_taken_back_is_told_so_too() -> None:
    with_it = Manifest("2027-final-0123456789", 1, (), after(CORRECTED), (), {})
    now = after()
    assert changes.corrected_between(with_it, now) == {("d1", "9902", 2027, "K")}
    assert changes.cause(with_it, now) == "Rättade uppgifter"


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ((CORRECTED,), "Rättade uppgifter"),
        ((CORRECTED, NEW), "Nya eller rättade uppgifter"),
        ((replace(CORRECTED, kind="waiver"),), "Nya eller rättade uppgifter"),
    ],
)
def test_the_cause_is_a_correction_only_where_nothing_else_came(
    more: tuple[InputFile, ...], cause: str
) -> None:
    assert changes.cause(BEFORE, after(*more)) == cause
