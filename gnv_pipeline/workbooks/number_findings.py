"""What is said of a cell that should hold a number and doesn't, each with the very thing to write.

Belongs here: the findings' words. Does not belong here: reading the cell (``cells``) or rows (``rules``).
"""

from __future__ import annotations

from collections.abc import Callable

from gnv_pipeline import formatting
from gnv_pipeline.excel.values import (
    ParsedNumber,
    Problem,
    ProblemCode,
    figure_with_words,
    first_figure,
    fold,
)
from gnv_pipeline.findings import Finding
from gnv_pipeline.workbooks.spot import Spot, short

_STRICTLY_BELOW = ("<", "färre", "mindre", "under")
_STRICTLY_ABOVE = (">", "fler", "mer", "över")
Words = tuple[str, str, str]
"""Message, remedy and example."""


def negative(parsed: ParsedNumber, spot: Spot) -> Finding:
    """A number below zero."""
    positive = formatting.number(abs(parsed.value))
    return spot.finding(
        "negative",
        f"Vi läste {parsed.text} i {spot.cell}. Ett antal kan inte vara mindre än noll.",
        f"Skriv talet utan minustecken, till exempel {positive}.",
        value=parsed.text,
        example=positive,
    )


def too_large(text: str, spot: Spot) -> Finding:
    """A slip of the finger."""
    return spot.finding(
        "too-large",
        f"Vi läste {short(text)} i {spot.cell}. Så stort kan talet inte vara.",
        f"Skriv antalet, till exempel {spot.asked.example}.",
        value=short(text),
    )


def not_a_count(parsed: ParsedNumber, spot: Spot) -> Finding | None:
    """A share or a number with decimals where persons are counted."""
    if parsed.percent:
        shown = f"{_plain(parsed.value)}{formatting.NBSP}%"
        return spot.finding(
            "percent-in-count",
            f"Vi läste {shown} i {spot.cell}. Här ska antalet stå, inte andelen.",
            f"Skriv hur många det är, till exempel {spot.asked.example}. Andelen räknas ut av sig själv.",
            value=shown,
        )
    if parsed.value.is_integer():
        return None
    if 0 < parsed.value < 1:
        return spot.finding(
            "not-whole",
            f"Vi läste {parsed.text} i {spot.cell}. Det ser ut som en andel; här ska antalet stå.",
            f"Skriv hur många det är, till exempel {spot.asked.example}. Andelen räknas ut av sig själv.",
            value=parsed.text,
        )
    whole = formatting.number(parsed.value)
    thousands = _as_thousands(parsed.value)
    also = f" Menar ni {thousands}: skriv {thousands} utan punkt eller komma." if thousands else ""
    return spot.finding(
        "not-whole",
        f"Vi läste {parsed.text} i {spot.cell}. Ett antal är ett heltal.",
        f"Skriv antalet utan decimaler, till exempel {whole}.{also}",
        value=parsed.text,
        example=whole,
    )


def counted_share(share: float, whole: float) -> str:
    """What to write instead of a share, where it is known of how many: ``25 % av 180 är 45``."""
    return (
        f"Skriv hur många det är: {_plain(share)}{formatting.NBSP}% av {formatting.number(whole)} är "
        f"{counted(share, whole)}. Andelen räknas ut av sig själv."
    )


def counted(share: float, whole: float) -> str:
    """How many a share in percent of so many is."""
    return formatting.number(share * whole / 100)


def _plain(value: float) -> str:
    return (
        formatting.number(value, 2).rstrip("0").rstrip(",")
        if value % 1
        else formatting.number(value)
    )


def _as_thousands(value: float) -> str:
    """``1,04`` may be 1.040 that a program set to English took for a number: ``1040``; else empty."""
    thousands = round(value * 1000, 6)
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return str(int(thousands)) if 2 <= decimals <= 3 and 1 <= value < 1000 else ""


