"""What was left of a bulk workbook, and why, as findings in Swedish.

Belongs here: the words for what ``choosing`` left. Does not belong here: deciding, or what was taken
(``saying``).
"""

from __future__ import annotations

from collections import Counter

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import enumeration
from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.sources.bulk.choice import Choice, Left
from gnv_pipeline.sources.bulk.extracting import Found
from gnv_pipeline.sources.bulk.left_cells import PLACED, each, split
from gnv_pipeline.sources.bulk.saying import ANSWER, SHOWN, called, counted_values
from gnv_pipeline.sources.bulk.seeing import quoted
from gnv_pipeline.sources.bulk.words import says_a_part


def left(choice: Choice, file: str) -> list[Finding]:
    """What was left of what the plan may follow, and the other titles counted."""
    said = [*_asked(choice.left, file), *_other_way(choice.left, file)]
    for reason, (code, severity, message, remedy) in _COUNTED.items():
        said += _counted(choice.left, reason, code, severity, message, remedy, file)
    for reason, words in PLACED.items():
        said += each(choice.left, reason, words, file)
    said += split(choice.left, file)
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
    "preliminary": (
        "bulk-preliminary",
        Severity.WARNING,
        "{values} för {titles} är märkta som preliminära i rubriken. De är inte med.",
        "Läs in filen när värdena är slutliga. Är de det: skriv bara årtalet i rubriken.",
    ),
    "part": (
        "bulk-part-of-group",
        Severity.WARNING,
        "{values} för {titles} gäller bara en del av dem som nyckeltalet räknar: {parts}. De är inte med.",
        "Behåll raderna som gäller alla. Räknar nyckeltalet bara dem: ta bort kolumnen och läs in igen.",
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
                values=counted_values(len(cells)),
                places=quoted(places),
                titles=quoted(titles),
                parts=_parts(cells),
            ),
            remedy=remedy,
            file=file,
            sheet=sheet,
            cell=first.cell.address,
        )
    ]


def _parts(cells: list[tuple[str, Found]]) -> str:
    """Which parts rows are about: ``kolumnen Ålder säger ”65–79” och ”80+”``."""
    said: dict[str, list[str]] = {}
    for _, found in cells:
        for heading, text in found.others:
            if says_a_part(heading, text) and text not in said.setdefault(heading, []):
                said[heading].append(text)
    return enumeration([f"kolumnen {head} säger {quoted(texts)}" for head, texts in said.items()])
