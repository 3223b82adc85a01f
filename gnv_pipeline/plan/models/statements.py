"""The self-assessment: scale, scoring rule and statements (`statements.yaml`).

Does not belong here: answers.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictStr

from gnv_pipeline.plan.models.base import Id, Model


class ScaleStep(Model):
    """One answer of the scale. ``score`` is None for answers that carry none ("Vet ej")."""

    code: Id
    label: StrictStr
    score: int | None = None


class Scoring(Model):
    """How answers become a mean per delmål.

    The mean (on the scale) is given when at least ``minimum_answered`` (share 0–1) of the statements
    asked carry a score; the index is (mean − lowest) / (highest − lowest) × 100.
    """

    minimum_answered: float = Field(ge=0, le=1)


class Statement(Model):
    """One statement people take a stand on."""

    id: Id
    version: int = Field(ge=1)
    delmal: Id
    text: StrictStr
    example: bool = True


class StatementsFile(Model):
    """``statements.yaml``."""

    set: StrictStr
    """Name of this set of statements; change is shown only within one set."""
    display: Literal["distribution", "by_name"] = "distribution"
    scale: tuple[ScaleStep, ...]
    scoring: Scoring
    statements: tuple[Statement, ...]
