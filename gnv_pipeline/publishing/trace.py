"""Following a published number home: mart row, submission or file, cell or line, original with its hash.

Belongs here: walking ``mart.lineage`` of the current publication and finding the originals. Does not belong
here: making the lineage (``mart/lineage.insert.sql``), or showing it (cli). A masked value keeps its way
home, but no number is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Area, Indicator, Plan
from gnv_pipeline.plan.names import find_area
from gnv_pipeline.publishing import pointer, rows
from gnv_pipeline.publishing.manifest import FILE_NAME, read_manifest
from gnv_pipeline.publishing.sentences import figures, words
from gnv_pipeline.warehouse.reader import Publication

_COMPONENT = {
    "numerator": "Täljare",
    "value": "Värde",
    "denominator": "Nämnare",
    "answer": "Svar",
    "text": "Text",
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """How a cell is read otherwise than it stands in the original."""

    decision_id: str
    old: str
    new: str
    reason: str
    source: str
    function: str
    on: date


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the originals; the doors ask the store for it."""

    corrections: Mapping[tuple[str, str, str], tuple[Corrected, ...]] = field(default_factory=dict)
    """By hash, sheet and cell, oldest first."""
    removed: Mapping[str, str] = field(default_factory=dict)
    """What is said of an original that was removed, by its hash."""


@dataclass(frozen=True, slots=True)
class Step:
    """One input of a number: where it stood, and whether the original is still there."""

    component: str
    source_kind: str
    source_file: str
    place: str
    """``Nyckeltal!D7`` or ``rad 123``."""
    submission_id: str | None
    received_at: str
    sha256: str
    original: str | None
    """Path in the data home, None when it is gone."""
    intact: bool
    """Whether the original has the hash that was noted."""
    corrected: tuple[Corrected, ...] = ()
    """The corrections that this edition was made with."""
    removed: str | None = None
    """What is said of an original that was removed under a decision."""


@dataclass(frozen=True, slots=True)
class TraceResult:
    """A published number and its way home."""

    title: str
    said: str
    row: str
    publication: str
    steps: tuple[Step, ...]
    hidden: bool = False
    """Whether the value is masked: then no number is told anywhere."""

    def lines(self) -> Iterator[str]:
        """The way home as Swedish lines for a terminal; what is said of an original is said once."""
        yield self.title
        yield f"  {self.said}"
        yield f"  Utgåva: {self.publication}"
        yield f"  Rad: mart.indicator_value {self.row}"
        if not self.steps:
            yield "  Inget har lämnats eller lästs in för det här värdet."
        told: set[str] = set()
        for number, step in enumerate(self.steps, 1):
            yield f"  {number}. {_COMPONENT[step.component]}: {step.source_file}, {step.place}"
            for one in step.corrected:
                change = "" if self.hidden else f": {one.old or 'tom'} → {one.new or 'tom'}"
                yield f"     Rättat {day(one.on)} ({one.decision_id}){change}"
                yield f"       Skäl: {_said_why(one, hidden=self.hidden)}"
            if step.sha256 in told:
                continue
            told.add(step.sha256)
            if step.submission_id is not None:
                yield f"     Inlämning: {step.submission_id}"
            yield f"     {_verb(step)}: {_moment(step.received_at)}"
            yield f"     sha256: {step.sha256}"
            yield f"     {_original(step)}"


def _verb(step: Step) -> str:
    return "Mottagen" if step.source_kind == "workbook" else "Inläst"


def _moment(received_at: str) -> str:
    """``12 mars 2027 kl. 8.00``; a day alone where no time was noted."""
    try:
        found = datetime.fromisoformat(received_at)
    except ValueError:
        return received_at
    said = day(found.date())
    return f"{said} kl. {found.hour}.{found.minute:02}" if "T" in received_at else said


def _said_why(one: Corrected, *, hidden: bool) -> str:
    # People write numbers in their reasons.
    return (
        f"visas inte; {one.function}" if hidden else f"{one.reason} ({one.source}; {one.function})"
    )


def _original(step: Step) -> str:
    if step.removed is not None:
        return f"{step.removed}."
    if step.original is None:
        return "Originalet finns inte kvar."
    state = "oförändrat" if step.intact else "ÄNDRAT: innehållet har en annan hash"
    return f"Original: {step.original} ({state})"


