"""What a workbook says it is: from its document properties, else from the block on Läs mig.

Belongs here: reading the identity and refusing files that are not ours or not expected. Does not belong
here: reading the sheets (``reading``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from gnv_pipeline.excel.grid import Cell, Grid
from gnv_pipeline.excel.values import as_read, fold
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.personal import covered
from gnv_pipeline.workbooks.rows import Identity

_NUMBER = re.compile(r"\d{1,4}")
_TRUE = frozenset({"true", "1", "ja", "sant"})
_NEW_TEMPLATE = "Använd mallen som ni fick från oss. Hittar ni den inte: be om en ny."


@dataclass(frozen=True, slots=True)
class Expected:
    """What whoever receives the file expects it to be; ``None`` where anything goes."""

    organisation_id: str | None = None
    year: int | None = None
    round: int | None = None


def read_identity(grid: Grid) -> Identity | None:
    """The identity, or ``None`` where the workbook is not made from a template of ours."""
    if identity := _identity(_properties(grid)):
        return identity
    return _identity({name: as_read(cell.value) for name, (_, cell) in _block(grid).items()})


def _properties(grid: Grid) -> dict[str, str]:
    return {
        name: as_read(grid.properties[key])
        for name, key in words.PROPERTIES.items()
        if key in grid.properties
    }


def _identity(found: dict[str, str]) -> Identity | None:
    numbers = ("year", "round", "plan_revision")
    if not found.get("organisation_id") or not found.get("template_version"):
        return None
    if not all(_NUMBER.fullmatch(found.get(name, "")) for name in numbers):
        return None
    year, number, revision = (int(found[name]) for name in numbers)
    return Identity(
        organisation_id=found["organisation_id"],
        year=year,
        round=number,
        template_version=found["template_version"],
        plan_revision=revision,
        example=fold(found.get("example", "")) in _TRUE,
    )


def _block(grid: Grid) -> dict[str, tuple[str, Cell]]:
    """The labelled block, wherever it stands, as (sheet, cell): the value stands right of its label."""
    labels = {fold(label): name for name, label in words.BLOCK.items()}
    best: dict[str, tuple[str, Cell]] = {}
    for sheet in grid.sheets:
        if sheet.title in {words.LIST_SHEET, words.MAP_SHEET}:
            continue
        found: dict[str, tuple[str, Cell]] = {}
        for cells in sheet.by_row.values():
            for cell, following in pairwise(cells.values()):
                text = cell.value
                name = labels.get(fold(text)) if isinstance(text, str) and len(text) < 40 else None
                if name:  # the last one counts: the block stands below everything else
                    found[name] = (sheet.title, following)
        if len(found) > len(best):
            best = found
    # Other sheets may hold one of the labels by chance.
    return best if len(best) > len(labels) // 2 else {}


def check_block(
    grid: Grid, identity: Identity, plan: Plan, file: str | None
) -> tuple[Finding, ...]:
    """What the visible block says otherwise than the identity. An error where it names another file.

    Somebody who types another organisation's name over the block of a borrowed file has made a
    workbook that says two things; nobody can know which is meant.
    """
    if _identity(_properties(grid)) is None:
        return ()
    reporters = {area.id for area in plan.reporters}
    names = {fold(n): a.id for a in plan.reporters for n in (a.full_name, a.name, *a.variants)}
    rounds = {str(r.year) for r in plan.rounds} | {str(r.round) for r in plan.rounds}
    found = []
    for name, (sheet, cell) in _block(grid).items():
        shown = as_read(cell.value)
        if name == "organisation_name":
            there, here = names.get(fold(shown), identity.organisation_id), identity.organisation_id
            other = there != here
        else:
            there, here = shown, _as_block(identity, name)
            other = (name == "organisation_id" and there in reporters) or (
                name in {"year", "round"} and there in rounds
            )
        if there == here or (name == "example" and fold(there) == fold(here)):
            continue
        found.append(_otherwise(sheet, cell, name, shown, identity, file, refuse=other))
    return tuple(found)


def _as_block(identity: Identity, name: str) -> str:
    if name == "example":
        return words.YES if identity.example else words.NO
    return str(getattr(identity, name))


def _otherwise(
    sheet: str, cell: Cell, name: str, shown: str, identity: Identity, file: str | None, *,
    refuse: bool,
) -> Finding:  # fmt: skip
    shown = covered(shown)
    said = _as_block(identity, "organisation_id" if name == "organisation_name" else name)
    what = words.BLOCK["organisation_id" if name == "organisation_name" else name]
    message = (
        f"I {cell.address} på bladet {sheet} står '{shown}', men filen är gjord för {what} {said}."
    )
    return Finding(
        code="identity-conflict" if refuse else "identity-changed",
        severity=Severity.ERROR if refuse else Severity.WARNING,
        message=f"{message} Vi vet inte vilket som gäller. Inget är sparat." if refuse else message,
        remedy=f"Använd er egen mall, eller skriv tillbaka det som stod i {cell.address}."
        if refuse
        else f"Filen läses som {what} {said}. Skriv gärna tillbaka det som stod i {cell.address}.",
        file=file,
        sheet=sheet,
        cell=cell.address,
        field=name,
        value=shown,
        example=None if name == "organisation_name" else said,
    )


def not_ours(grid: Grid, file: str | None) -> Finding:
    """The finding on a workbook without identity."""
    names = covered(", ".join(sheet.title for sheet in grid.sheets[:5]))
    return Finding(
        code="not-our-template",
        severity=Severity.ERROR,
        message=f"Filen är en arbetsbok, men inte vår mall. Den har bladen {names}.",
        remedy=_NEW_TEMPLATE,
        file=file,
    )


def check_identity(
    identity: Identity, plan: Plan, expected: Expected, file: str | None
) -> Finding | None:
    """Why the file must be refused, or ``None``."""
    area = plan.area_by_id.get(identity.organisation_id)
    if area is None or area not in plan.reporters:
        return Finding(
            code="unknown-organisation",
            severity=Severity.ERROR,
            message=f"Mallen gäller organisation {identity.organisation_id}, som inte lämnar in i planen.",
            remedy=_NEW_TEMPLATE,
            file=file,
            value=identity.organisation_id,
        )
    if expected.organisation_id not in {None, area.id}:
        wanted = plan.area_by_id.get(expected.organisation_id or "")
        name = wanted.name if wanted else str(expected.organisation_id)
        full = f"{wanted.full_name} ({wanted.id})" if wanted else name
        return Finding(
            code="other-organisation",
            severity=Severity.ERROR,
            message=f"Filen är mallen för {area.full_name} men kom från {name}. Inget är sparat för {name}.",
            remedy=f"Använd mallen där det står {full} på bladet {words.README_TITLE}.",
            file=file,
            value=area.id,
        )
    if expected.year not in {None, identity.year} or expected.round not in {None, identity.round}:
        return Finding(
            code="other-round",
            severity=Severity.ERROR,
            message=f"Filen är mallen för uppföljningsår {identity.year}, omgång {identity.round}. "
            f"Nu samlar vi in {_round_name(expected, identity)}. Inget är sparat.",
            remedy=f"Använd årets mall. Året står överst på bladet {words.README_TITLE}.",
            file=file,
            value=f"{identity.year}-{identity.round}",
        )
    if (identity.year, identity.round) not in {(r.year, r.round) for r in plan.rounds}:
        return Finding(
            code="unknown-round",
            severity=Severity.ERROR,
            message=f"Filen är mallen för uppföljningsår {identity.year}, omgång {identity.round}. "
            "Planen har ingen sådan insamling. Inget är sparat.",
            remedy=_NEW_TEMPLATE,
            file=file,
            value=f"{identity.year}-{identity.round}",
        )
    return None


def _round_name(expected: Expected, identity: Identity) -> str:
    year = expected.year or identity.year
    number = expected.round or 1
    return f"uppföljningsår {year}, omgång {number}"
