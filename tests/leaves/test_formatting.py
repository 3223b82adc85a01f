"""Numbers and dates as Swedish text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline import formatting as f

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0, 0, "0"),
        (73.6, 0, "74"),
        (2.675, 2, "2,68"),  # by hand; Python's round gives 2.67
        (0.125, 2, "0,13"),
        (-0.5, 0, "\u22121"),
        (-0.2, 0, "0"),
        (5714.0, 0, "5714"),
        (12345.678, 1, f"12{SPACE}345,7"),
        (582347.0, 0, f"582{SPACE}347"),
        (None, 0, "\u2013"),
        (float("nan"), 1, "\u2013"),
    ],
)
def test_numbers(value: float | None, decimals: int, text: str) -> None:
    assert f.number(value, decimals) == text


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 3))
def test_any_number_can_be_read_back_within_half_a_unit(value: float, decimals: int) -> None:
    text = f.number(value, decimals).replace(SPACE, "").replace("\u2212", "-").replace(",", ".")
    assert abs(Decimal(text) - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals) / 2


def test_percent_interval_and_signs() -> None:
    assert f.percent(73.6) == f"74{SPACE}%"
    assert f.interval(67.2, 80.4) == "67\u201380"
    assert f.interval(None, 80.0) == ""
    assert f.signed(3.0) == "+3"
    assert f.signed(-1.5, 1) == "\u22121,5"
    assert f.signed(0.2) == "0"


def test_dates_and_lists() -> None:
    assert f.weekday_and_day(date(2027, 3, 19)) == f"fredag 19{SPACE}mars 2027"
    assert f.enumeration(["a"]) == "a"
    assert f.enumeration(["a", "b", "c"]) == "a, b och c"
    assert f.count_word(1) == "en"
    assert f.count_word(1, neuter=True) == "ett"
    assert f.count_word(13) == "13"


def test_swedish_names_in_swedish_order() -> None:
    names = ["Örebro", "Zinkgruvan", "Åre", "Älvsbyn", "Avesta", "Éden"]
    ordered = sorted(names, key=f.swedish_order)
    assert ordered == ["Avesta", "Éden", "Zinkgruvan", "Åre", "Älvsbyn", "Örebro"]
