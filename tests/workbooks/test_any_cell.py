"""Whatever stands in a cell: a value in the right type, or a finding at that very cell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gnv_pipeline.excel.grid import Cell
from gnv_pipeline.findings import Severity, has_errors
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.cells import Spot, match_choice, read_cell
from gnv_pipeline.workbooks.layout import layout
from gnv_pipeline.workbooks.registry import RULES
from gnv_pipeline.workbooks.shapes import Choice, Input, Kind
from tests.workbooks.conftest import KOMMUN, YEAR

CHOICES = (Choice("a", "Pågående", ("pågår",)), Choice("b", "Planerad"), Choice("c", "Pausad"))
KINDS: tuple[Kind, ...] = ("text", "long_text", "date", "number", "count", "code")
VALUES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["ca 45", "<5", "45–50", "1.234", "1 234,5", "..", "-", "x", "#DIV/0!", "25 %", "=1+1",
         "pågar", "2026-13-40", "19 mars 2027", "121212-1212", "a@b.se", "\u200b", "45\u00a0000"]
    ),
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.booleans(),
    st.dates().map(lambda day: dt.datetime(day.year, day.month, day.day)),
    st.times(),
    st.timedeltas(),
)  # fmt: skip
FORMATS = st.sampled_from(["General", "0%", "0.0%", '#,##0" %"', "yyyy-mm-dd", "@"])


def asked(kind: Kind) -> Input:
    return Input("f", "Fält", kind, "lista" if kind == "code" else None, True, "Skriv.", "45")


@given(value=VALUES, kind=st.sampled_from(KINDS), shown=FORMATS, formula=st.booleans())
@example(value=1e300, kind="count", shown="General", formula=False)
@example(value=None, kind="code", shown="General", formula=True)
def test_any_cell_ends_in_a_value_or_a_finding_there(
    value: object, kind: Kind, shown: str, formula: bool
) -> None:
    cell = Cell("D7", 7, 4, value, shown, formula, isinstance(value, str) and value == "#DIV/0!")  # type: ignore[arg-type]
    spot = Spot("f.xlsx", "Blad", "D7", asked(kind), "H7", "I7")
    answer = read_cell(cell, asked(kind), CHOICES, spot)
    for finding in answer.findings:
        assert (finding.sheet, finding.cell) == ("Blad", "D7")
        assert finding.code in RULES
        assert finding.message.endswith((".", "?"))
        assert finding.remedy
    if has_errors(answer.findings):
        assert answer.text is None
        return
    if not answer.filled:
        return
    if kind == "code":
        assert answer.text in {"a", "b", "c"}
    elif kind == "date":
        assert dt.date.fromisoformat(answer.text or "")
    elif kind in {"count", "number"}:
        assert answer.missing or (answer.number is not None and 0 <= answer.number <= 10_000_000)
    else:
        assert answer.text


@given(st.integers(0, 10_000_000), st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"]))
def test_a_count_is_read_however_thousands_are_marked(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", mark)
    answer = read_cell(
        Cell("D7", 7, 4, text), asked("count"), (), Spot(None, "Blad", "D7", asked("count"))
    )
    assert answer.number == number


@pytest.mark.parametrize("text", [1e15, 10_000_001, "123456789"])
def test_a_slip_of_the_finger_is_stopped(text: object) -> None:
    answer = read_cell(
        Cell("D7", 7, 4, text),
        asked("count"),
        (),
        Spot(None, "Blad", "D7", asked("count")),  # type: ignore[arg-type]
    )
    assert [finding.code for finding in answer.findings] == ["too-large"]


def test_every_choice_is_known_by_all_its_spellings(plan: Plan) -> None:
    for choices in layout(plan, YEAR, 1, KOMMUN).lists.values():
        for choice in choices:
            for spelling in (choice.label, choice.label.upper(), f" {choice.label}. "):
                assert match_choice(spelling, choices) == (choice.code, None)
            assert all(match_choice(text, choices)[0] for text in choice.known_as)


@pytest.mark.parametrize(
    "text", ["Skriv funktion.", "Exempel: Enhetschef i hemsjukvården", "Enhetschef i hemsjukvården"]
)
def test_the_templates_words_left_in_are_asked_about(text: str) -> None:
    question = Input("f", "F", "text", None, False, "Skriv funktion.", "Enhetschef i hemsjukvården")
    answer = read_cell(Cell("D7", 7, 4, text), question, (), Spot(None, "Blad", "D7", question))
    assert [finding.severity for finding in answer.findings] == [Severity.WARNING]
    assert answer.text == text
