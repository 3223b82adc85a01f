"""The folders of a data home: where plans, originals, the warehouse and publications lie.

Belongs here: the names of the folders, declared once, and how a home is found. Does not belong here:
reading or writing what lies in them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT_VARIABLE = "GNV_HOME"


@dataclass(frozen=True, slots=True)
class DataHome:
    """A data home: any folder that has ``data/raw/plan``; missing folders are made when needed."""

    root: Path

    @property
    def raw(self) -> Path:
        """What was received or decided; never rebuilt."""
        return self.root / "data" / "raw"

    @property
    def plans(self) -> Path:
        """One folder per yearly revision of the plan."""
        return self.raw / "plan"

    @property
    def texts(self) -> Path:
        """What people write for the reports, one folder per report year."""
        return self.raw / "texter"

    @property
    def submissions(self) -> Path:
        """Original workbooks by content hash, and their ledger."""
        return self.raw / "inlamningar"

    @property
    def kolada(self) -> Path:
        """Answers and files from Kolada as received, and their ledger."""
        return self.raw / "kolada"

    @property
    def bulk(self) -> Path:
        """Workbooks that hold values of many organisations, as received, and their ledger."""
        return self.raw / "bulk"

    @property
    def editions(self) -> Path:
        """One manifest per published edition."""
        return self.raw / "editions"

    @property
    def inbox(self) -> Path:
        """Where workbooks may be dropped to be handed in."""
        return self.root / "data" / "inkorg"

    @property
    def answers(self) -> Path:
        """Where receipts and statuses are written."""
        return self.inbox / "svar"

    @property
    def templates(self) -> Path:
        """Where blank templates are written unless told otherwise."""
        return self.root / "data" / "mallar"

    @property
    def warehouse(self) -> Path:
        """Everything that may be deleted and rebuilt."""
        return self.root / "data" / "warehouse"

    @property
    def database(self) -> Path:
        """The working database; only the refresh opens it."""
        return self.warehouse / "gnv.duckdb"

    @property
    def internal(self) -> Path:
        """Unmasked read-only snapshot for intake and analysts; never published."""
        return self.warehouse / "internal"

    @property
    def published(self) -> Path:
        """One folder per publication, and the pointers to the newest ones."""
        return self.warehouse / "published"

    @property
    def dagster(self) -> Path:
        """Dagster's own state."""
        return self.root / "data" / "dagster"

    @property
    def reports(self) -> Path:
        """Copies of the published reports, for people to open."""
        return self.root / "reports"


def find_home(given: Path | None = None) -> DataHome:
    """The data home to use: the given folder, else ``GNV_HOME``, else the nearest folder with a plan.

    Without any of these the current folder is returned; whoever needs a plan says that it is missing.
    """
    if given is not None:
        return DataHome(given.resolve())
    if from_environment := os.environ.get(ENVIRONMENT_VARIABLE):
        return DataHome(Path(from_environment).resolve())
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw" / "plan").is_dir():
            return DataHome(folder)
    return DataHome(here)
