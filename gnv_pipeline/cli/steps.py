"""What commands have in common: from a data home to the rooms' functions and back.

Belongs here: finding the right plan, round and organisation for a command, and calling the room. Does not
belong here: options and printing (the command modules) or any rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import click

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.history import Remembered, history_for
from gnv_pipeline.intake.store import Store, SubmitResult
from gnv_pipeline.plan.loading import load_plan, plan_folder, plan_folders
from gnv_pipeline.plan.models import Area, Plan, Round
from gnv_pipeline.sources import kolada
from gnv_pipeline.sources.bulk import importing as bulk
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.rows import ReadResult
from gnv_pipeline.workbooks.template import template_bytes

STOCKHOLM = ZoneInfo("Europe/Stockholm")
STATUS_WORDS = {
    "delivered": "Inlämnad",
    "delivered_late": "Inlämnad efter sista dag",
    "with_warnings": "Inlämnad, något att kontrollera",
    "rows_waiting": "Inlämnad, rader väntar på rättning",
    "refused": "Kunde inte tas emot",
    "missing": "Saknas",
    "extended": "Har anstånd",
    "abstains": "Avstår i år",
}


def plan_for(home: DataHome, year: int) -> Plan:
    """The plan that a year's round is run by."""
    return load_plan(plan_folder(home, year)[0])


def find_area(plan: Plan, text: str, among: tuple[Area, ...]) -> Area:
    """The area that a person means by a name, a variant or an id; wrong use when none or unclear."""
    wanted = text.strip().casefold()
    for area in among:
        names = (area.id, area.name, area.full_name, *area.variants)
        if wanted in {name.casefold() for name in names}:
            return area
    known = formatting.enumeration([area.name for area in among], "eller")
    raise click.UsageError(f"'{text}' finns inte i planen. Skriv {known}.")


def find_round(plan: Plan, year: int, number: int) -> Round:
    """The round asked for; wrong use when the plan has none."""
    try:
        return plan.round(year, number)
    except KeyError:
        known = ", ".join(collection.key for collection in plan.rounds)
        raise click.UsageError(
            f"Planen har ingen omgång {year}-{number}. Den har {known}. "
            "Lägg till omgången i rounds.yaml."
        ) from None


def check_report_year(home: DataHome, year: int) -> None:
    """Wrong use when the plan has neither data nor a round for the year: most likely a slip."""
    plan = plan_for(home, year)
    first = min(one.from_year for indicator in plan.indicators for one in indicator.definitions)
    last = max((one.year for one in plan.rounds), default=plan.header.last_year)
    if not first <= year <= last:
        raise click.UsageError(
            f"Planen har uppgifter för {first}–{last}, inte för {year}. "
            "Ska året följas upp: lägg till en omgång i rounds.yaml."
        )


def file_name(organisation: Area, collection: Round) -> str:
    """A workbook's file name, e.g. ``Kommunens_namn_2026.xlsx``, with the round from the second on."""
    name = organisation.name.replace(" ", "_")
    suffix = "" if collection.round == 1 else f"_omgang{collection.round}"
    return f"{name}_{collection.year}{suffix}.xlsx"


def write_templates(
    home: DataHome,
    year: int,
    number: int,
    organisation: str | None,
    folder: Path,
    progress: Callable[[str], None] | None,
    example: bool = False,
) -> list[Path]:
    """Write the blank workbooks of a round into a folder; returns the files."""
    plan = plan_for(home, year)
    collection = find_round(plan, year, number)
    chosen = (find_area(plan, organisation, plan.reporters),) if organisation else plan.reporters
    folder.mkdir(parents=True, exist_ok=True)
    national = kolada.observations(home, plan)
    paths = []
    for area in chosen:
        path = folder / file_name(area, collection)
        history = history_for(home, plan, year, number, area.id, observations=national)
        content = template_bytes(
            plan, year, number, area.id, history, as_of=collection.opens, example=example
        )
        if example:  # generated files hold nobody's work
            path.write_bytes(content)
        else:
            _write_unless_changed(path, content)
        if progress:
            progress(f"{area.full_name}: {path.name}")
        paths.append(path)
    return paths


