"""Rows of a frame as plain Python values.

Belongs here: the step from pandas to tuples with None for missing. Does not belong here: any rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def plain_rows(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The columns of each row in order; NaN, NA and NaT become None, numbers Python's own."""
    table = frame[columns].astype(object)
    yield from table.where(table.notna(), None).itertuples(index=False, name=None)


def integers(values: NDArray[np.float64]) -> pd.Series:
    """Whole numbers with gaps: NaN becomes NA."""
    return pd.Series(values).astype("Int64")
