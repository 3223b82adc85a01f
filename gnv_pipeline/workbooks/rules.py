"""Rules about a row of a workbook, and what is said of sheets that are not complete.

Belongs here: what follows from several cells together, and from what was known before. Does not belong
here: single cells (``cells``) or what is done with a row that has errors (``reading``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Area, Indicator
from gnv_pipeline.workbooks.cells import Answer
from gnv_pipeline.workbooks.keyfigures import (
    Asked,
    earlier,
    earlier_value,
    unit_suffix,
    value_of,
)
from gnv_pipeline.workbooks.rows import History
from gnv_pipeline.workbooks.shapes import Row, SheetLayout

_SHOWN = 5  # cells named in one finding


@dataclass(frozen=True)
class ReadRow:
    """One row of the file: its cells' addresses and answers by field."""

    file: str | None
    sheet: str
    row: Row
    cells: Mapping[str, str]
    answers: Mapping[str, Answer]

    def finding(
        self, code: str, name: str, message: str, remedy: str, severity: Severity = Severity.ERROR,
        value: str | None = None,
    ) -> Finding:  # fmt: skip
        """A finding on one of the row's cells."""
        return Finding(
            code=code,
            severity=severity,
            message=message,
            remedy=remedy,
            file=self.file,
            sheet=self.sheet,
            cell=self.cells[name],
            field=name,
            value=value,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What a row of Nyckeltal says: counts, or why there are none."""

    numerator: float | None
    denominator: float | None
    missing: str | None


def counts_of(read: ReadRow) -> Counts:
    """The counts of a row whose cells are sound. A reason chosen in the list goes before signs."""
    top = read.answers["numerator"]
    under = read.answers.get("denominator", Answer())
    reason = read.answers["missing_reason"].text or top.missing or under.missing
    return Counts(top.number, under.number, reason)


def check_counts(read: ReadRow, indicator: Indicator) -> tuple[Finding, ...]:
    """Errors of a row of Nyckeltal whose single cells are sound."""
    found = counts_of(read)
    cells = read.cells
    needs_denominator = "denominator" in read.row.inputs
    numbers = [number for number in (found.numerator, found.denominator) if number is not None]
    if found.missing and numbers:
        return (_value_and_reason(read, found),)
    if needs_denominator and len(numbers) == 1:
        return (_half_filled(read, found),)
    if found.numerator is None or found.denominator is None:
        return ()
    if found.denominator == 0:
        return (
            read.finding(
                "denominator-zero",
                "denominator",
                f"Nämnaren i {cells['denominator']} är 0, så det finns inget att räkna en andel av.",
                f"Finns det ingen att räkna: lämna {cells['numerator']} och {cells['denominator']} tomma och "
                f"välj 'Ej aktuellt' i {cells['missing_reason']}. Annars skriver ni rätt antal.",
                value="0",
            ),
        )
    if indicator.unit == "percent" and found.numerator > found.denominator:
        return (_swapped(read, indicator, found),)
    return ()


def _value_and_reason(read: ReadRow, found: Counts) -> Finding:
    cells = read.cells
    names = ("numerator", "denominator")
    numbers = [cells[n] for n in names if n in cells and read.answers[n].number is not None]
    reasons = [
        n for n in ("missing_reason", *names) if n in cells and _gives_reason(read.answers[n])
    ]
    where = formatting.enumeration([cells[n] for n in reasons])
    given = formatting.enumeration(numbers)
    return read.finding(
        "value-and-reason",
        reasons[0],
        f"Här står både tal ({given}) och ett skäl till att tal saknas ({where}). "
        "Vi vet inte vilket som gäller.",
        f"Gäller talet: töm {where} och fyll i det som fattas. Gäller skälet: töm {given}.",
        value=found.missing,
    )


def _gives_reason(answer: Answer) -> bool:
    return answer.missing is not None or (answer.text is not None and answer.number is None)


def _half_filled(read: ReadRow, found: Counts) -> Finding:
    empty, filled = (
        ("denominator", "numerator") if found.denominator is None else ("numerator", "denominator")
    )
    words = {"numerator": "täljaren", "denominator": "nämnaren"}
    here, there, reason = read.cells[empty], read.cells[filled], read.cells["missing_reason"]
    return read.finding(
        "half-filled",
        empty,
        f"Ni har skrivit {words[filled]} i {there} men inte {words[empty]} i {here}.",
        f"Skriv talet i {here}. Kan ni inte lämna det: töm {there} och välj skälet i {reason}.",
    )


def _swapped(read: ReadRow, indicator: Indicator, found: Counts) -> Finding:
    top, under = formatting.number(found.numerator), formatting.number(found.denominator)
    who = _lower(indicator.numerator or "Täljaren")
    everyone = _lower(indicator.denominator or "nämnaren")
    top_cell, under_cell = read.cells["numerator"], read.cells["denominator"]
    return read.finding(
        "numerator-above-denominator",
        "numerator",
        f"Ni har skrivit {top} i {top_cell} ({who}) och {under} i {under_cell} ({everyone}). "
        "De första kan inte vara fler än de andra.",
        f"Har talen bytt plats? Skriv {under} i {top_cell} och {top} i {under_cell}. "
        "Övriga rader är mottagna.",
        value=f"{top} av {under}",
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


# --- against what is usual and what was known ------------------------------------------------------


def ask_about_value(
    read: ReadRow, indicator: Indicator, area: Area, gender: str, year: int, history: History | None
) -> tuple[Finding, ...]:
    """Questions about a value that is possible but unusual. Never more than one per row."""
    found = counts_of(read)
    value = value_of(indicator, found.numerator, found.denominator)
    if value is None or indicator.plausible is None:
        return ()
    known = earlier(history, Asked(indicator, area, gender, own=True), year)
    before = next((v for k in known if (v := earlier_value(indicator, k)) is not None), None)
    limit = indicator.plausible.change
    now = _shown(value, indicator)
    if before is not None and limit is not None and abs(value - before) > limit:
        message = (
            f"Värdet gick från {_shown(before, indicator)} till {now}. "
            "Så stora hopp beror sällan på slump."
        )
        return (_question(read, "large-change", message, now),)
    if not indicator.plausible.low <= value <= indicator.plausible.high:
        low = formatting.number(indicator.plausible.low, indicator.decimals)
        high = _shown(indicator.plausible.high, indicator)
        message = f"Värdet blir {now}. Det brukar ligga mellan {low} och {high}."
        return (_question(read, "outside-usual", message, now),)
    return ()


def _shown(value: float, indicator: Indicator) -> str:
    suffix = unit_suffix(indicator).replace(" %", f"{formatting.NBSP}%")
    return formatting.number(value, indicator.decimals) + suffix


def _question(read: ReadRow, code: str, message: str, value: str) -> Finding:
    comment = read.cells["comment"]
    numbers = [read.cells[n] for n in ("numerator", "denominator") if n in read.row.inputs]
    if read.answers["comment"].text:
        remedy = f"Inget behöver göras: förklaringen i {comment} följer med i rapporten."
        return read.finding(code, "value", message, remedy, Severity.INFO, value)
    remedy = (
        f"Stämmer det? Skriv gärna varför i {comment}, så följer förklaringen med i rapporten. "
        f"Annars rättar ni {formatting.enumeration(numbers, 'eller')}."
    )
    return read.finding(code, "value", message, remedy, Severity.WARNING, value)


# --- rows people add, and what is left ---------------------------------------------------------------


def check_required(read: ReadRow, first: str) -> tuple[Finding, ...]:
    """A row that is begun but lacks what it needs; without its ``first`` field it cannot be used."""
    findings = []
    for name, asked in read.row.inputs.items():
        if not asked.required or read.answers[name].filled:
            continue
        cell = read.cells[name]
        if name == first:
            findings.append(
                read.finding(
                    "row-without-name",
                    name,
                    f"Raden har innehåll, men {cell} ({asked.label}) är tom. Raden är inte sparad.",
                    f"Skriv {_lower(asked.label.rstrip('?'))} i {cell}, eller töm hela raden.",
                )
            )
        else:
            findings.append(
                read.finding(
                    "required-empty",
                    name,
                    f"{cell} ({asked.label}) är tom. Raden är mottagen men kan saknas i delar av rapporten.",
                    f"Fyll i {cell}, till exempel {asked.example}.",
                    Severity.WARNING,
                )
            )
    return tuple(findings)


def left_open(
    sheet: SheetLayout, title: str, open_cells: Sequence[str], asked: int, file: str | None
) -> tuple[Finding, ...]:
    """What is said of asked cells that are empty: once per sheet, never as a demand."""
    if not open_cells:
        return ()
    if len(open_cells) == asked:
        return (
            Finding(
                code="sheet-empty",
                severity=Severity.INFO,
                message=f"Bladet {title} är inte ifyllt.",
                remedy="Fyll i det som går. Kan ni inte svara: välj ett skäl eller Vet ej i listan.",
                file=file,
                sheet=title,
            ),
        )
    named = formatting.enumeration(list(open_cells[:_SHOWN]))
    more = len(open_cells) - _SHOWN
    tail = f" och {formatting.count_word(more)} till" if more > 0 else ""
    if more > 0:
        named = ", ".join(open_cells[:_SHOWN])
    return (
        Finding(
            code="unanswered",
            severity=Severity.INFO,
            message=f"På bladet {title} är {len(open_cells)} av {asked} svar tomma: {named}{tail}.",
            remedy="Fyll i det som går. Kan ni inte svara: välj ett skäl eller Vet ej i listan.",
            file=file,
            sheet=title,
            cell=open_cells[0],
        ),
    )
