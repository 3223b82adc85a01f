"""What was left of a bulk workbook, and why, as findings in Swedish.

Belongs here: the words for what ``choosing`` left. Does not belong here: deciding, or what was taken
(``saying``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from gnv_pipeline.excel.values import Problem, as_read
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import enumeration, number
from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.sources.bulk.choice import Choice, Left
from gnv_pipeline.sources.bulk.extracting import Found
from gnv_pipeline.sources.bulk.saying import ANSWER, SHOWN, called, counted_values
from gnv_pipeline.sources.bulk.seeing import quoted


def left(choice: Choice, file: str) -> list[Finding]:
    """What was left of what the plan may follow, and the other titles counted."""
    said = [*_asked(choice.left, file), *_other_way(choice.left, file)]
    for reason, (code, severity, message, remedy) in _COUNTED.items():
        said += _counted(choice.left, reason, code, severity, message, remedy, file)
    for reason, words in _PLACED.items():
        said += _each(choice.left, reason, words, file)
    said += _split(choice.left, file)
    others = [title for title in choice.left.titles.get("not_followed", Counter()) if title]
    if others and choice.values:
        said.append(
            Finding(
                code="bulk-not-followed",
                severity=Severity.INFO,
                message=f"Planen följer inte {quoted(others, 5)}. De värdena är inte med.",
                file=file,
            )
        )
    return said


# --- titles -------------------------------------------------------------------------------------


def _asked(remaining: Left, file: str) -> list[Finding]:
    findings = []
    first: dict[str, tuple[str, Found]] = {}
    for sheet, found in remaining.cells.get("asked", []):
        first.setdefault(found.title.text, (sheet, found))
    for title, (sheet, found) in first.items():
        names = [called(indicator) for indicator in found.title.match.candidates]
        contradiction = found.title.match.kolada_id
        message = (
            f"”{title}” står tillsammans med id {contradiction}, men det är inte samma nyckeltal. "
            f"Menas {enumeration(names, 'eller')}?"
            if contradiction
            else f"”{title}” liknar men är inte säkert {enumeration(names, 'eller')}. "
            "Vilket nyckeltal är det?"
        )
        cell = found.title.cell
        findings.append(
            Finding(
                code="bulk-which-indicator",
                severity=Severity.WARNING,
                message=f"{message} {counted_values(remaining.titles['asked'][title])} väntar på svar.",
                remedy=ANSWER,
                file=file,
                sheet=sheet,
                cell=cell.address if cell else None,
                field="indicator",
                value=title,
                example=found.title.match.candidates[0].kolada_id,
            )
        )
    return findings[:SHOWN]


def _other_way(remaining: Left, file: str) -> list[Finding]:
    first: dict[str, tuple[str, Found, Indicator]] = {}
    for sheet, found in remaining.cells.get("other_way", []):
        if found.title.match.indicator is not None:
            indicator = found.title.match.indicator
            first.setdefault(indicator.id, (sheet, found, indicator))
    return [
        Finding(
            code="bulk-other-way",
            severity=Severity.WARNING,
            message=(f"{called(indicator)} {_collected(indicator)}. Värdena i filen är inte med."),
            remedy="Ska länsfiler användas: skriv en källa av slaget bulk för nyckeltalet i planen.",
            file=file,
            sheet=sheet,
            cell=found.title.cell.address if found.title.cell else None,
            field=indicator.id,
        )
        for sheet, found, indicator in first.values()
    ]


def _collected(indicator: Indicator) -> str:
    if indicator.derived:
        return "räknas fram ur andra nyckeltal"
    return "samlas in i arbetsböckerna, enligt planen"


# --- counted together ---------------------------------------------------------------------------

_COUNTED: dict[str, tuple[str, Severity, str, str]] = {
    "other_area": (
        "bulk-other-areas",
        Severity.INFO,
        "{values} gäller områden eller summor som inte finns i planen, till exempel {places}.",
        "",
    ),
    "county": (
        "bulk-county",
        Severity.INFO,
        "{values} gäller länet som helhet ({places}). Länets värden räknar systemet fram självt.",
        "",
    ),
    "no_area": (
        "bulk-no-area",
        Severity.WARNING,
        "{values} står på rader utan område.",
        "Skriv kommunens namn eller kod på varje rad, i en kolumn med rubriken Kommun.",
    ),
    "wrong_level": (
        "bulk-wrong-level",
        Severity.INFO,
        "{values} gäller en nivå som planen inte följer nyckeltalet på: {titles}, till exempel {places}.",
        "",
    ),
    "no_year": (
        "bulk-no-year",
        Severity.WARNING,
        "{values} för {titles} har inget år.",
        "Skriv året i en kolumn med rubriken År, eller i rubriken över värdena.",
    ),
    "part_of_year": (
        "bulk-part-of-year",
        Severity.WARNING,
        "{values} för {titles} gäller månader, kvartal, veckor eller dagar. Planen följer hela år.",
        "Läs in en fil med värden för hela år.",
    ),
    "span": (
        "bulk-span-of-years",
        Severity.WARNING,
        "{values} för {titles} gäller flera år tillsammans. Vi vet inte vilket år de ska räknas till.",
        "Skriv ett enda år, för treårsmedel det sista.",
    ),
    "outside_years": (
        "bulk-outside-years",
        Severity.INFO,
        "{values} för {titles} ligger utanför de år som planen hämtar.",
        "",
    ),
    "unknown_gender": (
        "bulk-unknown-gender",
        Severity.WARNING,
        "{values} för {titles} har ett kön som vi inte förstår.",
        "Skriv kvinnor, män eller alla i kolumnen Kön.",
    ),
    "other_gender": (
        "bulk-other-gender",
        Severity.INFO,
        "{values} för {titles} är delade på kön, men planen följer bara alla.",
        "",
    ),
    "several_columns": (
        "bulk-several-columns",
        Severity.WARNING,
        "{values} för {titles} står i flera kolumner, och vi vet inte vilken som är nyckeltalets.",
        "Behåll den kolumn som gäller och läs in filen igen.",
    ),
    "other_unit": (
        "bulk-other-unit",
        Severity.INFO,
        "{values} för {titles} står i kolumner med en annan enhet än nyckeltalets.",
        "",
    ),
}


def _counted(
    remaining: Left,
    reason: str,
    code: str,
    severity: Severity,
    message: str,
    remedy: str,
    file: str,
) -> list[Finding]:
    cells = remaining.cells.get(reason)
    if not cells:
        return []
    sheet, first = cells[0]
    places = list(dict.fromkeys(found.place.text for _, found in cells if found.place.text))
    titles = [title for title in remaining.titles[reason] if title]
    return [
        Finding(
            code=code,
            severity=severity,
            message=message.format(
                values=counted_values(len(cells)), places=quoted(places), titles=quoted(titles)
            ),
            remedy=remedy,
            file=file,
            sheet=sheet,
            cell=first.cell.address,
        )
    ]


# --- at their cell -------------------------------------------------------------------------------

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


_PLACED: dict[str, Words] = {
    "unreadable": _unreadable,
    "contradiction": _contradiction,
    "alike": _alike,
    "ambiguous": _ambiguous,
}


def _each(remaining: Left, reason: str, words: Words, file: str) -> list[Finding]:
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


def _split(remaining: Left, file: str) -> list[Finding]:
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
