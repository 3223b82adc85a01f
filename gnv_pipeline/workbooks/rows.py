"""The typed rows that a workbook holds, each with the cells they were read from.

Belongs here: the shape of what is read from and filled into a workbook, shared by template, reader,
intake and the warehouse's loading. Does not belong here: where cells lie (``layout``) or rules.

``cells`` maps the name of a field to its address on ``sheet``, e.g. ``{"numerator": "D7"}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gnv_pipeline.findings import Finding

Cells = Mapping[str, str]
EMPTY = "workbook-empty"
"""Code of the finding on a workbook where nothing is filled in."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook says it is."""

    organisation_id: str
    year: int
    round: int
    template_version: str
    plan_revision: int
    example: bool


@dataclass(frozen=True, slots=True)
class KeyfigureRow:
    """One own value: counts, or the reason why there are none.

    ``organisation_id`` is the area the value is about; the region reports for each kommun.
    """

    sheet: str
    cells: Cells
    reported_by: str
    organisation_id: str
    indicator_id: str
    gender: str
    data_year: int
    numerator: float | None
    denominator: float | None
    missing_reason: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer of the self-assessment; ``answer`` is a scale code, ``unit`` a division or ``""``."""

    sheet: str
    cells: Cells
    organisation_id: str
    unit: str
    statement_id: str
    statement_version: int
    answer: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity; ``values`` holds the plan's activity fields by id: codes for code fields, text else."""

    sheet: str
    cells: Cells
    organisation_id: str
    activity_id: str
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class LocalPlanRow:
    """What the local plan says of one goal; ``values`` holds the plan's local plan fields by id."""

    sheet: str
    cells: Cells
    organisation_id: str
    goal_id: str
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """One obstacle; ``values`` holds the plan's obstacle fields by id."""

    sheet: str
    cells: Cells
    organisation_id: str
    obstacle_id: str
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class HandInRow:
    """One field of the sheet Inlämning."""

    sheet: str
    cells: Cells
    organisation_id: str
    field_id: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What somebody wrote beside a warning in a receipt.

    ``sheet_id`` and ``key`` name the row and are empty for a warning about no row. The explanation of a
    value of Nyckeltal also stands in the row's ``comment``.
    """

    code: str
    sheet_id: str
    key: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """Everything read from one workbook that may be used. Held rows are not among the rows."""

    identity: Identity
    keyfigures: tuple[KeyfigureRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    local_plan: tuple[LocalPlanRow, ...] = ()
    obstacles: tuple[ObstacleRow, ...] = ()
    hand_in: tuple[HandInRow, ...] = ()
    held: tuple[tuple[str, str, str], ...] = ()
    """Rows held for correction: (sheet id, row key, e.g. ``indicator|area|gender``, sheet name)."""
    asked_cells: int = 0
    answered_cells: int = 0
    sheets_with_content: tuple[str, ...] = ()
    """Ids of the sheets where anything is filled in."""
    explanations: tuple[Explanation, ...] = ()
    """Explanations given in a receipt, of warnings that still stand."""


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How much of one sheet is filled in. ``rows`` counts those taken in, ``held`` those waiting."""

    sheet_id: str
    title: str
    asked: int
    answered: int
    rows: int
    held: int


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Which row of the form stands in a row of a sheet."""

    sheet: str
    row: int
    sheet_id: str
    key: str
    cells: Cells = field(default_factory=dict)
    """Where its cells to fill in stand, by field; also those that are empty."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What stands in those that are filled in, as read."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came out of a file: findings always, content unless the file had to be refused."""

    findings: tuple[Finding, ...]
    content: WorkbookContent | None
    stopped_at: str | None = None
    """The step where reading the whole file stopped, in Swedish; ``None`` when it went through."""
    sheets: tuple[SheetCount, ...] = ()
    rows: tuple[RowPlace, ...] = ()
    organisation_name: str = ""
    dormant: tuple[Finding, ...] = ()
    """What rules that are not yet in force would have found; counted, never shown."""

    @property
    def accepted(self) -> bool:
        """Whether the file itself can be taken in (single rows may still be held)."""
        return self.content is not None


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """A known value of an indicator, national or own, to show beside this year's cell."""

    indicator_id: str
    organisation_id: str
    data_year: int
    gender: str
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    missing_reason: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What is known from before about one organisation, given to template, check and preview."""

    values: tuple[EarlierValue, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    obstacles: tuple[ObstacleRow, ...] = ()
    local_plan: tuple[LocalPlanRow, ...] = ()
    previous_year: int | None = None
    notes: tuple[str, ...] = field(default=())
