"""What all plan models share: strictness, and the forms of ids and years.

Does not belong here: any single file's model.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictStr

Id = Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9_]*$")]
AreaId = Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9]+$")]
Year = Annotated[int, Field(ge=1990, le=2100, strict=True)]
Gender = Literal["T", "K", "M"]
Better = Literal["high", "low", "none"]


class Model(BaseModel):
    """Base of all plan models: unknown keys are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
