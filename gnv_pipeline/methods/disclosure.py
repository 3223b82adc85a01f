"""Small numbers: which counts must not be shown so that no person can be recognised.

What belongs here: the primary rule and secondary suppression in one row with a total, and the rule
for a proportion. What does not: which indicators are masked, rows times columns, earlier editions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gnv_pipeline.methods._validation import (
    BoolArray,
    CodeOrArray,
    FloatArray,
    Numeric,
    floats,
    refuse,
    shaped_code,
    together,
)


class Suppression(NamedTuple):
    """What to hide in a row of counts: ``cells`` (array of bool) and the row's ``total`` (bool)."""

    cells: BoolArray
    total: bool


def suppress(counts: Numeric, total: Numeric = None, k: int = 5) -> BoolArray:
    """Return which counts of one row to hide, primary and secondary, when the row's total is shown.

    The cells of :func:`suppress_with_total`, which says the rule and whether the total must go too.
    """
    return suppress_with_total(counts, total, k).cells


def suppress_with_total(counts: Numeric, total: Numeric = None, k: int = 5) -> Suppression:
    """Return which counts of one row to hide, and whether its total must be hidden as well.

    Primary: 1 <= x < k. Secondary, because a shown total would give the hidden ones away: while the
    set S of hidden cells is not empty and (|S| = 1 or sum(S) < k + |S| - 1), hide the smallest
    shown x >= 1 (the first in order among equals); when none is left, hide the total. The hidden
    sum is then large enough that each hidden count could be k or more. 0 is shown.

    Args:
        counts: whole numbers of 0 or more, in the fixed order of their codes. A missing count is
            not shown anyway: it is never marked, but what the total reveals about the missing ones
            together is treated as one more hidden count.
        total: the shown total; default the sum of the known counts.
        k: smallest count that may be shown, at least 1.

    Returns:
        Suppression(cells, total).

    Raises:
        ValueError: negative or fractional counts, k < 1, or a total that the counts do not add up
        to
            (smaller, or different though no count is missing).
    """
    data = np.atleast_1d(floats("counts", counts))
    if data.ndim != 1:
        raise ValueError("counts must be one row of counts")
    _whole("count", data)
    _check_k(k)
    known = ~np.isnan(data)
    rest = _rest(data, known, floats("total", total))
    hidden = known & (data >= 1) & (data < k)
    # the missing cells together act as one hidden count, unless they are large enough to be known
    also = [rest] if rest >= 1 else []
    if not hidden.any() and not any(value < k for value in also):
        return Suppression(hidden, False)
    while not _protected([*data[hidden], *also], k):
        candidates = np.flatnonzero(known & ~hidden & (data >= 1))
        if candidates.size == 0:
            return Suppression(hidden, True)
        hidden[candidates[np.argmin(data[candidates])]] = True  # argmin takes the first of equals
    return Suppression(hidden, False)


def _protected(hidden: list[float], k: int) -> bool:
    return len(hidden) > 1 and sum(hidden) >= k + len(hidden) - 1


def _rest(data: FloatArray, known: BoolArray, total: FloatArray) -> float:
    """Return how much of the total belongs to missing counts."""
    if total.ndim:
        raise ValueError("total must be one number")
    if np.isnan(total):
        return 0.0
    _whole("total", total)
    rest = float(total) - float(data[known].sum())
    if rest < 0 or (rest > 0 and known.all()):
        raise ValueError(
            f"total is {float(total):.15g} but the counts sum to {float(data[known].sum()):.15g}"
        )
    return rest


def _whole(name: str, values: FloatArray) -> None:
    refuse(values < 0, f"{name} is {{value}} but must not be negative", value=values)
    fractional = ~np.isnan(values) & (values != np.floor(values))
    refuse(fractional, f"{name} is {{value}} but must be a whole number", value=values)


def _check_k(k: int) -> None:
    if k < 1:
        raise ValueError(f"k is {k} but must be at least 1")


def suppress_proportion(
    numerator: Numeric,
    denominator: Numeric,
    k: int = 5,
    flag_below: int = 30,
    *,
    sensitive: bool = False,
    denominator_shown: bool = True,
) -> CodeOrArray:
    """Return whether a proportion may be published.

    Hidden where n < k, 1 <= x < k, or (as n is shown) 1 <= n - x < k. 0 and 100 % may be shown
    unless the indicator is sensitive: they say something about everyone. From k up to
    ``flag_below`` the value is shown with a flag and never with a judgement.

    Args:
        numerator: x, persons with the property.
        denominator: n, all persons; 0 or more.
        k: smallest count that may be shown, at least 1.
        flag_below: n below which a flag is set.
        sensitive: also hide 0 and 100 %.
        denominator_shown: False where n is not published, so that n - x can't be worked out.

    Returns:
        ``publish``, ``publish_flag`` or ``suppress``; ``missing`` where numerator or denominator is
        missing and the other one alone is no reason to hide.

    Raises:
        ValueError: negative numbers, x > n, or k < 1.
    """
    x, n = together(floats("numerator", numerator), floats("denominator", denominator))
    _check_k(k)
    refuse(x < 0, "numerator is {x} but must not be negative", x=x)
    refuse(n < 0, "denominator is {n} but must not be negative", n=n)
    refuse(x > n, "numerator {x} is larger than its denominator {n}", x=x, n=n)
    others = n - x
    hide = (n < k) | ((x > 0) & (x < k))
    if denominator_shown:
        hide |= (others > 0) & (others < k)
    if sensitive:
        hide |= (x == 0) | (others == 0)
    codes = np.select(
        [hide, np.isnan(x) | np.isnan(n), n < flag_below],
        ["suppress", "missing", "publish_flag"],
        default="publish",
    )
    return shaped_code(codes)
