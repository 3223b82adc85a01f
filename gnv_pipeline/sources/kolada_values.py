"""How Kolada writes ids, years, genders and values, whatever kind of file they come in.

Belongs here: reading single columns of text. Does not belong here: files (``kolada_csv``,
``kolada_json``) or which indicators a plan follows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

COLUMNS = ("kolada_id", "organisation_id", "data_year", "gender", "value", "missing_reason", "line")
KEY = ["kolada_id", "organisation_id", "data_year", "gender"]
GENDERS = ("T", "K", "M")
FIRST_YEAR = 1970  # Kolada's oldest series start then
LAST_YEAR = 2100
EMPTY = "empty_at_source"

KOLADA_ID = r"[NU]\d{5}"
AREA_ID = r"\d{4}|G\d+"
LOST_ZERO = r"\d{1,3}"

# Kolada's own signs mean something (domain notes: "-" bortfall, "." ej tillämplig, ".." sekretess);
# what programs write for "nothing" means no more than an empty cell.
SIGNS = {"-": "dropout", "–": "dropout", ".": "not_applicable", "..": "secrecy"}
NOTHING = ("", "na", "nan", "null", "none")

_NUMBER = r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?"
_SPACES = r"[\s\u00a0\u2009\u202f]"


@dataclass(frozen=True, slots=True)
class Values:
    """A column of values as read: the numbers, why they are missing, and which can't be read."""

    value: pd.Series[float]
    missing_reason: pd.Series[str]
    unreadable: pd.Series[bool]
    mixed_marks: bool
    """Some have a decimal comma and others a decimal point: one of them may be a thousands mark."""


def read_values(text: pd.Series[str]) -> Values:
    """Read values written with decimal point or comma, or with a sign for a missing value."""
    bare = text.str.replace(_SPACES, "", regex=True).str.replace("\u2212", "-", regex=False)
    folded = bare.str.lower()
    nothing = folded.isin(NOTHING)
    sign = bare.map(SIGNS)
    missing = nothing | sign.notna()
    readable = bare.str.fullmatch(_NUMBER)
    numbers = pd.to_numeric(
        bare.where(readable).str.replace(",", ".", regex=False), errors="coerce"
    ).astype("float64")
    too_large = readable & ~np.isfinite(numbers)
    reason = np.full(len(text), None, dtype="object")
    reason[sign.notna().to_numpy()] = sign[sign.notna()].to_numpy()
    reason[nothing.to_numpy()] = EMPTY
    written = bare[readable]
    return Values(
        value=numbers,
        missing_reason=pd.Series(reason, index=text.index, dtype="object"),
        unreadable=(~readable & ~missing) | too_large,
        mixed_marks=bool(
            written.str.contains(",", regex=False).any()
            and written.str.contains(".", regex=False).any()
        ),
    )


def read_years(text: pd.Series[str]) -> tuple[pd.Series[int], pd.Series[bool]]:
    """Years, and which can't be read or lie outside what Kolada can hold (these are 0)."""
    whole = text.str.strip().str.replace(r"[.,]0+$", "", regex=True)  # R and pandas write 2022.0
    readable = whole.str.fullmatch(r"\d{4}")
    years = pd.to_numeric(whole.where(readable), errors="coerce").fillna(0).astype("int64")
    return years, ~readable | (years < FIRST_YEAR) | (years > LAST_YEAR)


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns every reader gives, sorted by line."""
    return frame.loc[:, list(COLUMNS)].sort_values("line", kind="stable").reset_index(drop=True)
