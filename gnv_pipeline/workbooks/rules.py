"""Rules about a row of a workbook.

Belongs here: what follows from several cells of a row together. Does not belong here: single cells
(``cells``), a sheet (``rules_sheet``), earlier years (``rules_change``), the whole workbook
(``rules_workbook``) or what is done with a row that has errors (``taking``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Goal, Indicator
from gnv_pipeline.workbooks.cells import Answer
from gnv_pipeline.workbooks.shapes import Row


@dataclass(frozen=True)
class ReadRow:
    """One row of the file: its cells' addresses and answers by field, and its row number."""

    file: str | None
    sheet: str
    row: Row
    cells: Mapping[str, str]
    answers: Mapping[str, Answer]
    number: int = 0

    @property
    def filled(self) -> bool:
        """Whether anything is written in its cells."""
        return any(answer.filled for answer in self.answers.values())

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


# --- rows people add, and what is left ---------------------------------------------------------------


def check_required(read: ReadRow, first: str) -> tuple[Finding, ...]:
    """A row that is begun but lacks what it needs; without its ``first`` field it cannot be used."""
    findings = []
    for name, asked in read.row.inputs.items():
        if not asked.required or read.answers[name].filled:
            continue
        cell = read.cells[name]
        if name == first:
            findings.append(_without_name(read, name, cell, asked.label))
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


def _without_name(read: ReadRow, name: str, cell: str, label: str) -> Finding:
    filled = [other for other, answer in read.answers.items() if answer.filled]
    what = _lower(label.rstrip("?"))
    if len(filled) == 1:  # a stray sign is easily overlooked: name its cell
        stray = read.cells[filled[0]]
        return read.finding(
            "row-without-name",
            filled[0],
            f"På raden finns bara något i {stray}. {cell} ({label}) är tom, så raden är inte sparad.",
            f"Töm {stray}, eller skriv {what} i {cell}.",
        )
    return read.finding(
        "row-without-name",
        name,
        f"Raden har innehåll, men {cell} ({label}) är tom. Raden är inte sparad.",
        f"Skriv {what} i {cell}, eller töm hela raden.",
    )


def check_dates(read: ReadRow) -> tuple[Finding, ...]:
    """An activity that ends before it starts."""
    first, last = (read.answers.get(name, Answer()).text for name in ("starts_on", "ends_on"))
    if not first or not last or last >= first:
        return ()
    start, end = read.cells["starts_on"], read.cells["ends_on"]
    return (
        read.finding(
            "ends-before-starts",
            "ends_on",
            f"Slutet i {end} ({last}) ligger före starten i {start} ({first}).",
            f"Har datumen bytt plats? Skriv {last} i {start} och {first} i {end}, "
            "eller rätta det som är fel.",
            value=last,
        ),
    )


def check_own_target(
    read: ReadRow, goal: Goal, indicators: dict[str, Indicator]
) -> tuple[Finding, ...]:
    """An own target of a goal in percent that cannot be one, or looks like a fraction."""
    answer = read.answers.get("own_target", Answer())
    measured = [indicators[g.indicator] for g in goal.indicators if g.indicator in indicators]
    if answer.number is None or not measured or any(i.unit != "percent" for i in measured):
        return ()
    cell, shown = (
        read.cells["own_target"],
        formatting.number(answer.number, 2).rstrip("0").rstrip(","),
    )
    if answer.number > 100:
        return (
            read.finding(
                "outside-range",
                "own_target",
                f"Vi läste {shown} i {cell}. Målet räknas i procent och kan inte vara mer än 100.",
                f"Skriv ett tal mellan 0 och 100 i {cell}, till exempel 92.",
                value=shown,
            ),
        )
    if 0 < answer.number <= 1 and not answer.percent:
        percent = formatting.number(answer.number * 100)
        return (
            read.finding(
                "fraction-or-percent",
                "own_target",
                f"Vi läste {shown} i {cell}. Målet räknas i procent, så det blir {shown}"
                f"{formatting.NBSP}%.",
                f"Menar ni {percent}{formatting.NBSP}%? Skriv då {percent} i {cell}.",
                Severity.WARNING,
                shown,
            ),
        )
    return ()


def check_twice(read: ReadRow, others: Sequence[ReadRow]) -> tuple[Finding, ...]:
    """A row of the template that stands more than once, with different content."""
    here = {name: answer.raw for name, answer in read.answers.items()}
    for other in others:
        there = {name: answer.raw for name, answer in other.answers.items()}
        name = next((n for n in here if there.get(n) and there[n] != here[n]), None)
        if name is not None:
            return (
                other.finding(
                    "row-twice",
                    name,
                    f"Samma rad står två gånger, i {read.cells[name]} och {other.cells[name]}, med "
                    "olika svar. Vi vet inte vilket som gäller.",
                    f"Töm den rad som inte gäller, till exempel från {other.cells[name]}.",
                ),
            )
    return ()
