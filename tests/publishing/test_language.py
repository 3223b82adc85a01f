"""Swedish that a reader can trust: each fault of language is found, and no sentence has one."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.publishing import candidate
from gnv_pipeline.publishing.sentences.words import LISTS
from gnv_pipeline.publishing.wording_checks import faults_of, language_faults_of, repeated
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.reader import Publication
from scripts import signals_page
from tests.publishing.conftest import INPUTS

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1 kommuner når målet.", "flertal efter ett"),
        ("Ett målvärden är nått.", "flertal efter ett"),
        ("Tre kommun når målet.", "ental efter flera"),
        ("12 kommun har ett värde.", "ental efter flera"),
        ("Det återstår 2 dag.", "ental efter flera"),
        ("Målet är not_judged.", "en kod"),
        ("Värdet är missing 2026.", "ett engelskt ord"),
        ("Länets value är 74.", "ett engelskt ord"),
        ("Förändringen är -3 procentenheter.", "bindestreck för minus eller intervall"),
        ("Andelen är 74 (67-80).", "bindestreck för minus eller intervall"),
        ("Värdet är osäkert.", "ordet osäkert"),
        ("Orsa är sämst i länet.", "ett ord som rangordnar"),
        ("Det är är känt.", "samma ord två gånger"),
        ("Målet är nått. det visas.", "liten bokstav efter punkt"),
        ("Regionen ansvarar. Värde saknas. Regionen ansvarar.", "samma mening två gånger"),
    ],
)
def test_each_fault_of_language_is_found(text: str, fault: str) -> None:
    assert fault in list(language_faults_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "En kommun når målet och tre kommuner når det inte.",
        "Det återstår 0,1 dagar; 1,0 procentenheter per år behövs till 2030.",
        "Målet nås i 11 kommuner, varav en kommun sedan 2021.",
        "Ett hinder har lämnats: ”Läget är oförändrat  och 1.5 tjänst saknas..” i år.",
        "Skillnaden är −3 procentenheter (−6 till −1), mellan 2020–2022.",
        "Det ligger inom osäkerhetsintervallet.",
    ],
)
def test_good_sentences_pass(text: str) -> None:
    assert [*language_faults_of(text), *faults_of(text)] == []


def test_repetition_is_found_within_a_place() -> None:
    rows = [
        ("front.not_known", "L", "a1", "Värden saknas."),
        ("front.not_known", "L", "b1", "Värden saknas."),
        ("goal.level", "L", "a1", "Målet är nått."),
        ("goal.level", "L", "b1", "Målet är nått."),
        ("goal.level", "K", "a1", "Målet är nått."),
    ]
    assert repeated(rows) == ["front.not_known L: Värden saknas."]
    assert repeated([*rows, rows[2]])[1:] == ["goal.level L: Målet är nått."]


def test_labels_are_swedish() -> None:
    for name, codes in LISTS.items():
        for code, entry in codes.items():
            text = entry if isinstance(entry, str) else entry[0]
            assert (name, code, list(language_faults_of(f"{text}."))) == (name, code, [])


# --- the sentences of whole publications -------------------------------------------------------


def check(sentences: pd.DataFrame) -> None:
    """No sentence of a publication has a fault, and none is said twice in a place."""
    assert len(sentences) > 30
    found = [
        f"{row['sentence_id']}: {fault}: {row['text']}"
        for row in sentences.to_dict("records")
        for fault in (*faults_of(row["text"]), *language_faults_of(row["text"]))
    ]
    assert found == []
    about = sentences["goal_id"].fillna("") + "|" + sentences["indicator_id"].fillna("")
    rows = zip(
        sentences["place"], sentences["organisation_id"], about, sentences["text"], strict=True
    )
    assert repeated(rows) == []


def test_the_sentences_of_the_made_up_county(folder: Path) -> None:
    with Publication(folder / candidate.DATABASE) as publication:
        check(publication.table("sentence"))


def test_the_sentences_of_real_values(shared_data: Path, tmp_path: Path) -> None:
    """The real plan on the real values of 2022, masked and worded as an edition without submissions."""
    folder = PROJECT / "data" / "raw" / "plan" / "2026"
    real = load_plan(folder)
    published = signals_page.read(shared_data / "kolada" / "kolada_dalarna_plan.csv")
    with connect() as con:
        signals_page.judge_into(con, published, real, 2022)
        made = candidate.build(
            con, home=DataHome(tmp_path), plan=real, plan_folder=folder, inputs=INPUTS
        )
    with Publication(made / candidate.DATABASE) as publication:
        sentences = publication.table("sentence")
    check(sentences)
    assert len(sentences) > 400
    places = set(sentences["place"])
    assert {"equity.indicator", "equity.gender", "distance.indicator", "trend.series"} <= places
    assert not any(place.startswith("review.") for place in places)  # before the plan
    assert sum(sentences["place"].str.startswith("goal.local")) == 1


def test_places_are_known(folder: Path) -> None:
    """Reports look for these; a new place needs room in a report first."""
    rooms = (
        "front", "goal", "indicator", "equity", "distance", "trend", "similar", "question", "review",
        "obstacle", "activity", "self_assessment", "submission", "edition",
    )  # fmt: skip
    with Publication(folder / candidate.DATABASE) as publication:
        places = set(publication.table("sentence")["place"])
    known = {f"{one}." for one in rooms}
    assert [place for place in places if not any(place.startswith(one) for one in known)] == []


def test_every_pair_of_count_and_noun_is_judged_alike() -> None:
    """Words and figures: the check knows them all, so that a new count cannot slip through."""
    for count, noun in product(["två", "7", "15"], ["kommun", "organisation", "aktivitet"]):
        assert list(language_faults_of(f"Det gäller {count} {noun}.")) == ["ental efter flera"]
