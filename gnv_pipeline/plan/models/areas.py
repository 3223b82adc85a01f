"""Areas: kommuner, region, county, nation and comparison group (`areas.yaml`).

Does not belong here: values about them.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, StrictStr

from gnv_pipeline.plan.models.base import AreaId, Model, Year


class AreaKind(StrEnum):
    """What an area is; the value is the code in ``mart.organisation.kind``."""

    KOMMUN = "kommun"
    REGION = "region"
    COUNTY = "county"
    NATION = "nation"
    GROUP = "group"


class Population(Model):
    """Size of an area, in persons."""

    total: int | None = Field(default=None, ge=0)
    total_year: Year | None = None
    aged_80: int | None = Field(default=None, ge=0)
    aged_80_year: Year | None = None


class Area(Model):
    """One area: a kommun, the region, the county as a whole, the nation or a comparison group."""

    id: AreaId
    name: StrictStr
    full_name: StrictStr
    kind: AreaKind
    variants: tuple[StrictStr, ...] = ()
    population: Population | None = None
    reports: bool = False
    """Whether it hands in a workbook."""
    units: tuple[StrictStr, ...] = ()
    """Divisions that answer the self-assessment in columns of their own (the region)."""


class AreasFile(Model):
    """``areas.yaml``."""

    areas: tuple[Area, ...] = Field(min_length=1)
