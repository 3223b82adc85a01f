"""The layout of a workbook by its own map, for templates of another version than the plan's.

Belongs here: making the layout from the hidden sheets (``fieldmap``), and what to say of a version that
is not the latest. Does not belong here: the layout of the plan in force (``layout``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast, get_args

from gnv_pipeline.excel.grid import Grid, split_address
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.fieldmap import HEADER, KEY, REQUIRED, Place, lists_in
from gnv_pipeline.workbooks.rows import Identity
from gnv_pipeline.workbooks.shapes import (
    OPEN_MARK,
    Choice,
    Column,
    Input,
    Kind,
    Layout,
    Row,
    SheetLayout,
)

_GROWING = frozenset({"activities", "obstacles"})
_KINDS = frozenset(get_args(Kind))


def is_another_version(identity: Identity, plan: Plan) -> bool:
    """Whether the workbook was made from another template than the plan's."""
    return (identity.template_version, identity.plan_revision) != (
        plan.header.template_version,
        plan.revision,
    )


def own_layout(
    grid: Grid, places: Sequence[Place], identity: Identity, current: Layout
) -> Layout | None:
    """The layout that the workbook's own map describes; ``None`` where the map is gone or damaged.

    Args:
        grid: The workbook.
        places: Its map.
        identity: What it says it is.
        current: The layout of the plan in force: gives examples, other spellings and the name.
    """
    try:
        sheets = tuple(
            _sheet([place for place in places if place.sheet_id == sheet_id], current)
            for sheet_id in dict.fromkeys(place.sheet_id for place in places)
        )
    except (ValueError, StopIteration):
        return None
    lists = _lists(grid, current)
    wanted = {i.choices for s in sheets for r in s.rows for i in r.inputs.values() if i.choices}
    if not sheets or not wanted <= set(lists):
        return None
    return Layout(
        organisation_id=current.organisation_id,
        organisation_name=current.organisation_name,
        year=identity.year,
        round=identity.round,
        template_version=identity.template_version,
        plan_revision=identity.plan_revision,
        sheets=sheets,
        lists=lists,
    )


def _sheet(places: Sequence[Place], current: Layout) -> SheetLayout:
    heads = [place for place in places if place.kind == HEADER]
    if not heads:
        raise ValueError("no headings in the map")
    sheet_id = heads[0].sheet_id
    open_fields = {p.field for p in places if p.kind != HEADER and p.field != KEY}
    by_number = {split_address(head.cell)[1]: head for head in heads}
    columns = tuple(
        _column(by_number[number], open_fields)
        if number in by_number
        else Column(f"column {number}", "", 4)
        for number in range(1, max(by_number) + 1)
    )
    by_key: dict[str, list[Place]] = {}
    for place in places:
        if place.kind != HEADER:
            by_key.setdefault(place.key, []).append(place)
    return SheetLayout(
        id=sheet_id,
        title=heads[0].sheet,
        heading=heads[0].sheet,
        lead=(),
        columns=columns,
        rows=tuple(_row(key, members, columns, current) for key, members in by_key.items()),
        header_row=split_address(heads[0].cell)[0],
        growing=sheet_id in _GROWING,
    )


def _column(head: Place, open_fields: set[str]) -> Column:
    unit = head.field.partition("|")[2]
    return Column(
        head.field, head.more.replace(OPEN_MARK, "").strip(), 10, head.field in open_fields,
        hidden=head.field == KEY, unit=unit,
    )  # fmt: skip


def _row(key: str, members: Sequence[Place], columns: Sequence[Column], current: Layout) -> Row:
    stands = next((place for place in members if place.field == KEY), None)
    if stands is None:
        raise ValueError(f"no place of the row {key!r} in the map")
    labels = {column.field: column.label for column in columns}
    inputs = {}
    for place in members:
        if place.field == KEY:
            continue
        if place.kind not in _KINDS:
            raise ValueError(f"unknown kind {place.kind!r} in the map")
        known = _known(current, place.sheet_id, key, place.field)
        inputs[place.field] = Input(
            field=known.field if known else place.field,
            label=known.label if known else labels.get(place.field, place.field),
            kind=cast("Kind", place.kind),
            choices=place.choices,
            required=place.more == REQUIRED,
            help=known.help if known else "",
            example=known.example if known else "",
        )
    return Row(
        key=key,
        number=split_address(stands.cell)[0],
        subject=tuple(stands.more.split("|")),
        inputs=inputs,
        prefill={place.field: place.prefill for place in members if place.prefill},
    )


def _known(current: Layout, sheet_id: str, key: str, name: str) -> Input | None:
    """The same question in the plan's own layout, of the same row where there is one."""
    sheet = current.by_id.get(sheet_id)
    if sheet is None:
        return None
    rows = [sheet.row_by_key[key]] if key in sheet.row_by_key else []
    if sheet_id != "hand_in":  # there every row asks for something else
        rows += list(sheet.rows)
    return next((row.inputs[name] for row in rows if name in row.inputs), None)


def _lists(grid: Grid, current: Layout) -> Mapping[str, tuple[Choice, ...]]:
    """The file's own words for the codes that the plan still has; the plan's words count as well."""
    found = dict(current.lists)
    for list_id, members in lists_in(grid).items():
        known = {choice.code: choice for choice in current.lists.get(list_id, ())}
        found[list_id] = tuple(
            Choice(code, label, (known[code].label, *known[code].known_as) if code in known else ())
            for code, label in members
            if code in known
        )
    return found


def version_finding(identity: Identity, plan: Plan, file: str | None) -> Finding | None:
    """What is said of a workbook made from another version of the template; never a demand."""
    latest = plan.header.template_version
    if identity.template_version == latest:
        return None
    older = _order(identity.template_version) < _order(latest)
    word = "äldre" if older else "nyare"
    return Finding(
        code="older-template" if older else "newer-template",
        severity=Severity.INFO,
        message=f"Filen är gjord av mall {identity.template_version}, som är {word} än {latest}. "
        "Vi läser den som den är.",
        remedy="Inget behöver göras. Det som bara finns i den nya mallen räknas som inte besvarat."
        if older
        else "Inget behöver göras.",
        file=file,
        value=identity.template_version,
    )


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))
