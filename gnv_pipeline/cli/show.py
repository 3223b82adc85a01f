"""How results look in a terminal: findings, steps, paths, tables.

Belongs here: colours, bullets and spacing, in one place. Does not belong here: what is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gnv_pipeline.findings import Finding, Severity, sort_key

out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def line(text: str = "") -> None:
    """One plain line."""
    out.print(escape(text))


def step(text: str) -> None:
    """A step of longer work that is about to begin or just ended."""
    out.print(f"[cyan]›[/] {escape(text)}")


def done(text: str) -> None:
    """What was made."""
    out.print(f"[green]✓[/] {escape(text)}")


def next_step(text: str) -> None:
    """What to do now."""
    out.print(f"[bold]Nästa steg:[/] {escape(text)}")


def error(text: str) -> None:
    """Something failed."""
    _err.print(f"[bold red]Fel:[/] {escape(text)}")


def findings(found: Iterable[Finding]) -> None:
    """All findings, errors first, then how many of each.

    Those of one workbook stay in the order they came in: that of its sheets.
    """
    given = tuple(found)
    one_workbook = len({finding.file for finding in given}) == 1 and any(one.sheet for one in given)
    ordered = sorted(given, key=_weight if one_workbook else sort_key)
    for finding in ordered:
        _finding(finding)
    counts = Counter(finding.severity for finding in ordered)
    summary = ", ".join(
        f"{severity.label.lower()}: {counts[severity]}" for severity in Severity if counts[severity]
    )
    if summary:
        out.print(f"[bold]{escape(summary[0].upper() + summary[1:])}[/]")


def _weight(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def _finding(finding: Finding) -> None:
    where = finding.place
    if finding.file and finding.sheet:
        where = f"{finding.file}: {where}"
    label = f"[{_STYLE[finding.severity]}]{finding.severity.label}[/]"
    out.print(f"{label} {escape('– ' + where if where else '')}")
    out.print(f"  {escape(finding.message)}")
    if finding.remedy:
        out.print(f"  {escape(finding.remedy)}")
    if finding.example and finding.example not in finding.remedy:
        out.print(f"  {escape('Till exempel: ' + finding.example)}")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A small table."""
    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        drawn.add_column(heading)
    for row in rows:
        drawn.add_row(*(escape(cell) for cell in row))
    out.print(drawn)
