"""What workbooks ask for beside indicators and statements, and when (`fields.yaml`, `rounds.yaml`).

Does not belong here: where cells lie (workbooks).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, StrictStr

from gnv_pipeline.plan.models.base import Id, Model, Year


class Code(Model):
    """One value of a code list; ``known_as`` are other spellings people use."""

    code: Id
    label: StrictStr
    known_as: tuple[StrictStr, ...] = ()


class FieldSpec(Model):
    """One field people fill in on the sheet of activities, local plan, obstacles or hand-in."""

    id: Id
    label: StrictStr
    kind: Literal["text", "long_text", "date", "number", "code", "delmal", "goal"]
    codes: Id | None = None
    """Name of the code list, for ``kind: code``."""
    required: bool = False
    help: StrictStr
    """Shown when the cell is chosen."""
    example: StrictStr
    width: int = Field(default=24, ge=6, le=80)


class FieldsFile(Model):
    """``fields.yaml``: what is asked beside indicators and statements."""

    code_lists: dict[Id, tuple[Code, ...]]
    hand_in: tuple[FieldSpec, ...]
    activities: tuple[FieldSpec, ...]
    local_plan: tuple[FieldSpec, ...]
    obstacles: tuple[FieldSpec, ...]
    missing_reasons: tuple[Code, ...]
    """Reasons offered for an empty value; the codes are those of rule 3 of the house."""


class Round(Model):
    """One collection of workbooks."""

    year: Year
    round: int = Field(ge=1)
    name: StrictStr
    opens: date
    deadline: date
    sheets: tuple[
        Literal[
            "hand_in", "keyfigures", "self_assessment", "activities", "local_plan", "obstacles"
        ],
        ...,
    ]
    example: bool = False

    @property
    def key(self) -> str:
        """``2026-1``: the partition key of the round."""
        return f"{self.year}-{self.round}"


class RoundsFile(Model):
    """``rounds.yaml``."""

    rounds: tuple[Round, ...]
