"""Rules about a workbook as a whole: rows that repeat each other, answers all alike, rows that are gone.

Belongs here: what shows only when many rows are seen together. Does not belong here: single rows
(``rules``) or values against earlier years (``rules_change``).

Answers all alike and answers like last year's may well be true: they are told as questions, never as
something to put right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gnv_pipeline import formatting
from gnv_pipeline.excel.values import fold
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.rows import AnswerRow, History, KeyfigureRow
from gnv_pipeline.workbooks.rules import ReadRow

_ENOUGH_ANSWERS = 5  # fewer answers alike are nothing to ask about
_UNKNOWN = "vet_ej"
_UNKNOWN_SHARE = 0.4
_ENOUGH_COUNTED = 30
"""Smallest denominator of two rows that are asked about for being alike; small ones are so by chance."""


def ask_about_answers(
    rows: Sequence[tuple[ReadRow, AnswerRow]], field_of: Mapping[str, str], history: History | None
) -> tuple[Finding, ...]:
    """Questions about the answers of the self-assessment, once per division.

    Args:
        rows: Read rows with the answer they gave.
        field_of: Name of the answer column by division.
        history: With last year's answers.
    """
    before = {
        (row.unit, row.statement_id, row.statement_version): row.answer
        for row in (history.answers if history else ())
        if row.answer
    }
    findings: list[Finding] = []
    for unit, name in field_of.items():
        given = [(read, row) for read, row in rows if row.unit == unit and row.answer]
        if len(given) < _ENOUGH_ANSWERS:
            continue
        counts = Counter(row.answer for _, row in given)
        most = counts.most_common(1)[0][1]
        same = [
            before.get((unit, row.statement_id, row.statement_version)) == row.answer
            for _, row in given
        ]
        first, who = given[0][0], f" för {unit}" if unit else ""
        if most == len(given):
            findings.append(
                first.finding(
                    "straight-line",
                    name,
                    f"Alla {len(given)} svar{who} är desamma. Är det så ni ser det, eller blev listan "
                    "ifylld på en gång?",
                    "Stämmer svaren behöver ni inte göra något.",
                    Severity.INFO,
                )
            )
        elif all(same):
            findings.append(
                first.finding(
                    "copied-answers",
                    name,
                    f"Alla {len(given)} svar{who} är desamma som förra året. Har ni svarat på nytt, "
                    "eller följde svaren med när filen kopierades?",
                    "Stämmer svaren behöver ni inte göra något.",
                    Severity.INFO,
                )
            )
        if counts[_UNKNOWN] > _UNKNOWN_SHARE * len(given):
            findings.append(
                first.finding(
                    "many-unknown",
                    name,
                    f"{counts[_UNKNOWN]} av {len(given)} svar{who} är Vet ej. "
                    "Finns det någon som vet mer att fråga?",
                    "Vet ej är också ett svar: ni behöver inte göra något.",
                    Severity.INFO,
                )
            )
    return tuple(findings)


def ask_about_series(rows: Sequence[tuple[ReadRow, KeyfigureRow]]) -> tuple[Finding, ...]:
    """Rows of Nyckeltal that have the same counts as a row above."""
    seen: dict[tuple[float, float], ReadRow] = {}
    findings = []
    for read, row in rows:
        if row.numerator is None or row.denominator is None or row.denominator < _ENOUGH_COUNTED:
            continue
        pair = (row.numerator, row.denominator)
        first = seen.setdefault(pair, read)
        if first is read or row.numerator == 0:
            continue
        top, under = (formatting.number(number) for number in pair)
        findings.append(
            read.finding(
                "same-series",
                "numerator",
                f"Raden har samma tal ({top} av {under}) som raden med {first.cells['numerator']}.",
                f"Stämmer båda? Annars rättar ni {read.cells['numerator']} och "
                f"{read.cells['denominator']}.",
                Severity.WARNING,
                f"{top} av {under}",
            )
        )
    return tuple(findings)


def ask_about_repeated(rows: Sequence[ReadRow], first_field: str) -> tuple[Finding, ...]:
    """Rows of a sheet that grows whose first field says the same as a row above."""
    seen: dict[str, ReadRow] = {}
    findings = []
    for read in rows:
        text = read.answers[first_field].text
        if not text:
            continue
        above = seen.setdefault(fold(text), read)
        if above is not read:
            here, there = read.cells[first_field], above.cells[first_field]
            findings.append(
                read.finding(
                    "duplicate-row",
                    first_field,
                    f"I {here} står samma sak som i {there}. Båda raderna är mottagna.",
                    f"Är det samma sak: töm den ena raden. Är det två: skriv vad som skiljer i {here}.",
                    Severity.WARNING,
                )
            )
    return tuple(findings)


def ask_about_lost(
    title: str, present: Sequence[str], carried: Mapping[str, Mapping[str, str]],
    places: Mapping[str, str], first_field: str, file: str | None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Last year's activities that came along in the template and are gone from the file.

    Args:
        title: The sheet's title in the file.
        present: Ids of the rows that are there.
        carried: What the template brought along, by id.
        places: The cell where each stood.
        first_field: The field that names a row.
        file: The file's name.
    """
    return tuple(
        Finding(
            code="row-gone",
            severity=Severity.WARNING,
            message=f"Raden '{shown.get(first_field, key)}' från förra året finns inte kvar på bladet "
            f"{title}.",
            remedy="Är den avslutad? Skriv tillbaka den och välj status, så syns det i rapporten.",
            file=file,
            sheet=title,
            cell=places.get(key),
            field=first_field,
        )
        for key, shown in carried.items()
        if key not in present
    )


def tell_untouched(rows: Sequence[ReadRow], first_field: str) -> tuple[Finding, ...]:
    """Last year's obstacles that were left as they stood: told once, since they don't count this year."""
    if not rows:
        return ()
    cells = formatting.enumeration([row.cells[first_field] for row in rows])
    one = len(rows) == 1
    return (
        rows[0].finding(
            "obstacle-untouched",
            first_field,
            f"{'Hindret' if one else 'Hindren'} från förra året i {cells} är {'orört' if one else 'orörda'} "
            "och räknas inte som årets.",
            "Finns det kvar: skriv vad som har hänt i kolumnen längst till höger. Annars behöver ni inte "
            "göra något.",
            Severity.INFO,
        ),
    )