def trace(
    home: DataHome,
    indicator: str,
    area: str,
    data_year: int,
    gender: str = "T",
    beside: Beside | None = None,
) -> TraceResult:
    """The way home of one number in the current publication.

    Args:
        home: The data home.
        indicator: Id of the indicator, in the plan or in Kolada.
        area: Id, name or name variant of an area.
        data_year: Data year.
        gender: T, K or M.
        beside: What is known beside the originals.

    Raises:
        FindingsError: Nothing is published, or the indicator, area or row is unknown.
    """
    database = pointer.current(home)
    if database is None:
        raise _stop("nothing-published", "Ingen utgåva är publicerad.", "Kör 'gnv run --year ÅR'.")
    plan = load_plan(database.parent / "plan")
    found, where = _indicator(plan, indicator), _area(plan, area)
    with Publication(database) as publication:
        values = rows.typed(
            _only(publication.table("indicator_value"), found, where, data_year, gender), rows.Value
        )
        lineage = publication.table("lineage")
    if not values:
        raise _stop(
            "row-unknown",
            f"Utgåvan {database.parent.name} har inget värde för {found.id}, {where.name}, {data_year}, "
            f"{gender}.",
            "Kontrollera år och kön. Mått på regionnivå finns bara för regionen.",
        )
    key = "|".join((found.id, where.id, str(data_year), gender))
    mine = lineage[(lineage["subject"] == "indicator_value") & (lineage["subject_key"] == key)]
    return TraceResult(
        title=f"{found.name} · {where.full_name} · {data_year} · {words.label('gender', gender)}",
        said=_said(found, values[0]),
        row=key,
        publication=database.parent.name,
        steps=tuple(_steps(home, mine, _of_edition(beside or Beside(), database.parent))),
        hidden=values[0].masked,
    )


def _of_edition(beside: Beside, folder: Path) -> Beside:
    """Only the corrections that an edition was made with: its manifest names them."""
    inputs = read_manifest(folder / FILE_NAME).identity["inputs"]
    ids = {str(one["name"]).split(" ", 1)[0] for one in inputs if one["kind"] == "correction"}
    kept = {
        place: tuple(one for one in found if one.decision_id in ids)
        for place, found in beside.corrections.items()
    }
    return replace(beside, corrections=kept)


def _only(
    values: pd.DataFrame, indicator: Indicator, area: Area, year: int, gender: str
) -> pd.DataFrame:
    return values[
        (values["indicator_id"] == indicator.id)
        & (values["organisation_id"] == area.id)
        & (values["data_year"] == year)
        & (values["gender"] == gender)
    ]


def _said(indicator: Indicator, row: rows.Value) -> str:
    if row.value is None:
        return f"Inget värde: {words.label('missing_reason', row.missing_reason or 'unknown')}"
    kind = f" ({words.label('value_kind', row.value_kind).lower()})" if row.value_kind else ""
    return f"{figures.measured_row(indicator, row)}{kind}"


def _steps(home: DataHome, lineage: pd.DataFrame, beside: Beside) -> Iterator[Step]:
    order = list(_COMPONENT)
    records = lineage.to_dict("records")
    records.sort(key=lambda one: (int(one["input_no"]), order.index(str(one["component"]))))
    originals: dict[tuple[str, str], tuple[str | None, bool]] = {}
    for record in records:
        text = {str(name): rows.plain(value, "str") for name, value in record.items()}
        kind, sha256 = str(text["source_kind"]), str(text["sha256"])
        if (kind, sha256) not in originals:
            originals[kind, sha256] = find_original(home, kind, sha256, str(text["source_file"]))
        original, intact = originals[kind, sha256]
        yield Step(
            component=str(text["component"]),
            source_kind=kind,
            source_file=str(text["source_file"]),
            place=_place(text),
            submission_id=text["submission_id"],
            received_at=str(text["received_at"]),
            sha256=sha256,
            original=original,
            intact=intact,
            corrected=beside.corrections.get((sha256, text["sheet"] or "", text["cell"] or ""), ()),
            removed=beside.removed.get(sha256) if original is None else None,
        )


def _place(text: dict[str, str | None]) -> str:
    if text["cell"] is not None:
        return f"{text['sheet']}!{text['cell']}"
    return text["locator"] or text["sheet"] or "hela filen"


def find_original(home: DataHome, kind: str, sha256: str, name: str) -> tuple[str | None, bool]:
    """Path of an original inside the data home and whether its bytes still have the hash."""
    folder = {
        "workbook": home.submissions,
        "kolada": home.kolada,
        "bulk": home.bulk,
        "text": home.texts,
    }[kind]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = [path for path in files if sha256 in path.name] or [
        path for path in files if path.name == name
    ]
    for path in named or files:
        if hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return path.relative_to(home.root).as_posix(), True
    return (named[0].relative_to(home.root).as_posix(), False) if named else (None, False)


def _indicator(plan: Plan, text: str) -> Indicator:
    wanted = text.strip().casefold()
    for indicator in plan.indicators:
        if wanted in (indicator.id.casefold(), (indicator.kolada_id or "").casefold()):
            return indicator
    known = ", ".join(one.id for one in plan.indicators)
    raise _stop("indicator-unknown", f"Planen har inget mått {text}.", f"Välj bland {known}.")


def _area(plan: Plan, text: str) -> Area:
    area = find_area(plan, text)
    if area is None:
        others = [one.name for one in plan.areas if one not in plan.kommuner]
        known = ", ".join([*(one.name for one in plan.kommuner), *others])
        raise _stop("area-unknown", f"Planen har inget område {text}.", f"Välj bland {known}.")
    return area


def _stop(code: str, message: str, remedy: str) -> FindingsError:
    return FindingsError([Finding(code, Severity.ERROR, message, remedy)])
