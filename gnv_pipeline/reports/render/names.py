"""What the files are called that people send, save and print: by name, year and edition.

Belongs here: file names for readers. Does not belong here: folders, or the addresses of pages, which are keys
so that deep links last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gnv_pipeline.reports.model.parts import Report

_UNSAFE = re.compile(r"[^\w]+")


def file_name(report: Report) -> str:
    """Name, year and edition without blanks or ending; letters with dots stay as they are."""
    edition = report.edition.label.split()[0].lower()
    year = str(report.edition.year)
    words = [report.title] if year in report.title.split() else [report.title, year]
    return _UNSAFE.sub("-", " ".join([*words, edition])).strip("-")


def file_names(reports: Iterable[Report]) -> dict[str, str]:
    """The name of every report by its key; reports that share a name get their key as well."""
    made = {report.key: file_name(report) for report in reports}
    often = Counter(made.values())
    return {key: name if often[name] == 1 else f"{name}-{key}" for key, name in made.items()}
