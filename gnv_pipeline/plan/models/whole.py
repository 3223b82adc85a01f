"""The whole plan revision and the look-ups that follow from it.

Does not belong here: reading it from files (``plan.loading``).
"""

from __future__ import annotations

from functools import cached_property

from gnv_pipeline.formatting import swedish_order
from gnv_pipeline.plan.models.areas import Area, AreaKind
from gnv_pipeline.plan.models.base import Model
from gnv_pipeline.plan.models.fields import Code, FieldsFile, Round
from gnv_pipeline.plan.models.goals import Goal
from gnv_pipeline.plan.models.header import CalendarFile, Delmal, PlanFile
from gnv_pipeline.plan.models.indicators import Indicator
from gnv_pipeline.plan.models.statements import StatementsFile


class Plan(Model):
    """A whole plan revision, as loaded from one folder."""

    header: PlanFile
    areas: tuple[Area, ...]
    delmal: tuple[Delmal, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    statements: StatementsFile
    fields: FieldsFile
    rounds: tuple[Round, ...]
    calendar: CalendarFile

    @property
    def revision(self) -> int:
        """Year of this revision."""
        return self.header.revision

    @cached_property
    def area_by_id(self) -> dict[str, Area]:
        """Areas by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def goal_by_id(self) -> dict[str, Goal]:
        """Goals by id."""
        return {goal.id: goal for goal in self.goals}

    @cached_property
    def delmal_by_id(self) -> dict[str, Delmal]:
        """Delmål by id."""
        return {delmal.id: delmal for delmal in self.delmal}

    @cached_property
    def kommuner(self) -> tuple[Area, ...]:
        """The kommuner, in Swedish name order."""
        kommuner = (area for area in self.areas if area.kind is AreaKind.KOMMUN)
        return tuple(sorted(kommuner, key=lambda area: swedish_order(area.name)))

    @cached_property
    def county(self) -> Area:
        """The county as a whole."""
        return self._only(AreaKind.COUNTY)

    @cached_property
    def region(self) -> Area:
        """The region as an organisation."""
        return self._only(AreaKind.REGION)

    @cached_property
    def nation(self) -> Area | None:
        """The nation, where the plan declares it."""
        return next((area for area in self.areas if area.kind is AreaKind.NATION), None)

    @cached_property
    def group(self) -> Area | None:
        """The comparison group (unweighted mean), where the plan declares one."""
        return next((area for area in self.areas if area.kind is AreaKind.GROUP), None)

    @cached_property
    def reporters(self) -> tuple[Area, ...]:
        """The organisations that hand in a workbook: kommuner in name order, then the region."""
        return (
            *(area for area in self.kommuner if area.reports),
            *(area for area in self.areas if area.kind is AreaKind.REGION and area.reports),
        )

    def round(self, year: int, number: int = 1) -> Round:
        """The round of a year; raises ``KeyError`` with the key when the plan has none."""
        for candidate in self.rounds:
            if (candidate.year, candidate.round) == (year, number):
                return candidate
        raise KeyError(f"{year}-{number}")

    def codes(self, list_id: str) -> tuple[Code, ...]:
        """A code list by name."""
        return self.fields.code_lists[list_id]

    def _only(self, kind: AreaKind) -> Area:
        found = [area for area in self.areas if area.kind is kind]
        if len(found) != 1:
            raise ValueError(
                f"Planen måste ha precis ett område av slaget {kind}, har {len(found)}."
            )
        return found[0]