def number_problem(problem: Problem, spot: Spot) -> Finding:
    """A text, date or the like that is no number."""
    if problem.code in {ProblemCode.EXCEL_ERROR, ProblemCode.FORMULA_WITHOUT_VALUE}:
        return formula_problem(problem, spot)
    message, remedy, example = _WORDS.get(problem.code, _no_number)(problem.text, spot)
    return spot.finding(
        problem.code.value, message, remedy, value=short(problem.text), example=example
    )


def _about(text: str, spot: Spot) -> Words:
    example = first_figure(text) or spot.asked.example
    best = f"Vet ni inte exakt: skriv ert bästa tal i {spot.cell}{_unsure(spot)}."
    return (
        f"Vi läste '{short(text)}'.",
        f"Skriv bara siffror, till exempel {example}. {best}",
        example,
    )


def _bound(text: str, spot: Spot) -> Words:
    plain, figure = fold(text), first_figure(text)
    example = figure or spot.asked.example
    if figure and figure.isdecimal():
        step = -1 if plain.startswith(_STRICTLY_BELOW) else int(plain.startswith(_STRICTLY_ABOVE))
        if "=" not in plain[:3]:
            example = str(max(int(figure) + step, 0))
    return (
        f"Vi läste '{short(text)}'. Vi behöver själva talet; små tal skyddas i rapporten.",
        f"Skriv talet i {spot.cell}, till exempel {example}.{_reason(spot)}",
        example,
    )


def _range(text: str, spot: Spot) -> Words:
    example = first_figure(text) or spot.asked.example
    return (
        f"Vi läste '{short(text)}', som är ett spann.",
        f"Skriv ett tal, till exempel {example}. Vet ni inte exakt: skriv ert bästa tal{_unsure(spot)}.",
        example,
    )


def _date(text: str, spot: Spot) -> Words:
    return (
        f"Vi läste ett datum ({text}) i {spot.cell}. Excel gör om till exempel 3-5 till datum.",
        f"Radera cellen och skriv antalet på nytt, till exempel {spot.asked.example}.",
        spot.asked.example,
    )


def _truth(text: str, spot: Spot) -> Words:
    example = spot.asked.example
    return (
        f"Vi läste {text} i {spot.cell}.",
        f"Skriv bara siffror, till exempel {example}.",
        example,
    )


def _point(text: str, spot: Spot) -> Words:
    together, comma = text.replace(".", ""), text.replace(".", ",").rstrip("0").rstrip(",")
    message = (
        f"Vi läste '{short(text)}' i {spot.cell}. Punkten kan betyda tusental eller decimaler."
    )
    if spot.asked.kind == "count":
        return message, f"Menar ni {together}: skriv {together} utan punkt.", together
    return (
        message,
        f"Skriv utan punkt: {together} om den betyder tusental, {comma} om den betyder decimaler.",
        together,
    )


def _no_number(text: str, spot: Spot) -> Words:
    if figure := figure_with_words(text):
        return (
            f"Vi läste '{short(text)}' i {spot.cell}. Ord efter talet kan vi inte räkna med.",
            f"Skriv bara {figure}.",
            figure,
        )
    example = first_figure(text) or spot.asked.example
    return (
        f"Vi läste '{short(text)}' i {spot.cell}, som inte är ett tal.",
        f"Skriv bara siffror, till exempel {example}.{_reason(spot)}",
        example,
    )


_WORDS: dict[ProblemCode, Callable[[str, Spot], Words]] = {
    ProblemCode.APPROXIMATE: _about,
    ProblemCode.BELOW_OR_ABOVE: _bound,
    ProblemCode.RANGE: _range,
    ProblemCode.DATE: _date,
    ProblemCode.BOOLEAN: _truth,
    ProblemCode.AMBIGUOUS: _point,
}


def _unsure(spot: Spot) -> str:
    return f" och 'uppskattat' i {spot.comment_cell}" if spot.comment_cell else ""


def _reason(spot: Spot) -> str:
    if not spot.reason_cell:
        return ""
    return f" Kan ni inte lämna talet: lämna cellen tom och välj skälet i {spot.reason_cell}."


def formula_problem(problem: Problem, spot: Spot) -> Finding:
    """An Excel error, or a formula whose result is not stored in the file."""
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
