"""Texts that people write: which report they belong to, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.texts import load_texts, placeholders, sections
from tests.plan.conftest import FJALLMARK, REAL

FRONT = "---\nforfattare: Processledare, RSS\ndatum: 2027-05-04\n---\n"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(REAL)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")


def test_texts_of_a_year(tmp_path: Path, plan: Plan) -> None:
    write(tmp_path, "laget_i_korthet.md", FRONT + "Tryggheten är {{nm1.LAN20.value}} i länet.\n")
    write(tmp_path, "kommun_kommentar.2080.md", FRONT + "Vi har 14 aktiviteter sedan 2024.\n")
    write(
        tmp_path,
        "kommentar_nara_mellan_oss.md",
        "---\nforfattare: Analytiker\ndatum: 2027-05-05\nrubrik: Bättre ihop\nexempel: true\n---\nX.\n",
    )
    write(tmp_path, "README.md", "Så skriver du.")
    texts, findings = load_texts(tmp_path, plan)
    assert findings == ()
    assert [(one.section, one.organisation_id, one.title) for one in texts] == [
        ("laget_i_korthet", "LAN20", "Läget i korthet"),
        ("kommentar_nara_mellan_oss", "LAN20", "Bättre ihop"),
        ("kommun_kommentar", "2080", "Egen kommentar"),
    ]
    first = texts[0]
    assert first.markdown == "Tryggheten är {{nm1.LAN20.value}} i länet.\n"
    assert (first.author_function, first.written_on) == ("Processledare, RSS", date(2027, 5, 4))
    assert len(first.sha256) == 64
    assert [one.example for one in texts] == [False, True, False]


def test_no_folder_is_no_text_and_no_fault(tmp_path: Path, plan: Plan) -> None:
    assert load_texts(tmp_path / "2031", plan) == ((), ())


def test_every_plan_has_a_section_per_delmal(plan: Plan) -> None:
    assert len(sections(plan)) == 3 + len(plan.delmal)
    assert "kommentar_ihop" in {one.id for one in sections(load_plan(FJALLMARK))}


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("laget_i_kort.md", FRONT + "X.", "unknown-section", None),
        ("kommun_kommentar.md", FRONT + "X.", "text-without-area", None),
        ("kommun_kommentar.9999.md", FRONT + "X.", "unknown-area", None),
        ("laget_i_korthet.0000.md", FRONT + "X.", "unknown-area", None),
        ("laget_i_korthet.md", "X.", "missing-front-matter", 1),
        ("laget_i_korthet.md", "---\ndatum: 2027-05-04\n---\nX.", "missing-key", 1),
        ("laget_i_korthet.md", "---\nforfattare: A\ndatum: i maj\n---\nX.", "wrong-type", 3),
        ("laget_i_korthet.md", "---\nforfattare: A\ndatum: 2027-05-04\nnamn: B\n---\nX.", "unknown-key", 4),
        ("laget_i_korthet.md", "---\nforfattare: A\n\tdatum: x\n---\nX.", "yaml-syntax", 3),
        ("laget_i_korthet.md", FRONT + "\n", "empty-text", 5),
        ("laget_i_korthet.md", FRONT + "\nÄr {{nm1.LAN20}} bra?", "placeholder-form", 6),
        ("laget_i_korthet.md", FRONT + "Är {{nm1.LAN20.value} bra?", "placeholder-form", 5),
        ("laget_i_korthet.md", FRONT + "{{nm1.LAN20.value.i fjol}}", "placeholder-form", 5),
        ("laget_i_korthet.md", FRONT + "a\nb {{nm7.LAN20.value}}", "unknown-indicator", 6),
        ("laget_i_korthet.md", FRONT + "a {{nm1.2099.value}}", "unknown-area", 5),
        ("laget_i_korthet.md", FRONT + "a {{nm1.2080.valu}}", "unknown-field", 5),
    ],
)  # fmt: skip
def test_faults(
    tmp_path: Path, plan: Plan, name: str, text: str, code: str, line: int | None
) -> None:
    write(tmp_path, name, text)
    write(tmp_path, "att_ta_stallning_till.md", FRONT + "Ska vi fortsätta?")
    texts, findings = load_texts(tmp_path, plan)
    assert [(one.code, one.file, one.line) for one in findings] == [(code, name, line)]
    assert [one.section for one in texts] == ["att_ta_stallning_till"]
    assert findings[0].severity is Severity.ERROR
    assert findings[0].remedy


@pytest.mark.parametrize("typed", ["87 %", "87,4 %", "12 procent", "3 p.e."])
def test_a_figure_typed_by_hand_is_asked_about(tmp_path: Path, plan: Plan, typed: str) -> None:
    write(tmp_path, "laget_i_korthet.md", FRONT + f"Det är {typed} i länet.")
    texts, findings = load_texts(tmp_path, plan)
    assert [(one.code, one.severity) for one in findings] == [("typed-figure", Severity.WARNING)]
    assert len(texts) == 1


def test_not_utf8(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "laget_i_korthet.md").write_bytes((FRONT + "ett\nTvå är få").encode("cp1252"))
    texts, findings = load_texts(tmp_path, plan)
    assert texts == ()
    assert [(one.code, one.line) for one in findings] == [("not-utf8", 6)]


def test_placeholders_in_order() -> None:
    found = placeholders("a {{nm1.2080.value}}\nb {{ nm1.LAN20.interval.2022 }} {{fel}}")
    assert [(one.indicator, one.area, one.field, one.year, one.line) for one in found] == [
        ("nm1", "2080", "value", None, 1),
        ("nm1", "LAN20", "interval", 2022, 2),
    ]
    assert found[1].text == "{{ nm1.LAN20.interval.2022 }}"
