"""Loading a plan folder, and finding the one that holds for a year.

Belongs here: the way in for all other rooms. Does not belong here: reading of files (``reading``) or the
checks themselves (``checking``).
"""

from __future__ import annotations

import re
from pathlib import Path

from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.checking import examine
from gnv_pipeline.plan.models import Plan

_YEAR = re.compile(r"\d{4}")


class PlanError(FindingsError):
    """The plan has faults that must be put right; ``findings`` says which."""

    def __str__(self) -> str:
        errors = [finding for finding in self.findings if finding.severity is Severity.ERROR]
        told = "; ".join(f"{finding.place}: {finding.message}" for finding in errors[:3])
        more = f" (och {len(errors) - 3} till)" if len(errors) > 3 else ""
        return f"Planen går inte att använda. {told}{more}"


class PlanMissing(FindingsError):
    """The data home has no plan folder."""

    def __init__(self, home: DataHome) -> None:
        self.home = home
        missing = Finding(
            code="plan-missing",
            severity=Severity.ERROR,
            message=f"Det finns ingen plan i {home.plans}.",
            remedy=(
                "Ange rätt mapp med --home, eller skapa en datamapp med en plan: gnv init MAPP. "
                "Planens filer ligger i data/raw/plan/<år>."
            ),
            example="data/raw/plan/2026",
        )
        super().__init__((missing,))


def read_plan(folder: Path) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan of a folder, and all findings with file and line; no plan when it has errors."""
    return examine(folder)


def load_plan(folder: Path) -> Plan:
    """The plan of a folder.

    Raises:
        PlanError: with all findings, when anything in the folder must be put right.
    """
    plan, findings = examine(folder)
    if plan is None:
        raise PlanError(findings)
    return plan


def plan_folders(home: DataHome) -> tuple[Path, ...]:
    """The folders of all revisions, oldest first; empty when the home has none."""
    if not home.plans.is_dir():
        return ()
    return tuple(
        sorted(
            folder
            for folder in home.plans.iterdir()
            if folder.is_dir() and _YEAR.fullmatch(folder.name)
        )
    )


def plan_folder(home: DataHome, year: int) -> tuple[Path, bool]:
    """Which revision holds for a report year.

    Returns:
        The folder of the latest revision not after ``year`` and True; else the first one and False
        (the plan was not yet in force, so nothing is said of pace).

    Raises:
        PlanMissing: when the home has no plan folder at all.
    """
    years = [int(folder.name) for folder in plan_folders(home)]
    if not years:
        raise PlanMissing(home)
    earlier = [revision for revision in years if revision <= year]
    chosen = earlier[-1] if earlier else years[0]
    return home.plans / str(chosen), bool(earlier)
