"""The gates: each check finds the fault it is for, and a sound candidate passes all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import checks, page_checks, table_checks
from gnv_pipeline.publishing.export import mart_tables
from gnv_pipeline.publishing.manifest import read_manifest
from gnv_pipeline.publishing.wording_checks import faults_of
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import Publication, read_table

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def tables(folder: Path) -> Tables:
    with Publication(folder / "mart.duckdb") as opened:
        return {name: opened.table(name) for name in mart_tables()}


def break_mask(tables: Tables) -> None:
    values = tables["indicator_value"]
    values.loc[values["masked"], "numerator"] = 3.0


def break_signal(tables: Tables) -> None:
    tables["comparison"].loc[tables["comparison"]["reason"] == "suppressed", "signal"] = "worse"


def break_reason(tables: Tables) -> None:
    tables["trend"]["reason"] = None


def break_key(tables: Tables) -> None:
    tables["goal"] = pd.concat([tables["goal"], tables["goal"].head(1)])


def break_density(tables: Tables) -> None:
    values = tables["indicator_value"]
    tables["indicator_value"] = values.drop(values[values["organisation_id"] == "9902"].index)


def break_organisation(tables: Tables) -> None:
    tables["organisation"] = tables["organisation"].iloc[1:]


def break_sentence(tables: Tables) -> None:
    tables["sentence"].loc[0, "text"] = "Andelen är nan % (None)."


def break_text(tables: Tables) -> None:
    tables["human_text"].loc[~tables["human_text"]["missing"], "markdown"] = "{{a1.9901.value}}"


def break_label(tables: Tables) -> None:
    tables["code_label"] = tables["code_label"][tables["code_label"]["code"] != "similar"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (break_mask, "mask-leaks"),
        (break_signal, "mask-leaks"),
        (break_reason, "signal-without-reason"),
        (break_key, "key-double"),
        (break_density, "area-missing"),
        (break_organisation, "area-missing"),
        (break_sentence, "sentence-unfinished"),
        (break_text, "text-unfinished"),
        (break_label, "code-without-words"),
    ],
)
def test_each_fault_is_found(
    tables: Tables, plan: Plan, spoil: Callable[[Tables], None], code: str
) -> None:
    def found() -> set[str]:
        return {
            finding.code
            for findings in (
                table_checks.keys(tables),
                table_checks.dense(
                    tables["indicator_value"], tables["indicator"], tables["organisation"], 2027
                ),
                table_checks.reasons(tables),
                table_checks.masked(tables),
                table_checks.organisations(tables, plan, 2027),
                table_checks.words(tables),
                table_checks.labels(tables),
            )
            for finding in findings
        }

    before = found()
    assert code not in before
    spoil(tables)
    assert code in found()


def test_tables_that_were_changed_afterwards_are_found(folder: Path) -> None:
    frozen = read_manifest(folder / "manifest.json")
    hashes = {**frozen.tables, "goal": "0" * 64}
    found = list(table_checks.as_manifest(hashes, frozen))
    assert [one.code for one in found] == ["not-as-manifest"]
    assert "goal" in found[0].message


def test_judged_tables_are_checked_before_the_mask(judged: Connection) -> None:
    assert checks.check_judged(judged) == ()
    values = read_table(judged, "judged.indicator_value")
    load(judged, "judged.indicator_value", values[values["organisation_id"] != "9903"])
    assert {one.code for one in checks.check_judged(judged)} == {"area-missing"}


def test_a_candidate_without_a_database_is_incomplete(tmp_path: Path) -> None:
    assert [one.code for one in checks.check_candidate(tmp_path)] == ["candidate-incomplete"]


# --- pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ('<a href="regional/index.html">Länet</a>', []),
        ('<a href="regional/">Länet</a> <a href="https://example.org/x">ut</a>', []),
        ('<a href="#dit">Dit</a><h2 id="dit">Här</h2>', []),
        ('<a href="regional/index.html#m%C3%A5l">Mål</a>', ["link-broken"]),
        ('<a href="#dit">Dit</a>', ["link-broken"]),
        ('<img src="figurer/a.svg">', ["link-broken"]),
        ('<a href="../manifest.json">Ut</a>', ["link-outside"]),
    ],
)
def test_links(folder: Path, html: str, codes: list[str]) -> None:
    reports = folder / "reports"
    (reports / "index.html").write_text(html, encoding="utf-8")
    assert [one.code for one in page_checks.links(reports)] == codes


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<p>Nanna bor i Nanby.</p>", []),
        ("<script>let a = NaN;</script><p>Hej.</p>", []),
        ("<p>Andelen är nan %.</p>", ["page-unfinished"]),
        ("<p>{{ title }}</p>", ["page-unfinished"]),
        ('<img alt="None" src="">', ["page-unfinished"]),
    ],
)
def test_unfinished_words_on_a_page(folder: Path, html: str, codes: list[str]) -> None:
    reports = folder / "reports"
    (reports / "index.html").write_text(html, encoding="utf-8")
    assert [one.code for one in page_checks.unfinished(reports)] == codes


def test_a_missing_local_report_is_named(folder: Path) -> None:
    (folder / "reports" / "9902" / "index.html").unlink()
    found = checks.check_reports(folder)
    assert [(one.code, one.file) for one in found] == [("report-missing", "9902/index.html")]


# --- wording -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Andelen är 74\u00a0% (67–80) 2026.",
        "Inga förslag är beredda.",
        "Värdet är 3,2\u00a0dagar 2022. Målet högst 2,7\u00a0dagar är inte nått.",
    ],
)
def test_finished_sentences(text: str) -> None:
    assert list(faults_of(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Andelen är None.",
        "Andelen är nan\u00a0%.",
        "Andelen är 74 % 2026.",
        "Andelen är 74%.",
        "Andelen är 7.4\u00a0dagar.",
        "Dubbla  blanksteg.",
        "Utan punkt",
        "liten bokstav.",
        "Tomt ().",
        "Dubbel punkt..",
        "Blanksteg före .",
        "Läget är oförändrat.",
        "Värdet är {value}.",
        " Blanksteg först.",
    ],
)
def test_unfinished_sentences(text: str) -> None:
    assert list(faults_of(text)) != []
