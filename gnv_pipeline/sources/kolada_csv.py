"""Reading a tidy table of Kolada values: kpi, municipality_id, municipality_name, year, gender, value.

Belongs here: bytes of such a file to rows and findings, each with its line. Does not belong here:
keeping files, or which rows a plan follows (``kolada``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from gnv_pipeline.findings import Finding, Severity, has_errors
from gnv_pipeline.sources import kolada_findings as said
from gnv_pipeline.sources import kolada_values as kv

NEEDED = ("kpi", "municipality_id", "year", "gender", "value")
_SEPARATORS = (",", ";", "\t")
_KINDS = (
    (b"PK\x03\x04", "en Excel-arbetsbok eller annan zip-fil"),
    (b"\xd0\xcf\x11\xe0", "en äldre Excel-arbetsbok (.xls)"),
    (b"%PDF", "en PDF"),
    (b"PAR1", "en Parquet-fil"),
    (b"\x1f\x8b", "en packad fil (.gz)"),
)
_MARKUP = {b"{": "en JSON-fil", b"[": "en JSON-fil", b"<": "en webbsida eller XML-fil"}
_SAVE_AS = "Spara tabellen som ”CSV UTF-8 (kommaavgränsad)” och försök igen."


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: rows with ``kolada_values.COLUMNS`` and ``area_name``, and findings."""

    rows: pd.DataFrame
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    header: tuple[str, ...]
    fields: list[list[str]]
    numbers: list[int]


def read_table(data: bytes, file_name: str) -> Table:
    """Read a file. With an error among the findings there are no rows: it is refused whole."""
    text, findings = _text(data, file_name)
    if text is None:
        return _refused(findings)
    lines, findings = _split(text, file_name)
    if lines is None:
        return _refused(findings)
    frame = pd.DataFrame(lines.fields, columns=list(lines.header), dtype="str")
    frame["line"] = lines.numbers
    rows, found = _typed(frame, file_name)
    findings = [*findings, *found]
    if has_errors(findings):
        return _refused(findings)
    return Table(rows, tuple(findings))


# --- bytes to lines ----------------------------------------------------------------------------


def _text(data: bytes, file_name: str) -> tuple[str | None, list[Finding]]:
    """The text of the file, or what it is instead."""
    if not data.strip():
        return None, [said.empty_file(file_name)]
    kind = next((words for magic, words in _KINDS if data.startswith(magic)), None)
    kind = kind or _MARKUP.get(data.lstrip()[:1])
    if kind is None and b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "ingen textfil"
    if kind is not None:
        return None, [
            said.error(
                "kolada-not-a-table",
                f"Filen är {kind}, inte en CSV-tabell, vad den än heter.",
                _SAVE_AS,
                file_name,
                example=said.EXAMPLE,
            )
        ]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [
            said.error(
                "kolada-not-utf8",
                "Filen är inte sparad som UTF-8, så å, ä och ö kan bli fel.",
                _SAVE_AS,
                file_name,
                line=line,
            )
        ]


def _split(text: str, file_name: str) -> tuple[_Lines | None, list[Finding]]:
    """Header and rows with their line numbers; blank lines are passed over."""
    first, _, rest = text.partition("\n")
    skipped = 0
    separator = None
    if first.strip().lower().startswith("sep="):  # Excel's own note to itself
        separator = first.strip()[4:5]
        text, skipped = rest, 1
        first = rest.partition("\n")[0]
    if separator is None:
        separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: tuple[str, ...] | None = None
    fields: list[list[str]] = []
    numbers: list[int] = []
    findings: list[Finding] = []
    line = skipped + 1
    try:
        for row in reader:
            start, line = line, reader.line_num + skipped + 1
            if not any(field.strip() for field in row):
                continue
            if header is None:
                header = tuple(field.strip().lower() for field in row)
            elif len(row) != len(header):
                findings.append(said.wrong_width(row, len(header), file_name, start))
            else:
                fields.append(row)
                numbers.append(start)
    except csv.Error:
        findings.append(
            said.error(
                "kolada-broken-row",
                "Ett citattecken är öppnat men inte stängt, så resten av filen går inte att dela upp.",
                "Hämta tabellen på nytt, eller stäng citattecknet på raden.",
                file_name,
                line=line,
            )
        )
    if header is None:
        return None, findings or [said.empty_file(file_name)]
    if missing := [name for name in NEEDED if name not in header]:
        return None, [said.missing_columns(missing, header, file_name)]
    if len(set(header)) < len(header):
        findings.append(said.double_columns(header, file_name))
    if findings:
        return None, said.grouped(findings, file_name)
    return _Lines(header, fields, numbers), []


# --- lines to typed rows -----------------------------------------------------------------------