def _write_unless_changed(path: Path, content: bytes) -> None:
    """Write a template, but never over a file that holds something else: it may have been filled in.

    Raises:
        FindingsError: The file is there with other content; it is left as it is.
    """
    if path.exists() and path.read_bytes() != content:
        raise FindingsError(
            (
                Finding(
                    code="template-exists",
                    severity=Severity.ERROR,
                    message=f"Filen {path.name} finns redan och kan vara ifylld. Den är inte ändrad.",
                    remedy="Flytta den, eller skriv de nya mallarna till en annan mapp med --out MAPP.",
                    file=path.name,
                ),
            )
        )
    path.write_bytes(content)


def check_file(home: DataHome, path: Path, known: Remembered | None = None) -> ReadResult:
    """Read a workbook by the plan it was made from, beside earlier years; nothing is stored."""
    plan = _plan_of_newest_round(home)
    return Store(home).check(path, plan, known)


def write_checked(path: Path, out: Path, result: ReadResult) -> bool:
    """Write the sender's own workbook back with marks; False where the file is no workbook."""
    from gnv_pipeline.workbooks.receipt import write_receipt

    out.parent.mkdir(parents=True, exist_ok=True)
    return write_receipt(path, out, result, file_name=path.name, stored=False)


def submit_file(
    home: DataHome,
    path: Path,
    sender: str,
    now: datetime,
    example: bool = False,
    known: Remembered | None = None,
) -> SubmitResult:
    """Take a workbook in; with ``known`` it is read beside earlier years."""
    plan = _plan_of_newest_round(home)
    return Store(home).submit(path, plan, sender, now, known, example=example)


def import_kolada(
    home: DataHome, path: Path, now: datetime, example: bool = False
) -> kolada.ImportResult:
    """Keep a file with national values."""
    return kolada.import_file(path, home, now, plan=_plan_of_newest_round(home), example=example)


def import_bulk_file(
    home: DataHome, path: Path, source: str, dry_run: bool, now: datetime
) -> bulk.BulkResult:
    """Take values out of a workbook that holds many areas."""
    return bulk.import_file(path, home, now, _plan_of_newest_round(home), source, dry_run=dry_run)


def fetch_kolada(
    home: DataHome,
    years: Sequence[int],
    now: datetime,
    base_url: str | None,
    progress: Callable[[str], None],
) -> kolada.ImportResult:
    """Fetch the plan's indicators for its areas and their similar kommuner from Kolada's API."""
    from gnv_pipeline.sources.kolada_api import BASE_URL, fetch, fetch_groups

    plan = _plan_of_newest_round(home)
    url = base_url or BASE_URL
    found: tuple[Finding, ...] = ()
    if plan.header.similar is not None and (title := plan.header.similar.kolada_group) is not None:
        found = fetch_groups(home, title, now, url, progress).findings
    similar = set(kolada.similar_groups(home, plan)["member_id"])
    areas = sorted({*kolada.kolada_areas(plan), *similar})
    result = fetch(home, kolada.kolada_ids(plan), areas, years, now, url, progress)
    told = tuple(one for one in found if one.severity is not Severity.INFO)
    return replace(result, findings=(*told, *result.findings))


def trace_lines(
    home: DataHome, indicator: str, area: str, data_year: int, gender: Literal["T", "K", "M"]
) -> Iterator[str]:
    """The way home of a published number, line by line."""
    from gnv_pipeline.cli.beside import beside_originals
    from gnv_pipeline.publishing.trace import trace

    return iter(trace(home, indicator, area, data_year, gender, beside_originals(home)).lines())


def _plan_of_newest_round(home: DataHome) -> Plan:
    """The newest revision: it knows all areas; a workbook says itself which revision it was made from."""
    folders = plan_folders(home)
    return load_plan(folders[-1]) if folders else plan_for(home, 0)


__all__ = [
    "STOCKHOLM",
    "check_file",
    "file_name",
    "find_area",
    "import_kolada",
    "read_workbook",
    "submit_file",
    "trace_lines",
    "write_templates",
]
