"""All values of one indicator as arrays: areas x data years x genders.

Belongs here: views of the dense frame that ``values.build`` makes, so that nothing is looked up row by row.
Does not belong here: any rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gnv_pipeline.plan.models import Indicator, Plan

Floats = NDArray[np.float64]
Texts = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of an indicator: ``start`` to ``stop`` of the frame, in the order area, year, gender."""

    indicator: Indicator
    judged_year: int
    areas: Texts
    kinds: Texts
    years: NDArray[np.int64]
    genders: tuple[str, ...]
    _arrays: dict[str, NDArray[Any]]
    _rows: slice

    def floats(self, column: str) -> Floats:
        """A column as areas x years x genders; NaN where missing."""
        return np.asarray(self._shaped(column), dtype=np.float64)

    def few(self) -> NDArray[np.bool_]:
        """Where the base is under 30."""
        return np.asarray(self._shaped("flag") == "few", dtype=bool)

    def comparable(self) -> NDArray[np.intp]:
        """Places of the years up to the judged one that have its definition and a survey, oldest first."""
        versions = self._shaped("definition_version")[0, :, 0]
        wanted = versions[self.place(self.judged_year)]
        surveyed = ~np.isin(self.years, self.indicator.no_survey_years)
        same = (versions == wanted) & surveyed & (self.years <= self.judged_year)
        return np.flatnonzero(same)

    def place(self, year: int) -> int:
        """Where a year lies on the axis of years."""
        return int(year - self.years[0])

    def _shaped(self, column: str) -> NDArray[Any]:
        return self._arrays[column][self._rows].reshape(
            len(self.areas), len(self.years), len(self.genders)
        )


COLUMNS = ("value", "lower95", "upper95", "base_count", "base_size")


def blocks(frame: pd.DataFrame, years: pd.DataFrame, plan: Plan) -> Iterator[Block]:
    """The judged indicators of a frame of ``values.build``, in the order of their ids.

    Args:
        frame: Dense and sorted by indicator, area, year and gender.
        years: The judged years (``county.judged_years``).
        plan: Gives the indicators.
    """
    arrays: dict[str, NDArray[Any]] = {name: frame[name].to_numpy(np.float64) for name in COLUMNS}
    arrays["flag"] = frame["flag"].to_numpy(object)
    arrays["definition_version"] = frame["definition_version"].fillna(0).to_numpy(np.int64)
    keys = {name: frame[name].to_numpy(object) for name in ("organisation_id", "kind", "gender")}
    data_year = frame["data_year"].to_numpy(np.int64)
    judged = years.dropna(subset=["judged_year"]).set_index("indicator_id")["judged_year"]
    codes, names = pd.factorize(frame["indicator_id"])
    edges = np.flatnonzero(np.diff(codes)) + 1
    for start, stop in zip([0, *edges], [*edges, len(codes)], strict=True):
        identity = str(names[codes[start]]) if stop > start else ""
        if identity not in judged.index:
            continue
        indicator = plan.indicator_by_id[identity]
        rows = slice(int(start), int(stop))
        genders = tuple(sorted(indicator.genders))
        span = np.unique(data_year[rows])
        each = len(span) * len(genders)
        yield Block(
            indicator=indicator,
            judged_year=int(judged[identity]),
            areas=keys["organisation_id"][rows][::each],
            kinds=keys["kind"][rows][::each],
            years=span,
            genders=genders,
            _arrays=arrays,
            _rows=rows,
        )
