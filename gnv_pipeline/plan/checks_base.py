"""What the checks of a plan share.

Belongs here: making a finding at a place of a plan file, and looking for what stands twice. Does not
belong here: any single check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.positions import Document, Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a plan folder, to find the line of a value."""

    documents: Mapping[str, Document]

    def error(
        self,
        file: str,
        path: Path,
        code: str,
        message: str,
        remedy: str,
        example: str | None = None,
    ) -> Finding:
        """Something that must be put right."""
        return self._finding(Severity.ERROR, file, path, code, message, remedy, example)

    def warning(
        self,
        file: str,
        path: Path,
        code: str,
        message: str,
        remedy: str,
        example: str | None = None,
    ) -> Finding:
        """Something to look at."""
        return self._finding(Severity.WARNING, file, path, code, message, remedy, example)

    def info(self, file: str, path: Path, code: str, message: str, remedy: str = "") -> Finding:
        """Something worth knowing."""
        return self._finding(Severity.INFO, file, path, code, message, remedy, None)

    def _finding(
        self,
        severity: Severity,
        file: str,
        path: Path,
        code: str,
        message: str,
        remedy: str,
        example: str | None,
    ) -> Finding:
        document = self.documents.get(file)
        return Finding(
            code=code,
            severity=severity,
            message=message,
            remedy=remedy,
            file=file,
            line=document.line(path) if document is not None else None,
            field=next((step for step in reversed(path) if isinstance(step, str)), None),
            value=document.raw.get(path) if document is not None else None,
            example=example,
        )


def repeated(things: Iterable[T], key: Callable[[T], object]) -> Iterator[tuple[int, T, int]]:
    """Things whose key has come before: (number, thing, number of the first)."""
    first: dict[object, int] = {}
    for number, thing in enumerate(things):
        value = key(thing)
        if value in first:
            yield number, thing, first[value]
        else:
            first[value] = number


def meant(wanted: str, known: Iterable[str]) -> str:
    """A hint on what was probably meant, or what there is to choose from."""
    choices = list(known)
    near = get_close_matches(wanted, choices, n=1, cutoff=0.5)
    if near:
        return f"Menade du {near[0]}?"
    if not choices:
        return "Det finns inget att välja på."
    return f"Skriv något av: {', '.join(choices[:12])}{' …' if len(choices) > 12 else ''}."
