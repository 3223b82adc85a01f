"""One filled-in cell: its value in the right type, or a finding that says what to write.

Belongs here: what follows from a single cell and the question it answers. Does not belong here: rules
about a whole row (``rules``).
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import replace

from gnv_pipeline import formatting
from gnv_pipeline.excel.dates import likely_date, parse_date
from gnv_pipeline.excel.grid import Cell
from gnv_pipeline.excel.values import (
    MissingSign,
    Problem,
    ProblemCode,
    as_read,
    fold,
    parse_number,
    parse_text,
)
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.number_findings import (
    formula_problem,
    negative,
    not_a_count,
    number_problem,
    too_large,
)
from gnv_pipeline.workbooks.personal import (
    covered,
    has_contact,
    has_doubtful_number,
    has_personal_number,
)
from gnv_pipeline.workbooks.shapes import Choice, Input
from gnv_pipeline.workbooks.spot import Answer, Spot, short

__all__ = ["Answer", "Spot", "match_choice", "number_text", "read_cell"]

_EXAMPLE_LENGTH = 25  # shorter examples ("Ja", "Förvaltningschef") are likely answers
_MOST = 10_000_000  # about everybody in Sweden; a count above it is a slip of the finger
_DAY_ZERO = dt.date(1899, 12, 30)  # Excel's day 0, as its dates count after February 1900
_DATES = (dt.date(2000, 1, 1), dt.date(2100, 12, 31))


def read_cell(cell: Cell | None, asked: Input, choices: tuple[Choice, ...], spot: Spot) -> Answer:
    """Read one cell by the kind of its question."""
    if cell is None or cell.blank:
        return Answer()
    raw = as_read(cell.value)
    if has_personal_number(raw):
        return Answer(filled=True, findings=(_personal(spot),), raw=raw)
    readers = {"count": _number, "number": _number, "date": _date}
    if asked.kind not in {"text", "long_text"} and isinstance(cell.value, str):
        cell = replace(cell, value=covered(cell.value))  # a finding shows what was read
    if asked.kind == "code":
        answer = _code(cell, choices, spot)
    else:
        answer = readers.get(asked.kind, _text)(cell, spot)
    if not answer.filled:
        return answer
    if has_doubtful_number(raw):
        answer = replace(answer, findings=(*answer.findings, _doubtful(spot)))
    elif not spot.contacts_welcome and has_contact(raw):
        answer = replace(answer, findings=(*answer.findings, _contact(spot)))
    return replace(answer, raw=raw)


def _personal(spot: Spot) -> Finding:
    return spot.finding(
        "personal-number",
        f"I {spot.cell} står något som ser ut som ett personnummer. Raden är inte sparad.",
        f"Ta bort numret i {spot.cell}. Skriv aldrig om enskilda, inte heller så att någon kan kännas igen.",
        example="",
    )


def _doubtful(spot: Spot) -> Finding:
    return spot.finding(
        "personal-number-doubtful",
        f"I {spot.cell} står ett nummer skrivet som ett personnummer, men kontrollsiffran stämmer inte. "
        "Raden är mottagen.",
        f"Gäller det en person: ta bort det i {spot.cell}. Skriv aldrig om enskilda.",
        severity=Severity.WARNING,
        example="",
    )


def _contact(spot: Spot) -> Finding:
    return spot.finding(
        "contact-details",
        f"I {spot.cell} står något som ser ut som en e-postadress eller ett telefonnummer. "
        "Det ni skriver här kan komma med i rapporten.",
        "Hör den till en person: skriv funktionen i stället. Hör den till en funktion kan den stå kvar.",
        severity=Severity.WARNING,
        example="",
    )


# --- numbers ---------------------------------------------------------------------------------------


def _number(cell: Cell, spot: Spot) -> Answer:
    if isinstance(cell.value, int) and abs(cell.value) > _MOST:  # also longer than a float can hold
        text = as_read(cell.value)
        return Answer(filled=True, findings=(too_large(text, spot),))
    parsed = parse_number(cell)
    if isinstance(parsed, Problem):
        return Answer(filled=True, findings=(number_problem(parsed, spot),))
    if isinstance(parsed, MissingSign):
        return Answer(filled=True, missing=parsed.reason)
    if abs(parsed.value) > _MOST:
        return Answer(filled=True, findings=(too_large(parsed.text, spot),))
    if parsed.value < 0:
        return Answer(filled=True, findings=(negative(parsed, spot),))
    if spot.asked.kind == "count" and (finding := not_a_count(parsed, spot)):
        # The number goes along: a decision may lift the rule on whole numbers.
        number = None if parsed.percent else parsed.value
        percent = parsed.value if parsed.percent else 100 * parsed.value
        share = percent if percent <= 100 else None
        return Answer(filled=True, number=number, findings=(finding,), share=share)
    return Answer(True, number_text(parsed.value), parsed.value, percent=parsed.percent)


def number_text(value: float) -> str:
    """A number as kept in typed rows: ``4``, ``4.5``."""
    return str(int(value)) if value.is_integer() else repr(value)


# --- codes, dates, texts -----------------------------------------------------------------------------


def _code(cell: Cell, choices: tuple[Choice, ...], spot: Spot) -> Answer:
    shown = parse_text(cell)
    if isinstance(shown, Problem):
        return Answer(filled=True, findings=(formula_problem(shown, spot),))
    if shown is None:
        return Answer()
    code, suggestion = match_choice(shown, choices)
    if code is not None:
        return Answer(filled=True, text=code)
    labels = [choice.label for choice in choices]
    remedy = f"Välj i listan i {spot.cell}"
    remedy += (
        f", till exempel {suggestion}."
        if suggestion
        else f": {formatting.enumeration(labels, 'eller')}."
    )
    if suggestion:
        message = f"Vi läste '{short(shown)}', som inte finns i listan. Menar ni {suggestion}?"
    else:
        message = f"Vi läste '{short(shown)}', som inte finns i listan."
    finding = spot.finding(
        "not-in-list",
        message,
        remedy,
        value=short(shown),
        example=suggestion or spot.asked.example or labels[0],
    )
    return Answer(filled=True, findings=(finding,))


def match_choice(text: str, choices: tuple[Choice, ...]) -> tuple[str | None, str | None]:
    """The code somebody means, else ``None`` and the nearest label.

    Labels, codes and known other spellings count, whatever the case, blanks and final dots.
    """
    spellings: dict[str, Choice] = {}
    for choice in choices:
        for spelling in (choice.label, choice.code, *choice.known_as):
            spellings.setdefault(_loose(spelling), choice)
    wanted = _loose(text)
    if wanted in spellings:
        return spellings[wanted].code, None
    near = difflib.get_close_matches(wanted, list(spellings), n=1, cutoff=0.6)
    return None, spellings[near[0]].label if near else None


def _loose(text: str) -> str:
    return re.sub(r"[\s\-_/.,:;!?()]+", "", fold(text))


def _date(cell: Cell, spot: Spot) -> Answer:
    parsed = parse_date(cell)
    if isinstance(parsed, Problem):
        if parsed.code is not ProblemCode.NOT_A_DATE:
            return Answer(filled=True, findings=(formula_problem(parsed, spot),))
        if serial := _date_behind(cell):
            return Answer(filled=True, findings=(_lost_format(serial, parsed.text, spot),))
        if day := likely_date(parsed.text):
            return Answer(filled=True, findings=(_which_day(day, parsed.text, spot),))
        message = (
            f"Vi läste '{short(parsed.text)}' i {spot.cell}, som vi inte kan läsa som ett datum."
        )
    elif parsed is None:
        return Answer()
    elif _DATES[0] <= parsed <= _DATES[1]:
        return Answer(filled=True, text=parsed.isoformat())
    else:
        message = f"Vi läste datumet {parsed.isoformat()} i {spot.cell}. Året kan inte stämma."
    remedy = f"Skriv år-månad-dag, till exempel {spot.asked.example}."
    finding = spot.finding("not-a-date", message, remedy, value=short(as_read(cell.value)))
    return Answer(filled=True, findings=(finding,))


def _date_behind(cell: Cell) -> dt.date | None:
    """The day that a whole number is in Excel, where its date format was lost; else ``None``."""
    value = cell.value
    first, last = ((day - _DAY_ZERO).days for day in _DATES)
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        return None
    return _DAY_ZERO + dt.timedelta(days=int(value)) if first <= value <= last else None


def _which_day(day: dt.date, text: str, spot: Spot) -> Finding:
    return spot.finding(
        "not-a-date",
        f"Vi läste '{short(text)}' i {spot.cell}, som kan läsas på flera sätt.",
        f"Menar ni {formatting.day(day)}: skriv {day.isoformat()} i {spot.cell}.",
        value=short(text),
        example=day.isoformat(),
    )


def _lost_format(day: dt.date, text: str, spot: Spot) -> Finding:
    return spot.finding(
        "not-a-date",
        f"Vi läste talet {text} i {spot.cell}. Excel lagrar datum som tal; det här är {day.isoformat()}.",
        f"Stämmer det? Skriv {day.isoformat()} i {spot.cell}.",
        value=text,
        example=day.isoformat(),
    )


def _text(cell: Cell, spot: Spot) -> Answer:
    parsed = parse_text(cell)
    if isinstance(parsed, Problem):
        return Answer(filled=True, findings=(formula_problem(parsed, spot),))
    if parsed is None:
        return Answer()
    if _is_template_text(parsed, spot.asked):
        finding = spot.finding(
            "example-text",
            f"I {spot.cell} står samma text som i mallens exempel.",
            "Stämmer den för er? Annars skriver ni er egen text eller tömmer cellen.",
            severity=Severity.WARNING,
            value=short(parsed),
        )
        return Answer(filled=True, text=parsed, findings=(finding,))
    return Answer(filled=True, text=parsed)


def _is_template_text(text: str, asked: Input) -> bool:
    """Whether it is the template's own words: its example, its help, or the whole input message."""
    plain = fold(text)
    plain = plain.removeprefix(fold(asked.help)).strip() or plain
    plain = plain.removeprefix("exempel:").strip()
    if plain == fold(asked.help):
        return bool(plain)
    return len(asked.example) >= _EXAMPLE_LENGTH and plain == fold(asked.example)
