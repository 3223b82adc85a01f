"""Reading arguments: anything array-like becomes float64 with NaN for missing, or a ValueError.

What belongs here: conversion, checks with the position of the faulty value, and handing a result
back in the caller's shape. What does not: any formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
CodeArray: TypeAlias = NDArray[np.str_]

Numeric: TypeAlias = ArrayLike | Sequence[float | None] | None
"""A number, array, pandas column or masked array; None, NaN and NA are missing."""

# NumPy's own stubs type "scalar for scalar input, array for array input" as Any; so do we.
FloatOrArray: TypeAlias = Any
"""A float when every argument was a scalar, else a float64 array of the broadcast shape."""
BoolOrArray: TypeAlias = Any
"""A bool when every argument was a scalar or one series, else an array of bool."""
CodeOrArray: TypeAlias = Any
"""A str when every argument was a scalar, else an array of str."""

POLARITIES = ("high", "low", "none")


def floats(name: str, value: Numeric, *, finite: bool = True) -> FloatArray:
    """Return ``value`` as float64 with NaN for missing.

    Args:
        name: what the value is called in messages.
        value: scalar, array-like, pandas column or masked array; None, NaN and NA are missing.
        finite: refuse infinities (limits of an interval may be infinite, counts may not).

    Raises:
        ValueError: text, dates, complex numbers, or an infinity where none can be.
    """
    if value is None:
        return np.array(np.nan)
    if isinstance(value, np.ma.MaskedArray):  # what DuckDB's fetchnumpy gives for NULL
        array = np.ma.filled(value.astype(np.float64), np.nan)
    elif hasattr(value, "to_numpy"):
        array = _pandas(name, value)
    else:
        array = _plain(name, np.asarray(value))
    if finite:
        refuse(np.isinf(array), f"{name} is {{value}}, not a finite number", value=array)
    return array


def _pandas(name: str, value: Any) -> FloatArray:
    try:
        return np.array(value.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} holds something that is not a number: {error}") from error


def _plain(name: str, array: NDArray[Any]) -> FloatArray:
    if array.dtype.kind == "O":
        texts = np.vectorize(lambda item: isinstance(item, str | bytes), otypes=[bool])(array)
        refuse(texts, f"{name} is the text {{value!r}}, not a number", value=array)
    elif array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be numbers, not values of type {array.dtype}")
    try:
        return np.array(array, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} holds something that is not a number: {error}") from error


def together(*arrays: FloatArray) -> tuple[FloatArray, ...]:
    """Broadcast arrays against each other.

    Raises:
        ValueError: shapes that do not fit together.
    """
    try:
        return tuple(np.array(item) for item in np.broadcast_arrays(*arrays))
    except ValueError as error:
        shapes = ", ".join(str(item.shape) for item in arrays)
        raise ValueError(f"arguments of shapes {shapes} do not fit together") from error


def refuse(bad: BoolArray, message: str, **values: NDArray[Any]) -> None:
    """Raise a ValueError for the first True in ``bad``, naming value and position (from 0).

    Args:
        bad: where the input is impossible.
        message: text with one ``{name}`` per entry of ``values``.
        values: arrays of the same shape as ``bad`` that the message quotes.
    """
    if not bad.any():
        return
    position = tuple(int(i) for i in np.argwhere(bad)[0])
    quoted = {name: _show(array[position]) for name, array in values.items()}
    where = ""
    if position:
        where = f" at position {position[0] if len(position) == 1 else position}"
    raise ValueError(message.format(**quoted) + where)


def _show(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        return f"{value:.15g}"
    return str(value) if isinstance(value, str) else value


def confidence_level(confidence: Numeric, name: str = "confidence") -> FloatArray:
    """Return the confidence level(s) as an array after checking 0 < level <= 1.

    Raises:
        ValueError: missing, 0 or less, more than 1 (95 must be written 0.95).
    """
    level = floats(name, confidence)
    refuse(
        ~((level > 0) & (level <= 1)),
        f"{name} is {{level}} but must be more than 0 and at most 1, as 0.95",
        level=level,
    )
    return level


def polarity(better: str | ArrayLike) -> CodeArray:
    """Return which way is better as an array of ``high``, ``low`` or ``none``.

    Raises:
        ValueError: any other text.
    """
    codes = np.asarray(better, dtype=np.str_)
    refuse(
        ~np.isin(codes, POLARITIES),
        "better is {code!r} but must be 'high', 'low' or 'none'",
        code=codes,
    )
    return codes


def count_over(name: str, count: FloatArray, denominator: FloatArray, *, share: bool) -> None:
    """Refuse a denominator of 0 or less, a negative count and, for a share, count > denominator.

    Args:
        name: what the count is called in messages.
        count: events, persons with the property, or answers; NaN passes.
        denominator: persons, answers or person-years, same shape; NaN passes.
        share: whether the count is a part of the denominator.
    """
    refuse(
        denominator <= 0,
        "denominator is {denominator} but must be more than 0",
        denominator=denominator,
    )
    refuse(count < 0, f"{name} is {{count}} but must not be negative", count=count)
    if share:
        refuse(
            count > denominator,
            f"{name} {{count}} is larger than its denominator {{denominator}}",
            count=count,
            denominator=denominator,
        )


def shaped(array: FloatArray) -> FloatOrArray:
    """Return a float for a 0-dimensional result, else the array itself."""
    return float(array) if array.ndim == 0 else array


def shaped_bool(array: BoolArray) -> BoolOrArray:
    """Return a bool for a 0-dimensional result, else the array itself."""
    return bool(array) if array.ndim == 0 else array


def shaped_code(array: NDArray[Any]) -> CodeOrArray:
    """Return a str for a 0-dimensional result, else an array of str."""
    return str(array) if array.ndim == 0 else np.asarray(array, dtype=np.str_)
