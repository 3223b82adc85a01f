"""Findings: what was found wrong, doubtful or worth knowing in something a person handed over.

Belongs here: the one type that carries a finding between rooms, its severities and the words they are
shown with. Does not belong here: the rules that make findings (plan, workbooks, sources) or how a
receipt or a terminal shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; the value is the stable code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Swedish words shown to people."""
        return _LABELS[self]


_LABELS = {
    Severity.ERROR: "Måste rättas",
    Severity.WARNING: "Kontrollera",
    Severity.INFO: "Bra att veta",
}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, as data.

    Attributes:
        code: Stable slug, e.g. ``numerator-above-denominator``; tests and statistics count on it.
        severity: See :class:`Severity`.
        message: Plain Swedish: what was read and what is wrong.
        remedy: Plain Swedish: what to write or do instead.
        file: File name without folder, or path inside the data home.
        sheet: Sheet name of a workbook.
        cell: Cell or range as Excel writes it, e.g. ``D7``.
        line: Line number (1-based) of a text file.
        field: Stable name of the field concerned.
        value: What was read, as text; ``None`` for personal data.
        example: An example of a right value.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    field: str | None = None
    value: str | None = None
    example: str | None = None

    @property
    def place(self) -> str:
        """Where it is, in words: ``Nyckeltal D7`` or ``goals.yaml rad 12``."""
        parts = [self.sheet, self.cell] if self.sheet else [self.file]
        if self.line is not None:
            parts.append(f"rad {self.line}")
        return " ".join(part for part in parts if part)

    def as_dict(self) -> dict[str, str | int | None]:
        """The finding as plain values, for JSON."""
        return {**asdict(self), "severity": self.severity.value}


def sort_key(finding: Finding) -> tuple[int, str, str, int, str, str]:
    """Order for people: errors first, then by file, sheet, line and cell."""
    return (
        _ORDER[finding.severity],
        finding.file or "",
        finding.sheet or "",
        finding.line or 0,
        finding.cell or "",
        finding.code,
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding must be put right."""
    return any(finding.severity is Severity.ERROR for finding in findings)


class FindingsError(Exception):
    """Work stopped because of findings; the doors show them instead of a traceback."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            "; ".join(f"{finding.place}: {finding.message}" for finding in self.findings)
        )