def _typed(frame: pd.DataFrame, file_name: str) -> tuple[pd.DataFrame, list[Finding]]:
    findings: list[Finding] = []
    if frame.empty:
        findings.append(
            said.error(
                "kolada-no-rows",
                "Filen har rubriker men inga rader.",
                "Hämta tabellen på nytt och se efter att värdena kommer med.",
                file_name,
            )
        )
    rows = pd.DataFrame({"line": frame["line"]})
    rows["area_name"] = (
        frame["municipality_name"].str.strip() if "municipality_name" in frame else ""
    )
    rows["kolada_id"] = frame["kpi"].str.strip().str.upper()
    rows["organisation_id"], repaired = _area_ids(frame["municipality_id"], frame, file_name)
    rows["data_year"], bad_year = kv.read_years(frame["year"])
    rows["gender"] = frame["gender"].str.strip().str.upper()
    values = kv.read_values(frame["value"])
    rows["value"], rows["missing_reason"] = values.value, values.missing_reason
    faults = (
        (~rows["kolada_id"].str.fullmatch(kv.KOLADA_ID), "kpi", said.bad_kpi),
        (~rows["organisation_id"].str.fullmatch(kv.AREA_ID), "municipality_id", said.bad_area),
        (bad_year, "year", said.bad_year),
        (~rows["gender"].isin(kv.GENDERS), "gender", said.bad_gender),
        (values.unreadable, "value", said.bad_value),
    )
    for mask, column, make in faults:
        findings += _each(frame, mask, column, make, file_name)
    if values.mixed_marks:
        findings.append(said.mixed_marks(frame, file_name))
    findings += repaired
    if not has_errors(findings):
        rows, doubles = _without_doubles(rows, file_name)
        findings += doubles
    return rows, findings


def _area_ids(
    column: pd.Series[str], frame: pd.DataFrame, file_name: str
) -> tuple[pd.Series[str], list[Finding]]:
    """Area ids as four digits; ids that lost their leading zeros get them back, with a finding."""
    ids = column.str.strip().str.upper()
    lost = ids.str.fullmatch(kv.LOST_ZERO)
    if not lost.any():
        return ids, []
    first = int(lost.to_numpy().argmax())
    was, now = ids.iloc[first], ids.iloc[first].zfill(4)
    finding = Finding(
        code="kolada-lost-zero",
        severity=Severity.WARNING,
        message=(
            f"{said.count_rows(int(lost.sum()))} har ett område som tappat nollor i början "
            f"(”{was}”). Vi läser ”{was}” som {now}."
        ),
        remedy="Stämmer det inte: läs in kolumnen municipality_id som text och spara filen på nytt.",
        file=file_name,
        line=int(frame["line"].iloc[first]),
        field="municipality_id",
        value=str(was),
        example=str(now),
    )
    return ids.where(~lost, ids.str.zfill(4)), [finding]


def _without_doubles(rows: pd.DataFrame, file_name: str) -> tuple[pd.DataFrame, list[Finding]]:
    """Rows that say the same twice are kept once; rows that contradict each other are errors."""
    again = rows.duplicated(kv.KEY, keep="first")
    if not again.any():
        return rows, []
    alike = rows[rows.duplicated(kv.KEY, keep=False)]
    compared = alike.assign(text=alike["value"].map(repr) + alike["missing_reason"].map(repr))
    first = compared.drop_duplicates(kv.KEY).set_index(kv.KEY)["text"]
    doubles = compared[again[alike.index]].join(first.rename("first"), on=kv.KEY)
    clashing = doubles[doubles["text"] != doubles["first"]]
    findings = [
        said.error(
            "kolada-contradiction",
            f"{row.kolada_id} för {row.organisation_id} år {row.data_year} ({row.gender}) finns flera "
            "gånger med olika värden.",
            "Behåll den rad som är rätt och ta bort den andra.",
            file_name,
            line=int(str(row.line)),
            field="value",
        )
        for row in clashing.itertuples()
    ]
    if findings:
        return rows, said.grouped(findings, file_name)
    info = Finding(
        code="kolada-doubles",
        severity=Severity.INFO,
        message=(
            f"{said.count_rows(int(again.sum()))} finns flera gånger med samma värde. "
            "Vi räknar dem en gång."
        ),
        file=file_name,
        line=int(rows.loc[again, "line"].iloc[0]),
    )
    return rows[~again].reset_index(drop=True), [info]


def _each(
    frame: pd.DataFrame,
    mask: pd.Series[bool],
    column: str,
    make: Callable[[str], said.Said],
    file_name: str,
) -> list[Finding]:
    """One finding per faulty row, the first ten shown and the rest counted."""
    findings = []
    for text, line in zip(frame.loc[mask, column], frame.loc[mask, "line"], strict=True):
        code, message, remedy, example = make(str(text))
        findings.append(
            said.error(
                code,
                message,
                remedy,
                file_name,
                line=int(line),
                field=column,
                value=str(text),
                example=example,
            )
        )
        if len(findings) > said.SHOWN:
            break
    return said.grouped(findings, file_name, total=int(mask.sum()))


def _refused(findings: Iterable[Finding]) -> Table:
    return Table(pd.DataFrame(columns=[*kv.COLUMNS, "area_name"]), tuple(findings))
