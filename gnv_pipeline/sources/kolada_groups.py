"""Kolada's groups of kommuner: who belongs to which group, from a CSV or from the API's answers.

Belongs here: telling such a file from one with values, reading it, and the groups of all files kept. Does
not belong here: keeping files (``kolada``), asking the API (``kolada_api``), or what a group is used for.

A CSV has the columns group_id, group_title, member_id and member_title; the API answers with one post per
group with ``id``, ``title`` and ``members``. Kolada names a group for one kommun and one year
"<title>, <kommun>, <year>", and the kommun itself is not among its members.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gnv_pipeline.findings import Finding
from gnv_pipeline.sources import kolada_findings as said
from gnv_pipeline.sources import kolada_values as kv
from gnv_pipeline.sources.kolada_json import UnexpectedAnswer, envelope

FILE_KIND = "groups"
ANSWER_KIND = "api_groups"
KINDS = frozenset({FILE_KIND, ANSWER_KIND})
"""Kinds of ledger entries that hold groups and no values."""

COLUMNS = ("group_id", "group_title", "member_id", "member_title")
_GROUP_ID = r"G\d+"


@dataclass(frozen=True, slots=True)
class GroupTable:
    """What a file holds: rows with ``COLUMNS`` and ``line``, and findings."""

    rows: pd.DataFrame
    findings: tuple[Finding, ...]


def is_table(data: bytes) -> bool:
    """Whether the first line is the heading of a table of groups."""
    first = data.partition(b"\n")[0].decode("utf-8-sig", errors="replace").lower()
    return {"group_id", "member_id"} <= {name.strip(' "\r') for name in _split_any(first)}


def read_table(data: bytes, file_name: str) -> GroupTable:
    """Read a CSV of groups. With an error among the findings there are no rows: it is refused whole."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(
            said.error(
                "kolada-not-utf8",
                "Filen är inte sparad som UTF-8, så å, ä och ö kan bli fel.",
                "Spara tabellen som ”CSV UTF-8 (kommaavgränsad)” och försök igen.",
                file_name,
            )
        )
    first = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = [name.strip().lower() for name in next(reader, [])]
    if missing := [name for name in COLUMNS if name not in header]:
        return _refused(_missing(missing, file_name))
    records: list[tuple[str, str, str, str, int]] = []
    findings: list[Finding] = []
    for row in reader:
        if not any(field.strip() for field in row):
            continue
        post = dict(zip(header, (field.strip() for field in row), strict=False))
        values = [post.get(name, "") for name in COLUMNS]
        if not _is_sound(values[0], values[2]):
            findings.append(_bad_row(values, file_name, reader.line_num))
        records.append((values[0], values[1], values[2], values[3], reader.line_num))
    if not records:
        findings.append(_no_rows(file_name))
    if findings:
        return GroupTable(_frame([]), tuple(said.grouped(findings, file_name)))
    return GroupTable(_frame(records), ())


def read_pages(data: bytes) -> pd.DataFrame:
    """Rows with ``COLUMNS`` and ``line`` (number of the group in the whole file) of answers kept.

    Raises :class:`UnexpectedAnswer` when an answer has another form.
    """
    records: list[tuple[str, str, str, str, int]] = []
    number = 0
    for line in data.decode("utf-8").split("\n"):
        if not line:
            continue
        for post in envelope(json.loads(line)["body"])["values"]:
            number += 1
            records += _members(post, number)
    return _frame(records)


def of_title(rows: pd.DataFrame, title: str, names: Sequence[str]) -> pd.DataFrame:
    """The groups "<title>, <name>, <year>" of the kommuner named; the newest year of each."""
    parts = rows["group_title"].str.extract(r"^(?P<title>.*), (?P<owner>[^,]+), (?P<year>\d{4})$")
    wanted = (parts["title"] == title) & parts["owner"].isin(list(names))
    found = rows.assign(owner=parts["owner"], year=parts["year"])[wanted]
    newest = found.groupby("owner")["year"].transform("max")
    kept = found[found["year"] == newest]
    return kept.drop(columns=["owner", "year"]).sort_values(["group_id", "member_id"])


def _members(post: Any, number: int) -> Iterator[tuple[str, str, str, str, int]]:
    try:
        group, title = str(post["id"]), str(post["title"])
        for member in post["members"]:
            yield group, title, str(member["member_id"]), str(member["member_title"]), number
    except (KeyError, TypeError) as error:
        raise UnexpectedAnswer(f"Grupp {number} i svaret har en annan form än väntat.") from error


def _frame(records: list[tuple[str, str, str, str, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(records, columns=[*COLUMNS, "line"])
    return frame.drop_duplicates(["group_id", "member_id"], keep="last").reset_index(drop=True)


def _split_any(line: str) -> list[str]:
    return line.replace(";", ",").replace("\t", ",").split(",")


def _is_sound(group: str, member: str) -> bool:
    series = pd.Series([group, member], dtype="str")
    return bool(
        series.str.fullmatch(_GROUP_ID).iloc[0] and series.str.fullmatch(kv.AREA_ID).iloc[1]
    )


def _refused(finding: Finding) -> GroupTable:
    return GroupTable(_frame([]), (finding,))


def _missing(names: Sequence[str], file_name: str) -> Finding:
    word = "Kolumnen" if len(names) == 1 else "Kolumnerna"
    return said.error(
        "kolada-groups-columns",
        f"{word} {', '.join(names)} saknas i tabellen med kommungrupper.",
        "Tabellen har en rad per grupp och kommun.",
        file_name,
        line=1,
        example=",".join(COLUMNS),
    )


def _bad_row(values: Sequence[str], file_name: str, line: int) -> Finding:
    return said.error(
        "kolada-groups-row",
        f"Raden har grupp ”{values[0]}” och medlem ”{values[2]}”, som inte är id i Kolada.",
        "En grupp skrivs med G och siffror, en kommun med fyra siffror.",
        file_name,
        line=line,
        example="G123456,Grupp,0123,Kommun",
    )


def _no_rows(file_name: str) -> Finding:
    return said.error(
        "kolada-no-rows",
        "Filen har rubriker men inga rader.",
        "Hämta tabellen på nytt och se efter att grupperna kommer med.",
        file_name,
    )
