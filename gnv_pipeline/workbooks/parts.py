"""What all sheets of the layout share: where tables begin, dropdown lists, fields of the plan.

Belongs here: small pieces that every sheet is put together from. Does not belong here: the sheets
themselves (``sheet_keyfigures``, ``sheet_forms``).
"""

from __future__ import annotations

from collections.abc import Sequence

from gnv_pipeline.plan.models import Code, FieldSpec, Plan
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.shapes import Band, Choice, Column, Input, Kind, Row, SheetLayout

HEADER_ROW = 6
FIRST_ROW = HEADER_ROW + 1
SCALE, MISSING, DELMAL, GOALS = "_scale", "_missing", "_delmal", "_goals"
KEY_COLUMN = Column("key", words.KEY, 4, hidden=True)
_KINDS: dict[str, tuple[Kind, str | None]] = {
    "text": ("text", None),
    "long_text": ("long_text", None),
    "date": ("date", None),
    "number": ("number", None),
    "delmal": ("code", DELMAL),
    "goal": ("code", GOALS),
}


def lists_of(plan: Plan) -> dict[str, tuple[Choice, ...]]:
    """All dropdown lists by id: the plan's code lists, the scale, reasons, delmål and goals."""

    def choices(codes: Sequence[Code]) -> tuple[Choice, ...]:
        return tuple(Choice(code.code, code.label, code.known_as) for code in codes)

    scale = []
    for step in plan.statements.scale:
        label = step.label
        if step.score is None:
            scale.append(Choice(step.code, label))
            continue
        bare = label.removeprefix(str(step.score)).strip(" –-.:")
        shown = label if label.startswith(str(step.score)) else f"{step.score} {label}"
        scale.append(Choice(step.code, shown, (str(step.score), bare)))
    return {
        SCALE: tuple(scale),
        MISSING: choices(plan.fields.missing_reasons),
        DELMAL: tuple(Choice(delmal.id, delmal.name) for delmal in plan.delmal),
        GOALS: tuple(Choice(goal.id, goal.name) for goal in plan.goals),
        **{name: choices(codes) for name, codes in plan.fields.code_lists.items()},
    }


def input_of(spec: FieldSpec) -> Input:
    """A field of the plan as something to fill in."""
    kind, choices = _KINDS.get(spec.kind, ("code", spec.codes))
    return Input(spec.id, spec.label, kind, choices, spec.required, spec.help, spec.example)


def sheet_of(
    sheet_id: str,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    bands: Sequence[Band] = (),
    *,
    growing: bool = False,
    more: tuple[str, ...] = (),
) -> SheetLayout:
    """A sheet with its words; ``more`` lines follow those that are the same for every plan."""
    return SheetLayout(
        id=sheet_id,
        title=words.TITLES[sheet_id],
        heading=words.TITLES[sheet_id],
        lead=(*words.LEADS[sheet_id], *more),
        columns=columns,
        rows=tuple(rows),
        bands=tuple(bands),
        header_row=HEADER_ROW,
        growing=growing,
    )


def answer_field(unit: str) -> str:
    """Name of the answer column of a division."""
    return f"answer|{unit}" if unit else "answer"


def id_prefix(organisation_id: str, year: int) -> str:
    """What new ids begin with; a number follows."""
    return f"{organisation_id}-{year}-"
