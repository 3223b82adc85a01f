"""Example inputs and real inputs never lie in the same data home.

Belongs here: what the ledgers of a home say about its inputs, and the refusal to mix. Does not belong
here: making examples.
"""

from __future__ import annotations

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.sources.ledger import Ledger

EXAMPLE_COLUMN = "exempeldata"
"""Header of the extra column that marks a tidy file of made-up values."""


def example_flags(home: DataHome) -> frozenset[bool]:
    """Whether the home holds example inputs (True) and real ones (False); empty for a fresh home."""
    return frozenset(
        bool(entry.get("example", False))
        for folder in (home.kolada, home.bulk, home.submissions)
        for entry in Ledger(folder).entries()
    )


def mixing(home: DataHome, file_name: str, *, example: bool) -> Finding | None:
    """The finding that stops an input from being taken into a home of the other sort; None if it fits."""
    if (not example) not in example_flags(home):
        return None
    if example:
        return Finding(
            code="example-into-real-home",
            severity=Severity.ERROR,
            message="Filen är en exempelfil, men mappen har riktiga underlag. Inget är sparat.",
            remedy="Ta in exempel i en egen mapp: skapa den med gnv init MAPP.",
            file=file_name,
        )
    return Finding(
        code="real-into-example-home",
        severity=Severity.ERROR,
        message="Mappen har exempeldata, så riktiga underlag tas inte in här. Inget är sparat.",
        remedy="Skapa en egen mapp för riktiga underlag med gnv init MAPP och ta in filen där.",
        file=file_name,
    )
