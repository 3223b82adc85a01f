"""Whether a plan is sound: all checks of a plan folder, in one list of findings.

Belongs here: running the checks and ordering what they find. Does not belong here: the single checks
(``checks_*``) or reading files (``reading``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gnv_pipeline.findings import Finding, Severity, has_errors, sort_key
from gnv_pipeline.plan.checks_areas import check_areas, check_delmal, check_header
from gnv_pipeline.plan.checks_base import Places
from gnv_pipeline.plan.checks_comparing import check_comparing
from gnv_pipeline.plan.checks_dates import check_calendar, check_rounds
from gnv_pipeline.plan.checks_forms import check_fields, check_statements
from gnv_pipeline.plan.checks_goals import check_goals
from gnv_pipeline.plan.checks_indicators import check_indicators
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.place_words import place_words
from gnv_pipeline.plan.positions import Document, texts
from gnv_pipeline.plan.reading import read_folder


def examine(folder: Path) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan of a folder and all findings about it; no plan when anything must be put right."""
    read = read_folder(folder)
    findings = [*read.findings, *_empty_texts(read.documents)]
    if read.plan is not None:
        findings.extend(_soundness(read.plan, Places(read.documents), folder.resolve().name))
    elif read.documents:
        findings.append(
            Finding(
                code="checks-pending",
                severity=Severity.INFO,
                message="Hur delarna hänger ihop kontrolleras när det som måste rättas är rättat.",
                remedy="Rätta och kontrollera planen igen.",
            )
        )
    findings.sort(key=sort_key)
    return (None if has_errors(findings) else read.plan), tuple(findings)


def check_plan(folder: Path) -> tuple[Finding, ...]:
    """All findings about a plan folder, as ``gnv plan check`` shows them: errors first."""
    return examine(folder)[1]


def _soundness(plan: Plan, places: Places, folder_name: str) -> Iterator[Finding]:
    yield from check_header(plan, places, folder_name)
    yield from check_areas(plan, places)
    yield from check_delmal(plan, places)
    yield from check_indicators(plan, places)
    yield from check_goals(plan, places)
    yield from check_comparing(plan, places)
    yield from check_statements(plan, places)
    yield from check_fields(plan, places)
    yield from check_rounds(plan, places)
    yield from check_calendar(plan, places)


def _empty_texts(documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Texts of nothing but blanks: they would leave a hole in a template or a report."""
    for document in documents.values():
        for path, text in texts(document):
            if not text.strip():
                yield Finding(
                    code="empty-text",
                    severity=Severity.ERROR,
                    message=f"Texten är tom: {place_words(document.data, path)}.",
                    remedy="Skriv texten, eller ta bort raden om den inte behövs.",
                    file=document.file,
                    line=document.line(path),
                    field=str(path[-1]),
                )
