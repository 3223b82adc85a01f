"""What the files are called that people send, save and print: by name, year and edition.

Belongs here: file names for readers. Does not belong here: folders, or the addresses of pages, which are keys
so that deep links last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gnv_pipeline.reports.model.parts import Edition, Report

_UNSAFE = re.compile(r"[^\w]+")


def file_name(words: str, edition: Edition) -> str:
    """Who or what it is about, year and edition without blanks or ending; letters with dots stay as they are."""
    year = str(edition.year)
    told = [words] if year in words.split() else [words, year]
    return _UNSAFE.sub("-", " ".join([*told, edition.label.split()[0].lower()])).strip("-")


def file_names(named: Iterable[tuple[str, str]], edition: Edition) -> dict[str, str]:
    """Names of files by their keys, from pairs of key and words; those that share a name get their key as well."""
    made = {key: file_name(words, edition) for key, words in named}
    often = Counter(made.values())
    return {key: name if often[name] == 1 else f"{name}-{key}" for key, name in made.items()}


def report_names(reports: Sequence[Report]) -> dict[str, str]:
    """The names of reports of one edition, by their keys."""
    pairs = ((report.key, report.title) for report in reports)
    return file_names(pairs, reports[0].edition) if reports else {}
