"""The indicator catalogue (`indicators.yaml`).

Does not belong here: targets (``goals``) or values.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StrictStr

from gnv_pipeline.plan.models.base import Better, Gender, Id, Model, Year


class Disclosure(StrEnum):
    """How small numbers are protected (rule 7 of the house)."""

    PUBLIC = "public"
    STANDARD = "standard"
    SENSITIVE = "sensitive"


class Source(Model):
    """Where values come from, for one level and a span of data years."""

    level: Literal["kommun", "region", "nation", "group"]
    kind: Literal["workbook", "kolada", "bulk"]
    kolada_id: StrictStr | None = None
    reported_by: Literal["kommun", "region"] | None = None
    """For workbooks: whose workbook holds the cells."""
    from_year: Year | None = None
    to_year: Year | None = None


class DefinitionVersion(Model):
    """One definition of the indicator; a later one ends the comparable series before it."""

    version: int = Field(ge=1)
    from_year: Year
    to_year: Year | None = None
    text: StrictStr
    break_note: StrictStr | None = None
    """What changed against the version before, in Swedish."""


class Basis(Model):
    """What the interval of a value is computed from.

    ``counts``: numerator and denominator are reported. ``respondents``: a share of a survey, whose
    number of answers is the value of the indicator named. ``derived_counts``: counts implied by a rate
    and the population named. ``none``: no base is known, or a full count that needs no interval.
    """

    kind: Literal["counts", "respondents", "derived_counts", "none"]
    indicator: Id | None = None
    years: int = Field(default=1, ge=1, le=5)
    """How many years one value spans (3 for a three-year mean)."""
    women_share: tuple[float, float] | None = None
    """For ``respondents`` that the source does not tell by gender: between which percentages of them,
    0-100, the women's share may lie. Intervals of women against men then hold for all of that span."""
    complete: bool = True
    """For ``none``: whether everyone concerned is counted. False where some answer for all: then the
    uncertainty is not known, and no level is judged."""


class Plausible(Model):
    """Where values use to lie; outside it a value is asked about, never refused."""

    low: float
    high: float
    change: float | None = None
    """Largest usual change between two years."""


class Indicator(Model):
    """One indicator of the catalogue."""

    id: Id
    kolada_id: Annotated[StrictStr, Field(pattern=r"^[NU]\d{5}$")] | None = None
    titles: tuple[StrictStr, ...] = ()
    """What it is called in files from the source, where the id is left out."""
    delmal: Id | None = None
    name: StrictStr
    short_name: StrictStr
    definition: StrictStr
    """In one or two plain Swedish sentences; who is counted and how."""
    who_counts: StrictStr
    """"Vem räknas med" of the template."""
    numerator: StrictStr | None = None
    """Words for the numerator (täljare)."""
    denominator: StrictStr | None = None
    unit: Literal["percent", "per_100k", "days", "days_per_capita", "count"]
    gap_unit: Literal["svarande", "personer", "vårdtillfällen"] | None = None
    decimals: int = Field(ge=0, le=2)
    role: Literal["main", "support", "context"]
    responsibility: Literal["kommun", "region", "shared"]
    level: Literal["kommun", "region", "both"]
    """Which areas have a value; ``region`` only: no kommun figure exists."""
    better: Better
    better_note: StrictStr | None = None
    """E.g. "lägre är oftast bättre"."""
    disclosure: Disclosure
    county_value: Literal[
        "official_region", "summed", "weighted_by_respondents", "unweighted", "none"
    ]
    sources: tuple[Source, ...] = ()
    original_source: StrictStr
    """Who produced it, e.g. "Socialstyrelsen, brukarundersökningen"."""
    closeness: Literal["direct", "near", "broad"]
    """How near the people counted are to the target group."""
    closeness_note: StrictStr
    genders: tuple[Gender, ...] = ("T",)
    basis: Basis
    definitions: tuple[DefinitionVersion, ...] = Field(min_length=1)
    no_survey_years: tuple[Year, ...] = ()
    valid_to: Year | None = None
    replaced_by: Id | None = None
    plausible: Plausible | None = None
    publication_month: int | None = Field(default=None, ge=1, le=12)
    publication_lag: int = Field(default=0, ge=0, le=3)
    """Years between data year and publication year."""
    under_construction: bool = False
    companion: Id | None = None
    """Another indicator that is always shown beside it."""
    example: bool = False
    """Own definition that the region has not decided."""
    derived: Literal["spread"] | None = None

    @property
    def own(self) -> bool:
        """Whether any of its values is asked for in a workbook."""
        return any(source.kind == "workbook" for source in self.sources)


class IndicatorsFile(Model):
    """``indicators.yaml``."""

    indicators: tuple[Indicator, ...] = Field(min_length=1)
