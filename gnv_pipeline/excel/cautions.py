"""What is worth knowing about a workbook that was read: things in it that are never followed or run.

Belongs here: the findings, with their Swedish words, for macros, links, formulas that call out and the
like. Does not belong here: detecting them (``preflight``, ``worksheet``) or refusals (``refusals``).

None of these refuses a file. Nothing in a workbook is ever run by reading it; only stored values are read.
What can make a stored value old is Kontrollera, the rest is Bra att veta.
"""

from __future__ import annotations

from gnv_pipeline.excel.model import Grid
from gnv_pipeline.excel.refusals import shown_name
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import enumeration, number

_SHOWN = 10  # findings of one kind; the last says how many more there are
# Field of Preflight, code, what is there, what to do about it.
_SEEN = (
    (
        "has_connections",
        "file-connections",
        "Arbetsboken hämtar data utifrån. Vi följer inte kopplingen och läser bara det som står i cellerna.",
        "Ta gärna bort kopplingen: Data – Frågor och anslutningar.",
    ),
    (
        "has_macros",
        "file-macros",
        "Arbetsboken innehåller makron. De körs aldrig här och påverkar inte vad vi läser.",
        "Spara den gärna som Excel-arbetsbok (*.xlsx), så försvinner de.",
    ),
    (
        "has_embedded_objects",
        "file-embedded-objects",
        "Arbetsboken innehåller inbäddade filer eller kontroller. De läses inte.",
        "Det som ska läsas behöver stå i mallens celler.",
    ),
    (
        "odd_names",
        "file-odd-part-names",
        "Arbetsboken innehåller delar med namn som pekar ut ur filen. De har varken lästs eller sparats.",
        "Har ni inte gjort filen själva: fråga den ni fick den av.",
    ),
)
_LINKS = (
    "file-external-links",
    "Arbetsboken har länkar till andra filer. Vi följer dem inte och läser bara det som står i cellerna.",
    "Bryt gärna länkarna: Data – Redigera länkar – Bryt länk.",
)


def cautions(grid: Grid, file: str | None = None) -> tuple[Finding, ...]:
    """Findings about a workbook as such, in a fixed order; most workbooks have none.

    Args:
        grid: The workbook.
        file: Its file name.
    """
    file = shown_name(file) if file else file
    found = _calling_out(grid, file)
    told = []
    if grid.attachment:
        told.append(
            (
                "file-from-mail",
                f"Filen är ett e-postmeddelande. Vi har läst den bifogade arbetsboken {grid.attachment}.",
                "Skicka gärna bara arbetsboken nästa gång.",
            )
        )
    if grid.mended:
        told.append(
            (
                "file-mended",
                "Filens slut är skadat, men alla delar i den finns och är hela. Vi har läst den.",
                "Spara den gärna på nytt i Excel innan ni skickar den igen.",
            )
        )
    if grid.preflight.has_external_links and not grid.calling_out:
        told.append(_LINKS)
    told += [
        (code, message, todo)
        for field, code, message, todo in _SEEN
        if getattr(grid.preflight, field)
    ]
    if grid.unread_notes:
        titles = enumeration(list(grid.unread_notes[:_SHOWN]))
        told.append(
            (
                "file-notes-unreadable",
                f"Anteckningarna (kommentarerna) på {titles} är skadade och har inte lästs. Svaren är lästa.",
                "Ta gärna bort anteckningarna: Granska – Ta bort.",
            )
        )
    found += [Finding(code, Severity.INFO, message, todo, file) for code, message, todo in told]
    return tuple(found)


def _calling_out(grid: Grid, file: str | None) -> list[Finding]:
    found = []
    for title, place in grid.calling_out[:_SHOWN]:
        found.append(
            Finding(
                "formula-calls-out",
                Severity.WARNING,
                "Formeln hämtar sitt värde från en annan fil, ett program eller webben. Vi följer den inte "
                "utan läser värdet som senast sparades; det kan vara gammalt.",
                "Stämmer värdet? Skriv det annars direkt i cellen.",
                file,
                title,
                place,
            )
        )
    more = len(grid.calling_out) - len(found)
    if more > 0:
        found.append(
            Finding(
                "formula-calls-out",
                Severity.WARNING,
                f"Ytterligare {number(more)} celler hämtar sina värden utifrån.",
                "Skriv värdena direkt i cellerna.",
                file,
            )
        )
    return found
