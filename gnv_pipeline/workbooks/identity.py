"""What a workbook says it is: from its document properties, else from the block on Läs mig.

Belongs here: reading the identity and refusing files that are not ours or not expected. Does not belong
here: reading the sheets (``reading``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from gnv_pipeline.excel.grid import Grid
from gnv_pipeline.excel.values import as_read, fold
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.rows import Identity

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
    by_property = {
        name: as_read(grid.properties[key])
        for name, key in words.PROPERTIES.items()
        if key in grid.properties
    }
    return _identity(by_property) or _identity(_block(grid))


def _identity(found: dict[str, str]) -> Identity | None:
    numbers = ("year", "round", "plan_revision")
    if not found.get("organisation_id") or not found.get("template_version"):
        return None
    if not all(found.get(name, "").isdecimal() for name in numbers):
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


def _block(grid: Grid) -> dict[str, str]:
    """The labelled block, wherever it stands: the value is the next cell to the right."""
    labels = {fold(label): name for name, label in words.BLOCK.items()}
    for sheet in grid.sheets:
        found: dict[str, str] = {}
        for cells in sheet.by_row.values():
            for cell, following in pairwise(cells.values()):
                name = labels.get(fold(as_read(cell.value)))
                if name:  # the last one counts: the block stands below everything else
                    found[name] = as_read(following.value)
        if len(found) == len(labels):
            return found
    return {}


def not_ours(grid: Grid, file: str | None) -> Finding:
    """The finding on a workbook without identity."""
    names = ", ".join(sheet.title for sheet in grid.sheets[:5])
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
