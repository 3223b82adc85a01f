"""How kommuner are set beside each other, and when survey rounds are put together (`plan.yaml`).

Does not belong here: which indicators there are, or the calculations.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictStr

from gnv_pipeline.plan.models.base import Id, Model


class SimilarVariable(Model):
    """One thing that kommuner are near each other in."""

    kind: Literal["inhabitants", "share_aged_80", "indicator"]
    """``inhabitants`` and ``share_aged_80`` come from ``population`` of the areas."""
    indicator: Id | None = None
    """For ``indicator``: whose latest value counts; public, with values for kommuner."""
    name: StrictStr
    """In words, as readers meet it: "antal invånare"."""
    weight: float = Field(default=1.0, gt=0, le=100)


class Similar(Model):
    """Which kommuner are similar to each other."""

    kolada_group: StrictStr | None = None
    """Beginning of the titles of Kolada's yearly groups, before the kommun's name."""
    count: int = Field(default=5, ge=1, le=20)
    """How many nearest kommuner, where there is no such group."""
    variables: tuple[SimilarVariable, ...] = Field(min_length=1)


class Pooling(Model):
    """When survey rounds are put together."""

    below: int = Field(default=100, ge=2)
    """With fewer respondents than this in the judged year."""
    rounds: int = Field(default=3, ge=2, le=5)
    """At most this many rounds."""
