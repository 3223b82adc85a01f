"""How the classes of a map look: a shade, a hatching and a symbol each, the same in every drawing.

Belongs here: looks of a map's steps and the measures of its labels. Does not belong here: geometry
(``geography``), or which class an area has (``model``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import MapChart

Hatch = Literal["", "rising", "falling", "both"]
_SHARES = (
    0.94,
    0.55,
    0.78,
    1.0,
)  # of white in the ground: alternating, so that neighbours in the key differ
_HATCHES: tuple[Hatch, ...] = ("", "rising", "falling", "both")
HATCH_GAP = 6.0  # between strokes, in the picture's unit


@dataclass(frozen=True, slots=True)
class StepLook:
    """Ground, strokes on it and their direction; names stay readable on both."""

    ground: str
    stroke: str
    hatch: Hatch


def looks(chart: MapChart, style: Style) -> tuple[StepLook, ...]:
    """One look per step: shade, hatching, and (drawn by the label) the step's symbol.

    Up to sixteen steps share no look; grounds are light enough for dark names.
    """
    count = len(_SHARES)
    return tuple(
        StepLook(
            mixed(style.primary, "#ffffff", _SHARES[i % count]),
            mixed(style.dark, "#ffffff", 0.3),
            _HATCHES[(i + i // count) % count],
        )
        for i in range(len(chart.steps))
    )
