"""One filled-in cell: its value in the right type, or a finding that says what to write.

Belongs here: what follows from a single cell and the question it answers. Does not belong here: rules
about a whole row (``rules``).
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass, field, replace

from gnv_pipeline import formatting
from gnv_pipeline.excel.grid import Cell
from gnv_pipeline.excel.values import (
    MissingSign,
    ParsedNumber,
    Problem,
    ProblemCode,
    as_read,
    fold,
    parse_date,
    parse_number,
    parse_text,
)
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.personal import covered, has_contact, has_personal_number
from gnv_pipeline.workbooks.shapes import Choice, Input

_EXAMPLE_LENGTH = 25  # shorter examples ("Ja", "Förvaltningschef") are likely answers
_MOST = 10_000_000  # about everybody in Sweden; a count above it is a slip of the finger
_DAY_ZERO = dt.date(1899, 12, 30)  # Excel's day 0, as its dates count after February 1900
_DATES = (dt.date(2000, 1, 1), dt.date(2100, 12, 31))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands, for findings."""

    file: str | None
    sheet: str
    cell: str
    asked: Input
    reason_cell: str | None = None
    comment_cell: str | None = None
    contacts_welcome: bool = False
    """Whether an address is asked for here (the sheet Inlämning)."""

    def finding(
        self, code: str, message: str, remedy: str, *, severity: Severity = Severity.ERROR,
        value: str | None = None, example: str | None = None,
    ) -> Finding:  # fmt: skip
        """A finding on this cell."""
        return Finding(
            code=code,
            severity=severity,
            message=message,
            remedy=remedy,
            file=self.file,
            sheet=self.sheet,
            cell=self.cell,
            field=self.asked.field,
            value=value,
            example=self.asked.example if example is None else example,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What one cell gave: ``text`` for texts, codes, ISO dates and numbers; ``number`` for numbers.

    ``raw`` is what stood there, for comparing with what the template had put there.
    """

    filled: bool = False
    text: str | None = None
    number: float | None = None
    missing: str | None = None
    percent: bool = False
    findings: tuple[Finding, ...] = field(default=())
    raw: str = ""


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
    if not spot.contacts_welcome and has_contact(raw):
        answer = replace(answer, findings=(*answer.findings, _contact(spot)))
    return replace(answer, raw=raw)


def _personal(spot: Spot) -> Finding:
    return spot.finding(
        "personal-number",
        f"I {spot.cell} står något som ser ut som ett personnummer. Raden är inte sparad.",
        f"Ta bort numret i {spot.cell}. Skriv aldrig om enskilda, inte heller så att någon kan kännas igen.",
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
        return Answer(filled=True, findings=(_too_large(text, spot),))
    parsed = parse_number(cell)
    if isinstance(parsed, Problem):
        return Answer(filled=True, findings=(_number_problem(parsed, spot),))
    if isinstance(parsed, MissingSign):
        return Answer(filled=True, missing=parsed.reason)
    if abs(parsed.value) > _MOST:
        return Answer(filled=True, findings=(_too_large(parsed.text, spot),))
    if parsed.value < 0:
        return Answer(filled=True, findings=(_negative(parsed, spot),))
    if spot.asked.kind == "count" and (finding := _not_a_count(parsed, spot)):
        # The number goes along: a decision may lift the rule on whole numbers.
        number = None if parsed.percent else parsed.value
        return Answer(filled=True, number=number, findings=(finding,))
    return Answer(True, number_text(parsed.value), parsed.value, percent=parsed.percent)


def number_text(value: float) -> str:
    """A number as kept in typed rows: ``4``, ``4.5``."""
    return str(int(value)) if value.is_integer() else repr(value)


def _negative(parsed: ParsedNumber, spot: Spot) -> Finding:
    positive = formatting.number(abs(parsed.value))
    return spot.finding(
        "negative",
        f"Vi läste {parsed.text} i {spot.cell}. Ett antal kan inte vara mindre än noll.",
        f"Skriv talet utan minustecken, till exempel {positive}.",
        value=parsed.text,
    )


def _too_large(text: str, spot: Spot) -> Finding:
    return spot.finding(
        "too-large",
        f"Vi läste {_short(text)} i {spot.cell}. Så stort kan talet inte vara.",
        f"Skriv antalet, till exempel {spot.asked.example}.",
        value=_short(text),
    )


def _not_a_count(parsed: ParsedNumber, spot: Spot) -> Finding | None:
    if parsed.percent:
        return spot.finding(
            "percent-in-count",
            f"Vi läste {parsed.text} som procent i {spot.cell}. Här ska antalet stå, inte andelen.",
            f"Skriv hur många det är, till exempel {spot.asked.example}. Andelen räknas ut av sig självt.",
            value=parsed.text,
        )
    if not parsed.value.is_integer():
        return spot.finding(
            "not-whole",
            f"Vi läste {parsed.text} i {spot.cell}. Ett antal är ett heltal.",
            f"Skriv antalet utan decimaler, till exempel {formatting.number(parsed.value)}.",
            value=parsed.text,
        )
    return None


def _number_problem(problem: Problem, spot: Spot) -> Finding:
    figures = re.search(r"\d+", problem.text)
    example = figures[0] if figures else spot.asked.example
    unsure = _unsure(spot)
    only = f"Skriv bara siffror, till exempel {example}."
    messages: dict[ProblemCode, tuple[str, str]] = {
        ProblemCode.APPROXIMATE: (
            f"Vi läste '{problem.text}'.",
            f"{only} Vet ni inte exakt: skriv ert bästa tal i {spot.cell}{unsure}.",
        ),
        ProblemCode.BELOW_OR_ABOVE: (
            f"Vi läste '{problem.text}'. Vi behöver själva talet; små tal skyddas i rapporten.",
            f"Skriv talet i {spot.cell}, till exempel {example}.{_reason(spot)}",
        ),
        ProblemCode.RANGE: (
            f"Vi läste '{problem.text}', som är ett spann.",
            f"Skriv ett tal, till exempel {example}. Vet ni inte exakt: skriv ert bästa tal{unsure}.",
        ),
        ProblemCode.DATE: (
            f"Vi läste ett datum ({problem.text}) i {spot.cell}. Excel gör om till exempel 3-5 till datum.",
            f"Radera cellen och skriv antalet på nytt, till exempel {spot.asked.example}.",
        ),
        ProblemCode.BOOLEAN: (
            f"Vi läste {problem.text} i {spot.cell}.",
            only,
        ),
        ProblemCode.AMBIGUOUS: (
            f"Vi läste '{problem.text}', som kan betyda två olika tal.",
            f"Skriv utan punkt: {problem.text.replace('.', '')} eller {problem.text.replace('.', ',')}.",
        ),
    }
    if problem.code in {ProblemCode.EXCEL_ERROR, ProblemCode.FORMULA_WITHOUT_VALUE}:
        return _formula_problem(problem, spot)
    message, remedy = messages.get(
        problem.code,
        (
            f"Vi läste '{_short(problem.text)}' i {spot.cell}, som inte är ett tal.",
            only + _reason(spot),
        ),
    )
    return spot.finding(
        problem.code.value, message, remedy, value=_short(problem.text), example=example
    )


def _unsure(spot: Spot) -> str:
    return f" och 'uppskattat' i {spot.comment_cell}" if spot.comment_cell else ""


def _reason(spot: Spot) -> str:
    if not spot.reason_cell:
        return ""
    return f" Kan ni inte lämna talet: lämna cellen tom och välj skälet i {spot.reason_cell}."


def _formula_problem(problem: Problem, spot: Spot) -> Finding:
    if problem.code is ProblemCode.EXCEL_ERROR:
        message = f"I {spot.cell} står Excelfelet {problem.text}."
        remedy = f"Radera formeln och skriv svaret direkt, till exempel {spot.asked.example}."
        if spot.asked.kind in {"text", "long_text"}:
            remedy = (
                "Skriv texten på nytt. En text som börjar med = eller - läser Excel som en formel; "
                "börja med en bokstav."
            )
    else:
        message = f"I {spot.cell} står en formel vars resultat inte är sparat i filen."
        remedy = (
            f"Öppna filen i Excel, spara och skicka igen, eller skriv svaret direkt, till exempel "
            f"{spot.asked.example}."
        )
    return spot.finding(problem.code.value, message, remedy, value=problem.text or None)


# --- codes, dates, texts -----------------------------------------------------------------------------


def _code(cell: Cell, choices: tuple[Choice, ...], spot: Spot) -> Answer:
    shown = parse_text(cell)
    if isinstance(shown, Problem):
        return Answer(filled=True, findings=(_formula_problem(shown, spot),))
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
        message = f"Vi läste '{_short(shown)}', som inte finns i listan. Menar ni {suggestion}?"
    else:
        message = f"Vi läste '{_short(shown)}', som inte finns i listan."
    finding = spot.finding(
        "not-in-list",
        message,
        remedy,
        value=_short(shown),
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
            return Answer(filled=True, findings=(_formula_problem(parsed, spot),))
        if serial := _date_behind(cell):
            return Answer(filled=True, findings=(_lost_format(serial, parsed.text, spot),))
        message = (
            f"Vi läste '{_short(parsed.text)}' i {spot.cell}, som vi inte kan läsa som ett datum."
        )
    elif parsed is None:
        return Answer()
    elif _DATES[0] <= parsed <= _DATES[1]:
        return Answer(filled=True, text=parsed.isoformat())
    else:
        message = f"Vi läste datumet {parsed.isoformat()} i {spot.cell}. Året kan inte stämma."
    remedy = f"Skriv år-månad-dag, till exempel {spot.asked.example}."
    finding = spot.finding("not-a-date", message, remedy, value=_short(as_read(cell.value)))
    return Answer(filled=True, findings=(finding,))


def _date_behind(cell: Cell) -> dt.date | None:
    """The day that a whole number is in Excel, where its date format was lost; else ``None``."""
    value = cell.value
    first, last = ((day - _DAY_ZERO).days for day in _DATES)
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        return None
    return _DAY_ZERO + dt.timedelta(days=int(value)) if first <= value <= last else None


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
        return Answer(filled=True, findings=(_formula_problem(parsed, spot),))
    if parsed is None:
        return Answer()
    if _is_template_text(parsed, spot.asked):
        finding = spot.finding(
            "example-text",
            f"I {spot.cell} står samma text som i mallens exempel.",
            "Stämmer den för er? Annars skriver ni er egen text eller tömmer cellen.",
            severity=Severity.WARNING,
            value=_short(parsed),
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


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else one_line[:59] + "…"
