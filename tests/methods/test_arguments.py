"""What every function does with scalars, arrays, missing and impossible input."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gnv_pipeline import methods
from gnv_pipeline.methods import (
    byar,
    compare_value_with_goal,
    compare_with_goal,
    compare_with_range,
    compare_with_value,
    difference,
    funnel_limits,
    progress,
    proportion,
    rate,
    smallest_detectable,
    suppress_proportion,
)

NUMERIC: list[tuple[Callable[..., Any], tuple[float, ...]]] = [
    (proportion, (3, 10)),
    (byar, (12,)),
    (rate, (3, 10)),
    (difference, (3, 10, 4, 20)),
    (funnel_limits, (0.3, 40)),
    (progress, (2022, 75, 2026, 78, 80, 2030)),
    (smallest_detectable, (88, 0.4)),
]
CODED: list[tuple[Callable[..., Any], tuple[float, ...], tuple[str, ...]]] = [
    (compare_with_value, (0.4, 0.6, 0.3), ("high",)),
    (compare_with_goal, (0.4, 0.6, 0.3), ("low",)),
    (compare_value_with_goal, (0.4, 0.3), ("high",)),
    (compare_with_range, (0.4, 0.3, 0.6), ("low",)),
    (suppress_proportion, (10, 40), ()),
]


def fields(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


@pytest.mark.parametrize(("function", "arguments"), NUMERIC)
class TestNumeric:
    def test_scalars_give_floats(self, function: Callable[..., Any], arguments: tuple) -> None:
        assert all(type(field) is float for field in fields(function(*arguments)))
        numpy_scalars = [np.float32(a) if a > 1 else np.float64(a) for a in arguments]
        assert fields(function(*numpy_scalars)) == fields(function(*arguments))

    def test_arrays_give_arrays_of_the_same_shape(
        self, function: Callable[..., Any], arguments: tuple, close: Callable[..., None]
    ) -> None:
        scalars = fields(function(*arguments))
        grids = [np.full((2, 3), a) for a in arguments]
        for field, scalar in zip(fields(function(*grids)), scalars, strict=True):
            assert field.shape == (2, 3)
            close(field, np.full((2, 3), scalar))
        mixed = function([arguments[0]], *arguments[1:])
        for field, scalar in zip(fields(mixed), scalars, strict=True):
            close(field, [scalar])

    def test_broadcasting(self, function: Callable[..., Any], arguments: tuple) -> None:
        column = np.full((4, 1), arguments[0])
        rest = [np.full(3, a) for a in arguments[1:]]
        shape = (4, 3) if rest else (4, 1)
        assert all(field.shape == shape for field in fields(function(column, *rest)))

    @pytest.mark.parametrize("missing", [None, float("nan")])
    def test_missing_gives_missing(
        self, function: Callable[..., Any], arguments: tuple, missing: float | None
    ) -> None:
        for place in range(len(arguments)):
            given = list(arguments)
            given[place] = missing
            assert any(np.isnan(field) for field in fields(function(*given)))
            row = [[a, a] for a in arguments]
            row[place] = [arguments[place], missing]
            for field, scalar in zip(
                fields(function(*row)), fields(function(*arguments)), strict=True
            ):
                assert field[0] == pytest.approx(scalar)

    def test_pandas_and_masked_arrays(
        self, function: Callable[..., Any], arguments: tuple, close: Callable[..., None]
    ) -> None:
        plain = fields(function(*([a, a] for a in arguments)))
        for kind in ("float64", "Float64"):
            columns = [pd.Series([a, a], dtype=kind, index=[7, 3]) for a in arguments]
            for got, want in zip(fields(function(*columns)), plain, strict=True):
                close(got, want)
        masked = [np.ma.masked_array([a, a], [False, True]) for a in arguments]
        for got, want in zip(fields(function(*masked)), plain, strict=True):
            close(got, [want[0], np.nan])

    @pytest.mark.parametrize("wrong", ["3", "abc", b"3", 3j, float("inf"), "2020-01-01"])
    def test_what_is_no_number_is_refused(
        self, function: Callable[..., Any], arguments: tuple, wrong: object
    ) -> None:
        for place in range(len(arguments)):
            given: list[object] = list(arguments)
            given[place] = wrong
            with pytest.raises(ValueError, match=r"not|number"):
                function(*given)

    def test_the_input_is_left_alone(self, function: Callable[..., Any], arguments: tuple) -> None:
        arrays = [np.array([a, np.nan]) for a in arguments]
        before = [array.copy() for array in arrays]
        function(*arrays)
        for array, copy in zip(arrays, before, strict=True):
            np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize(("function", "arguments", "rest"), CODED)
class TestCoded:
    def test_scalars_give_text_and_arrays_arrays(
        self, function: Callable[..., Any], arguments: tuple, rest: tuple
    ) -> None:
        code = function(*arguments, *rest)
        assert type(code) is str
        grid = function(*(np.full((2, 3), a) for a in arguments), *rest)
        assert grid.shape == (2, 3)
        assert grid.dtype.kind == "U"
        assert set(grid.flat) == {code}

    def test_missing_is_said_and_other_rows_keep_theirs(
        self, function: Callable[..., Any], arguments: tuple, rest: tuple
    ) -> None:
        for place in range(len(arguments)):
            rows: list[list[float | None]] = [[a, a] for a in arguments]
            rows[place][1] = None
            codes = function(*rows, *rest)
            assert codes[0] == function(*arguments, *rest)
            assert codes[1] in {"not_compared", "missing"}


@pytest.mark.parametrize("level", [0, -0.1, 95, 1.01, None, "0.95"])
@pytest.mark.parametrize(
    ("function", "arguments"), [case for case in NUMERIC if case[0] is not progress]
)
def test_impossible_levels(function: Callable[..., Any], arguments: tuple, level: object) -> None:
    with pytest.raises(ValueError, match=r"confidence|level"):
        function(*arguments, level)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: proportion([1, 5], [3, 4]),
            "numerator 5 is larger than its denominator 4 at position 1",
        ),
        (lambda: proportion([[1, 2], [3, -1]], 9), r"numerator is -1 .* at position \(1, 1\)"),
        (lambda: proportion(1, 0), "denominator is 0 but must be more than 0$"),
        (lambda: proportion(1, [5, -2]), "denominator is -2 .* position 1"),
        (lambda: proportion(["1", 2], 5), "the text|type"),
        (
            lambda: proportion([None, "x"], 5),
            "numerator is the text 'x', not a number at position 1",
        ),
        (lambda: proportion(pd.Series(["a"]), 5), "numerator"),
        (lambda: proportion([object()], 5), "numerator"),
        (lambda: proportion([1, 2], [5, 6, 7]), r"shapes \(2,\), \(3,\)"),
        (lambda: rate(-1, 5), "count is -1"),
        (lambda: rate(1, 0), "denominator is 0"),
        (lambda: byar([3, -1]), "count is -1 .* position 1"),
        (lambda: difference(1, 2, 3, 2), "numerator2 3 is larger than its denominator 2"),
        (
            lambda: compare_with_value(0.1, 0.2, 0.3, ["high", "sideways"]),
            "'sideways' .* position 1",
        ),
    ],
)
def test_messages_name_value_and_position(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


def test_everything_public_is_documented_and_exported_in_order() -> None:
    assert methods.__all__ == sorted(methods.__all__)
    for name in methods.__all__:
        thing = getattr(methods, name)
        if callable(thing):
            assert thing.__doc__


def test_the_room_imports_no_other() -> None:
    folder = Path(methods.__file__).parent
    allowed = (
        "gnv_pipeline.methods",
        "numpy",
        "scipy",
        "typing",
        "collections",
        "dataclasses",
        "__future__",
    )
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "."]
            else:
                continue
            assert all(name.startswith(allowed) for name in names), (file.name, names)
