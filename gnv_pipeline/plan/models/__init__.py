"""The plan as typed data: every file of a plan folder has its model here.

Belongs here: the shape of what a region writes in its plan folder, and look-ups that follow from it.
Does not belong here: reading YAML (``loading``), judging whether a plan is sound (``checking``), any
region's names or numbers (they stand in the plan folder itself).

Words marked ``example`` are not decided by the region; whoever shows them says "exempel".
"""

from gnv_pipeline.plan.models.areas import Area, AreaKind, AreasFile, Population
from gnv_pipeline.plan.models.base import AreaId, Better, Gender, Id, Model, Year
from gnv_pipeline.plan.models.comparing import Pooling, Similar, SimilarVariable
from gnv_pipeline.plan.models.fields import Code, FieldsFile, FieldSpec, Round, RoundsFile
from gnv_pipeline.plan.models.goals import Baseline, Goal, GoalIndicator, GoalsFile, Target
from gnv_pipeline.plan.models.header import (
    CalendarFile,
    Delmal,
    DelmalFile,
    Look,
    Meeting,
    MeetingDeck,
    Milestone,
    PlanFile,
)
from gnv_pipeline.plan.models.indicators import (
    Basis,
    DefinitionVersion,
    Disclosure,
    Indicator,
    IndicatorsFile,
    Plausible,
    Source,
)
from gnv_pipeline.plan.models.statements import ScaleStep, Scoring, Statement, StatementsFile
from gnv_pipeline.plan.models.whole import Plan

__all__ = [
    "Area",
    "AreaId",
    "AreaKind",
    "AreasFile",
    "Baseline",
    "Basis",
    "Better",
    "CalendarFile",
    "Code",
    "DefinitionVersion",
    "Delmal",
    "DelmalFile",
    "Disclosure",
    "FieldSpec",
    "FieldsFile",
    "Gender",
    "Goal",
    "GoalIndicator",
    "GoalsFile",
    "Id",
    "Indicator",
    "IndicatorsFile",
    "Look",
    "Meeting",
    "MeetingDeck",
    "Milestone",
    "Model",
    "Plan",
    "PlanFile",
    "Plausible",
    "Pooling",
    "Population",
    "Round",
    "RoundsFile",
    "ScaleStep",
    "Scoring",
    "Similar",
    "SimilarVariable",
    "Source",
    "Statement",
    "StatementsFile",
    "Target",
    "Year",
]
