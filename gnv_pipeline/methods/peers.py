"""Which areas are most alike.

What belongs here: distance between areas from several variables. What does not: choosing variables, or
groups that somebody else publishes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gnv_pipeline.methods._validation import FloatArray, Numeric, floats, refuse


def distances(values: Numeric, weights: Numeric = None) -> FloatArray:
    """Return how far areas lie from each other: weighted Euclidean distance of z-scores.

    z = (v - mean)/s per variable over the areas that have all of them, s with n; d_ij = sqrt(sum w
    (z_i - z_j)^2). A variable in which all are equal says nothing and counts 0.

    Args:
        values: one row per area, one column per variable; NaN where missing.
        weights: w per variable, more than 0; all 1 when left out.

    Returns:
        Square matrix; NaN on the diagonal and for areas that lack a variable.

    Raises:
        ValueError: not two dimensions, or a weight that is missing or not more than 0.
    """
    table = floats("values", values)
    if table.ndim != 2:
        raise ValueError("values must have one row per area and one column per variable")
    weight = np.ones(table.shape[1]) if weights is None else floats("weights", weights)
    if weight.shape != (table.shape[1],):
        raise ValueError(f"{weight.size} weights but {table.shape[1]} variables")
    refuse(~(weight > 0), "weight is {weight} but must be more than 0", weight=weight)
    known = ~np.isnan(table).any(axis=1)
    z = np.full(table.shape, np.nan)
    if known.any():
        held = table[known] - table[known].mean(axis=0)
        scale = np.sqrt((held**2).mean(axis=0))
        z[known] = held / np.where(scale > 0, scale, 1.0)
    apart = np.sqrt((weight * (z[:, None, :] - z[None, :, :]) ** 2).sum(axis=-1))
    np.fill_diagonal(apart, np.nan)
    return np.asarray(apart, dtype=np.float64)


def nearest(values: Numeric, count: int, weights: Numeric = None) -> NDArray[np.bool_]:
    """Return which ``count`` areas lie nearest to each area, by :func:`distances`.

    Args:
        values: as :func:`distances`.
        count: how many, at least 1.
        weights: as :func:`distances`.

    Returns:
        Square matrix: row i is True for the areas nearest to i. Fewer where not so many have all
        variables; an area at the same distance as the last one counts in the order of the rows.

    Raises:
        ValueError: as :func:`distances`, or a count below 1.
    """
    if isinstance(count, bool) or count != int(count) or count < 1:
        raise ValueError(f"count is {count} but must be a whole number of at least 1")
    apart = distances(values, weights)
    far = np.where(np.isnan(apart), np.inf, np.round(apart, 12))  # ties by the order of the rows
    order = np.argsort(far, axis=1, kind="stable")[:, : int(count)]
    chosen = np.zeros(apart.shape, dtype=bool)
    np.put_along_axis(chosen, order, True, axis=1)
    return np.asarray(chosen & np.isfinite(far))
