"""The words of codes: one for every code a table may hold, in the words people use."""

from __future__ import annotations

import re

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing.sentences.words import LISTS, code_labels, comparison_word, label
from gnv_pipeline.publishing.table_checks import LABELLED
from gnv_pipeline.warehouse.schema import table_doc

OF_THE_PLAN = {"answer", "activity_status", "obstacle_theme"}


def codes_allowed(table: str, column: str) -> set[str]:
    """Codes that the table's own check or documentation allows."""
    doc = table_doc(f"mart.{table}")
    if match := re.search(rf"check \(\s*{column} in \(([^)]*)\)", doc.ddl):
        return set(re.findall(r"'(\w+)'", match[1]))
    text = doc.columns[column].split(":")[-1]
    return set(re.findall(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b", text)) - {"level_reason"}


@pytest.mark.parametrize(
    ("table", "column", "list_name"),
    [
        (table, column, code_list)
        for table, columns in LABELLED.items()
        for column, code_list in columns
        if code_list not in OF_THE_PLAN
    ],
)
def test_every_code_has_its_words(table: str, column: str, list_name: str) -> None:
    allowed = codes_allowed(table, column)
    assert allowed
    assert allowed <= LISTS[list_name].keys()


def test_the_words_of_users() -> None:
    assert [label("level_signal", code) for code in ("met", "not_met", "uncertain")] == [
        "Målet nått", "Målet inte nått", "Går inte att avgöra",
    ]  # fmt: skip
    assert [label("pace_signal", code) for code in ("on_track", "behind", "wrong_way", "uncertain")] == [
        "I takt", "Efter", "Åt fel håll", "Går inte att avgöra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("signal", "better", "word"),
    [
        ("better", "high", "Högre"),
        ("better", "low", "Lägre"),
        ("worse", "high", "Lägre"),
        ("worse", "low", "Högre"),
        ("higher", "none", "Högre"),
        ("lower", "none", "Lägre"),
        ("similar", "high", "Ingen säker skillnad"),
        ("not_judged", "low", "Jämförs inte"),
    ],
)
def test_a_comparison_reads_as_higher_or_lower(signal: str, better: str, word: str) -> None:
    assert comparison_word(signal, better) == word


def test_uncertainty_never_reads_as_bad_data(plan: Plan) -> None:
    for one in code_labels(plan):
        assert "oförändrat" not in one.label.lower()
        assert not re.search(r"\bosäker\b|\bosäkert\b", one.label.lower())
        assert one.symbol is None or len(one.symbol) <= 12


def test_signals_differ_by_sign_and_not_only_by_colour() -> None:
    for name in ("level_signal", "pace_signal", "submission_status"):
        entries = [entry for entry in LISTS[name].values() if isinstance(entry, tuple)]
        assert len(entries) == len(LISTS[name])
    for name in ("level_signal", "pace_signal"):
        assert len({entry[1] for entry in LISTS[name].values()}) == len(LISTS[name])


def test_labels_have_unique_keys_and_those_of_the_plan(plan: Plan) -> None:
    found = list(code_labels(plan))
    assert len({(one.list, one.code) for one in found}) == len(found)
    answers = [one for one in found if one.list == "answer"]
    assert [(one.code, one.symbol) for one in answers][:2] == [("aldrig", "0"), ("ibland", "1")]
    assert {one.list for one in found} >= {"activity_status", "obstacle_theme", "unit", "gender"}


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        label("level_signal", "perhaps")
