"""The answer about a bulk workbook, as findings in Swedish: what was taken, doubted or refused.

Belongs here: the words. Does not belong here: deciding (``choosing``, ``doubts``), or what was left of
the plan's values (``leaving``).
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import enumeration, number
from gnv_pipeline.plan.models import Indicator, Plan
from gnv_pipeline.sources.bulk.choice import BulkValue, Choice, Left
from gnv_pipeline.sources.bulk.files import Book
from gnv_pipeline.sources.bulk.reading import SheetRead
from gnv_pipeline.sources.bulk.seeing import describe, describe_sheet, quoted, span

SHOWN = 10  # like findings are shown this many times, then counted
GENDERS = {"T": "alla", "K": "kvinnor", "M": "män"}
ANSWER = (
    "Skriv Kolada-id i stället för titeln, eller först i filens namn om filen har ett enda nyckeltal, "
    "och läs in filen igen."
)


def called(indicator: Indicator) -> str:
    """``Trygghet med hemtjänst (nm1, U21505)``."""
    ids = ", ".join(text for text in (indicator.id, indicator.kolada_id) if text)
    return f"{indicator.name} ({ids})"


def taken(values: tuple[BulkValue, ...], plan: Plan, file: str) -> list[Finding]:
    """What is taken, one finding per indicator."""
    findings = []
    for indicator in plan.indicators:
        own = [value for value in values if value.indicator_id == indicator.id]
        if not own:
            continue
        kommuner = {v.organisation_id for v in own}
        missing = sum(value.value is None for value in own)
        said = sorted({GENDERS[value.gender] for value in own if value.gender_said})
        findings.append(
            Finding(
                code="bulk-taken",
                severity=Severity.INFO,
                message=(
                    f"{called(indicator)}: {counted_values(len(own))} för {counted_areas(len(kommuner))}, "
                    f"{span(value.data_year for value in own)}"
                    f"{', ' + enumeration(said) if said else ''}"
                    f"{f', varav {number(missing)} saknas med skäl' if missing else ''}."
                ),
                file=file,
                sheet=own[0].sheet,
                cell=own[0].cell,
                field=indicator.id,
            )
        )
    unsaid = sorted({v.indicator_id for v in values if not v.gender_said})
    by_gender = [i for i in unsaid if len(plan.indicator_by_id[i].genders) > 1]
    if by_gender:
        names = [plan.indicator_by_id[indicator_id].short_name for indicator_id in by_gender]
        findings.append(
            Finding(
                code="bulk-gender-assumed",
                severity=Severity.WARNING,
                message=(
                    "Filen säger inte om värdena gäller kvinnor, män eller alla. Vi läser dem som alla: "
                    f"{quoted(names)}."
                ),
                remedy=(
                    "Gäller de bara kvinnor eller bara män: skriv det i filens namn, till exempel "
                    "”U21505 kvinnor.xlsx”, och läs in filen igen."
                ),
                file=file,
                field="gender",
            )
        )
    return findings


def seen(sheets: Iterable[SheetRead], used: set[str], file: str) -> list[Finding]:
    """What the sheets that values are taken from are seen to be, and which sheets are not read."""
    findings = [
        Finding(
            "bulk-seen", Severity.INFO, describe_sheet(sheet), file=file, sheet=sheet.sheet.title
        )
        for sheet in sheets
        if sheet.sheet.title in used
    ]
    findings += _lost_zeros(sheets, file)
    hidden = [sheet.sheet.title for sheet in sheets if sheet.layout == "hidden"]
    if hidden:
        findings.append(
            Finding(
                code="bulk-hidden-sheet",
                severity=Severity.INFO,
                message=f"Dolda blad läses inte: {quoted(hidden)}.",
                remedy="Visa bladet i Excel och läs in filen igen om det ska med.",
                file=file,
                sheet=hidden[0],
            )
        )
    return findings


def _lost_zeros(sheets: Iterable[SheetRead], file: str) -> list[Finding]:
    """Codes that lost their leading zeros and got them back."""
    lost = [
        (sheet.sheet.title, found)
        for sheet in sheets
        for found in sheet.found
        if found.place.lost_zero and found.place.area and found.title.match.clear
    ]
    if not lost:
        return []
    sheet, first = lost[0]
    area = first.place.area
    return [
        Finding(
            code="bulk-lost-zero",
            severity=Severity.WARNING,
            message=(
                f"Koden ”{first.place.text}” har tappat nollor i början. Vi läser den som "
                f"{f'{area.id} {area.name}' if area else ''}. Det gäller {counted_values(len(lost))}."
            ),
            remedy="Stämmer det inte: skriv koden som text med fyra siffror och läs in filen igen.",
            file=file,
            sheet=sheet,
            cell=first.cell.address,
            value=first.place.text,
            example=area.id if area else None,
        )
    ]


def shown_number(value: float | None) -> str:
    """A value with the decimals that tell it from others."""
    if value is None or float(value).is_integer():
        return number(value)
    return number(value, 2 if abs(value) < 10 else 1)


_KNOWN_BY = (
    "Ett nyckeltal känns igen på sitt Kolada-id eller på sina titlar i planen (indicators.yaml). "
    "Heter det något annat i filen: skriv id i stället för titeln."
)


def nothing(
    book: Book,
    sheets: tuple[SheetRead, ...],
    choice: Choice,
    in_doubt: bool,
    example: str | None,
    file: str,
    *,
    more: bool,
) -> Finding:
    """The answer where no value can be taken: what the file is, and the reason in one sentence.

    ``example`` is a Kolada id of the plan; ``more``: the reasons follow as findings of their own.
    """
    code, reason, remedy = _why_nothing(sheets, choice.left, in_doubt, more)
    ids = {found.title.match.kolada_id for sheet in sheets for found in sheet.found}
    named = sorted(text for text in ids if text) if code == "bulk-nothing-followed" else []
    also = f" Id {enumeration(named)} finns inte i planen." if named else ""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"{reason} {describe(book, sheets)}{also} Inget är sparat.",
        remedy=remedy,
        file=file,
        example=example,
    )


_EMPTY = "Alla värden för planens områden är tomma."
_OUTSIDE = "Inget av värdena gäller ett område, en nivå och ett år som planen följer."


def _why_nothing(
    sheets: tuple[SheetRead, ...], remaining: Left, in_doubt: bool, more: bool
) -> tuple[str, str, str]:
    counts = remaining.counts
    unasked = {"not_followed", "untitled", "asked", "other_way"}
    hidden = [sheet.sheet.title for sheet in sheets if sheet.layout == "hidden"]
    if not any(sheet.found for sheet in sheets) and hidden:
        return (
            "bulk-no-table",
            f"De blad som syns innehåller inga värden att ta in. Dolda blad läses inte: {quoted(hidden)}.",
            "Visa bladet i Excel (högerklicka på en flik, välj Ta fram) och läs in filen igen.",
        )
    if not any(sheet.found for sheet in sheets):
        return (
            "bulk-no-table",
            "Filen innehåller inga värden att ta in.",
            "Läs in en tabell med rubriker, områden och år.",
        )
    if in_doubt or set(counts) - unasked:
        return (
            "bulk-nothing-usable",
            "Filen har nyckeltal som planen följer, men inget värde som går att använda.",
            "Rätta det som sägs om värdena här under och läs in filen igen."
            if more
            else f"{_EMPTY if counts['blank'] else _OUTSIDE} Se efter att det är rätt fil.",
        )
    if counts["asked"]:
        return (
            "bulk-nothing-sure",
            "Vi vet inte säkert vilket nyckeltal värdena gäller, och gissar inte.",
            ANSWER,
        )
    if counts["other_way"]:
        return (
            "bulk-nothing-open",
            "Nyckeltalen i filen samlas in på annat sätt enligt planen.",
            "Ska länsfiler användas: skriv en källa av slaget bulk för nyckeltalet i planen.",
        )
    if _plan_values_without_title(remaining):
        return (
            "bulk-untitled",
            "Inget i filen säger vilket nyckeltal värdena gäller, och vi gissar inte.",
            "Skriv nyckeltalets Kolada-id först i filens namn, eller på en rad ovanför tabellen.",
        )
    return (
        "bulk-nothing-followed",
        "Filen innehåller inget nyckeltal som planen följer.",
        _KNOWN_BY,
    )


def _plan_values_without_title(remaining: Left) -> bool:
    """Whether yearly values of the plan's areas stand there with no word of what they are."""
    return not remaining.counts["not_followed"] and any(
        found.place.outcome == "plan" and found.year is not None
        for _, found in remaining.cells.get("untitled", [])
    )


def counted_values(count: int) -> str:
    """``1 värde``, ``12 värden``."""
    return "1 värde" if count == 1 else f"{number(count)} värden"


def counted_areas(count: int) -> str:
    """``1 område``, ``15 områden``."""
    return "1 område" if count == 1 else f"{number(count)} områden"
