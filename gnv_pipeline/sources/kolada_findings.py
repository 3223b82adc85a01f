"""What is said about a table of Kolada values that can't be used: one function per fault.

Belongs here: the Swedish words of each finding. Does not belong here: finding the faults
(``kolada_csv``).
"""

from __future__ import annotations

import pandas as pd

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import enumeration, number
from gnv_pipeline.sources.kolada_values import FIRST_YEAR, LAST_YEAR

HEADER = ("kpi", "municipality_id", "municipality_name", "year", "gender", "value")
EXAMPLE = ",".join(HEADER)
LONGEST = 120  # characters of a heading that is shown
SHOWN = 10  # like findings are shown this many times, then counted

Said = tuple[str, str, str, str]
"""Code, message, remedy and example."""


def error(
    code: str,
    message: str,
    remedy: str,
    file_name: str,
    *,
    line: int | None = None,
    field: str | None = None,
    value: str | None = None,
    example: str | None = None,
) -> Finding:
    """A finding that refuses the file."""
    return Finding(
        code, Severity.ERROR, message, remedy, file_name, None, None, line, field, value, example
    )


def grouped(findings: list[Finding], file_name: str, total: int | None = None) -> list[Finding]:
    """Like findings, the first ten shown and the rest counted (``total`` of them in all)."""
    count = len(findings) if total is None else total
    if count <= SHOWN:
        return findings
    rest = count - SHOWN
    return [
        *findings[:SHOWN],
        error(
            f"{findings[0].code}-more",
            f"Och {count_rows(rest)} till med samma fel.",
            "Rätta dem på samma sätt.",
            file_name,
        ),
    ]


def count_rows(count: int) -> str:
    """``1 rad``, ``12 rader``."""
    return f"{number(count)} {'rad' if count == 1 else 'rader'}"


def bad_kpi(text: str) -> Said:
    """The id of a nyckeltal has another form."""
    return (
        "kolada-bad-kpi",
        f"”{text}” är inget nyckeltals-id i Kolada.",
        "Ett id är N eller U och fem siffror.",
        "U21505",
    )


def bad_area(text: str) -> Said:
    """The id of an area has another form."""
    return (
        "kolada-bad-area",
        f"”{text}” är inget områdes-id i Kolada.",
        "Skriv kommunkoden eller regionkoden med fyra siffror, eller gruppens id med G först.",
        "0000",
    )


def bad_year(text: str) -> Said:
    """The year is none."""
    return (
        "kolada-bad-year",
        f"Vi läste året ”{text}”. Det är inget år mellan {FIRST_YEAR} och {LAST_YEAR}.",
        "Skriv året med fyra siffror.",
        "2022",
    )


def bad_gender(text: str) -> Said:
    """The gender is none of Kolada's."""
    return (
        "kolada-bad-gender",
        f"Vi läste kön ”{text}”. Kolada skriver T (alla), K (kvinnor) eller M (män).",
        "Skriv T, K eller M.",
        "T",
    )


def bad_value(text: str) -> Said:
    """The value is no number."""
    return (
        "kolada-bad-value",
        f"Vi läste värdet ”{text}”. Det är inget tal.",
        "Skriv bara siffror, eller lämna tomt där värde saknas.",
        "87.5",
    )


def empty_file(file_name: str) -> Finding:
    """Nothing stands in the file."""
    return error(
        "kolada-empty-file",
        "Filen är tom.",
        "Hämta tabellen på nytt och spara den som CSV.",
        file_name,
    )


def missing_columns(missing: list[str], header: tuple[str, ...], file_name: str) -> Finding:
    """Columns that are needed are not there."""
    noun = "Kolumnen" if len(missing) == 1 else "Kolumnerna"
    return error(
        "kolada-missing-column",
        f"{noun} {enumeration(missing)} saknas. Rubrikraden lyder: {_short(', '.join(header))}.",
        f"Filen ska ha kolumnerna {enumeration(list(HEADER))}, i vilken ordning som helst.",
        file_name,
        line=1,
        field=missing[0],
        example=EXAMPLE,
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def double_columns(header: tuple[str, ...], file_name: str) -> Finding:
    """Two columns have the same heading."""
    doubles = sorted({name for name in header if header.count(name) > 1})
    return error(
        "kolada-double-column",
        f"Rubriken {enumeration([name or '(tom)' for name in doubles])} finns flera gånger.",
        "Behåll en kolumn av varje slag.",
        file_name,
        line=1,
        example=EXAMPLE,
    )


def wrong_width(row: list[str], width: int, file_name: str, line: int) -> Finding:
    """A row has more or fewer fields than the heading."""
    return error(
        "kolada-broken-row",
        f"Raden har {len(row)} fält, rubrikraden har {width}.",
        "Hämta tabellen på nytt. Ett värde med decimalkomma behöver citattecken, "
        "eller semikolon mellan fälten.",
        file_name,
        line=line,
    )


def mixed_marks(frame: pd.DataFrame, file_name: str) -> Finding:
    """Decimal commas and decimal points in one file."""
    with_comma = frame["value"].str.contains(",", regex=False)
    at = int(with_comma.to_numpy().argmax())
    return error(
        "kolada-mixed-marks",
        "Några värden har komma och andra punkt, så vi vet inte vad som är decimaler och tusental.",
        "Använd samma decimaltecken i hela filen och inga tusentalstecken.",
        file_name,
        line=int(frame["line"].iloc[at]),
        field="value",
        value=str(frame["value"].iloc[at]),
        example="87.5",
    )
