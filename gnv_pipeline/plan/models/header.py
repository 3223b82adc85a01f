"""Who, what, with which words and when (`plan.yaml`, `delmal.yaml`, `calendar.yaml`).

Does not belong here: goals and indicators.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictStr

from gnv_pipeline.plan.models.base import Id, Model, Year
from gnv_pipeline.plan.models.comparing import Pooling, Similar


class Delmal(Model):
    """One delmål of the strategy."""

    id: Id
    name: StrictStr
    text: StrictStr
    description: StrictStr
    source: StrictStr
    colour: Annotated[StrictStr, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class DelmalFile(Model):
    """``delmal.yaml``."""

    delmal: tuple[Delmal, ...] = Field(min_length=1)


class Meeting(Model):
    """A meeting where the plan or the report is treated."""

    body: StrictStr
    on: date
    about: StrictStr
    example: bool = False


class Milestone(Model):
    """A dated step of the yearly cycle."""

    step: Literal[
        "template_out",
        "deadline",
        "correction",
        "fact_check",
        "preliminary",
        "final",
        "autumn_update",
    ]
    year: Year
    """The uppföljningsår it belongs to."""
    on: date
    name: StrictStr
    example: bool = False


class CalendarFile(Model):
    """``calendar.yaml``."""

    milestones: tuple[Milestone, ...]
    meetings: tuple[Meeting, ...]


class Look(Model):
    """Colours and fonts of all outputs, as ``#rrggbb``."""

    primary: StrictStr
    dark: StrictStr
    accent: StrictStr
    warning: StrictStr
    positive: StrictStr
    text: StrictStr
    muted: StrictStr
    line: StrictStr
    surface: StrictStr
    women: StrictStr
    men: StrictStr
    total: StrictStr
    fonts: tuple[StrictStr, ...]


class MeetingDeck(Model):
    """Slides for a meeting: what it is to be used for, and who meets."""

    kind: Literal["decision", "short", "dialogue"]
    audience: StrictStr


class PlanFile(Model):
    """``plan.yaml``: who, what and with which words."""

    revision: Year
    title: StrictStr
    """Of the plan, e.g. "Regional handlingsplan ..."."""
    report_title: StrictStr
    """Of the yearly report without year, e.g. "God och nära vård i ...". """
    focus_title: StrictStr
    """E.g. "Sköra äldre"."""
    subject: StrictStr
    """What the follow-up is about, used in headings of workbooks."""
    first_year: Year
    last_year: Year
    sender: StrictStr
    prepared_by: StrictStr
    receivers: tuple[StrictStr, ...]
    region_name: StrictStr
    county_adjective: StrictStr
    """For running text, e.g. "länet"."""
    focus_sentence: StrictStr
    closeness_sentence: StrictStr
    vision: StrictStr
    values: tuple[StrictStr, ...]
    principles: tuple[StrictStr, ...]
    strategy_source: StrictStr
    contact: StrictStr
    processing_label: StrictStr
    """Who is named for own calculations, e.g. "Egen bearbetning av data från Kolada"."""
    reading_advice: StrictStr
    """"Läs så här" of page 1, without figures."""
    decision_path: StrictStr
    """Who prepares, drafts and decides, shown where nothing is proposed."""
    template_version: StrictStr
    """E.g. "2026.1"."""
    template_minutes_together: int
    template_minutes_alone: int
    decided: bool
    """False while the plan's goals are examples."""
    similar: Similar | None = None
    """Without it no similar kommuner are shown."""
    pooling: Pooling | None = None
    """Without it no survey rounds are put together."""
    look: Look
    meeting_decks: tuple[MeetingDeck, ...] = ()
    record_numbers: dict[Year, StrictStr] = Field(default_factory=dict)
    """Diarienummer of the yearly report by uppföljningsår; a year without one is said to have none yet."""
