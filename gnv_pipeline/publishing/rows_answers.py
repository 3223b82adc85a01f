"""Masked mart rows of single answers in the workbooks, as typed Python values.

Belongs here: answers that are only counted (which questions nobody answers). Does not belong here: means and
sums of them (``rows``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gnv_pipeline.publishing.rows import Row


@dataclass(frozen=True, slots=True)
class Answer(Row):
    """A row of ``mart.self_assessment_answer``."""

    table: ClassVar[str] = "self_assessment_answer"
    organisation_id: str
    unit: str
    year: int
    statement_id: str
    score: int | None


@dataclass(frozen=True, slots=True)
class HandIn(Row):
    """A row of ``mart.hand_in``."""

    table: ClassVar[str] = "hand_in"
    organisation_id: str
    year: int
    field_id: str
    value: str | None
