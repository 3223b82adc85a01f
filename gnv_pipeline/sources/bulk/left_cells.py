"""What is said at the very cell or row of a bulk workbook that could not be taken.

Belongs here: the words for cells, areas and values that were left one by one. Does not belong here: what
is counted together (``leaving``).
"""

from __future__ import annotations

from collections.abc import Callable

from gnv_pipeline.excel.values import Problem, as_read
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import number
from gnv_pipeline.sources.bulk.choice import Left
from gnv_pipeline.sources.bulk.extracting import Found
from gnv_pipeline.sources.bulk.saying import SHOWN, counted_values
from gnv_pipeline.sources.bulk.seeing import quoted

Words = Callable[[Found], tuple[str, str, str, str | None]]
"""Code, message, remedy and example."""


def _unreadable(found: Found) -> tuple[str, str, str, str | None]:
    text = found.number.text if isinstance(found.number, Problem) else as_read(found.cell.value)
    problem = found.number.code.value if isinstance(found.number, Problem) else "not-a-number"
    if not text:
        return (
            f"bulk-{problem}",
            "Cellen har en formel utan sparat värde.",
            "Öppna filen i Excel, spara den och läs in den igen.",
            None,
        )
    return (
        f"bulk-{problem}",
        f"Vi läste ”{text}”. Det är inget tal som vi säkert förstår. Värdet är inte med.",
        "Skriv bara siffror, eller ”..” för sekretess och ”-” för ej mätt.",
        "87,5",
    )


def _contradiction(found: Found) -> tuple[str, str, str, str | None]:
    area = found.place.area
    return (
        "bulk-area-contradiction",
        f"Raden säger ”{found.place.text}”, men kod och namn är inte samma område. Raden är inte med.",
        "Rätta koden eller namnet.",
        f"{area.id} {area.name}" if area else None,
    )


def _alike(found: Found) -> tuple[str, str, str, str | None]:
    area = found.place.area
    name = area.name if area else ""
    return (
        "bulk-area-alike",
        f"”{found.place.text}” finns inte i planen men liknar {name}. Värdena på raden är inte med.",
        f"Menas {name}: rätta stavningen, eller skriv kommunkoden, och läs in filen igen.",
        name,
    )


def _ambiguous(found: Found) -> tuple[str, str, str, str | None]:
    return (
        "bulk-area-ambiguous",
        f"Koden ”{found.place.text}” kan vara länets nummer eller en kod som tappat sina nollor.",
        "Skriv namnet bredvid koden, eller koden med fyra siffror.",
        found.place.area.id if found.place.area else None,
    )


PLACED: dict[str, Words] = {
    "unreadable": _unreadable,
    "contradiction": _contradiction,
    "alike": _alike,
    "ambiguous": _ambiguous,
}


def each(remaining: Left, reason: str, words: Words, file: str) -> list[Finding]:
    """One finding per cell or, for areas, per text; the first ten, and the rest counted."""
    cells = remaining.cells.get(reason, [])
    if reason != "unreadable":
        cells = list(
            {found.place.text: (sheet, found) for sheet, found in reversed(cells)}.values()
        )
        cells.reverse()
    findings = []
    for sheet, found in cells[:SHOWN]:
        code, message, remedy, example = words(found)
        findings.append(
            Finding(
                code=code,
                severity=Severity.ERROR if reason == "unreadable" else Severity.WARNING,
                message=message,
                remedy=remedy,
                file=file,
                sheet=sheet,
                cell=found.cell.address,
                field=found.title.match.indicator.id if found.title.match.indicator else None,
                value=as_read(found.cell.value) if reason == "unreadable" else found.place.text,
                example=example,
            )
        )
    if len(cells) > SHOWN:
        rest = number(len(cells) - SHOWN)
        findings.append(
            Finding(
                code=f"{findings[-1].code}-more",
                severity=findings[-1].severity,
                message=f"Och {rest} till av samma slag.",
                remedy="Rätta dem på samma sätt.",
                file=file,
            )
        )
    return findings


def split(remaining: Left, file: str) -> list[Finding]:
    """Several values for the same thing: which column tells them apart, as far as can be seen."""
    by_title: dict[str, list[tuple[str, Found]]] = {}
    for sheet, found in remaining.cells.get("split", []):
        by_title.setdefault(found.title.text, []).append((sheet, found))
    findings = []
    for title, cells in by_title.items():
        sheet, first = cells[0]
        values: dict[str, set[str]] = {}
        for _, found in cells:
            for heading, text in found.others:
                values.setdefault(heading, set()).add(text)
        telling = [heading for heading, texts in values.items() if heading and len(texts) > 1]
        why = (
            f"De skiljer sig i kolumnen {quoted(telling)}, som vi inte tolkar."
            if telling
            else "Inget i filen säger vad som skiljer dem åt; kanske är det kvinnor, män och alla."
        )
        findings.append(
            Finding(
                code="bulk-several-values",
                severity=Severity.WARNING,
                message=(
                    f"{counted_values(len(cells))} för ”{title}” gäller samma område och år men är olika. "
                    f"{why} De är inte med."
                ),
                remedy="Behåll raderna som gäller nyckeltalet, eller skriv könet i en kolumn Kön.",
                file=file,
                sheet=sheet,
                cell=first.cell.address,
            )
        )
    return findings[:SHOWN]
