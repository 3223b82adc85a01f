"""The cover of a report: what a registrar and a reader must find before anything else.

Belongs here: its lines and the words for what is not known yet. Does not belong here: how it is drawn.
"""

from __future__ import annotations

from gnv_pipeline.formatting import day, number
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import words
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Cover, CoverFact, Edition

NO_RECORD = "Saknas. Sätts när rapporten registreras."
NOT_CHECKED = "Inte gjord."


def regional(mart: Mart, plan: Plan, edition: Edition, title: str) -> Cover:
    """The cover of the county's report; its faktagranskning is everyone's, counted."""
    return _cover(mart, plan, edition, title, plan.header.report_title, _checked_by_all(mart))


def local(
    mart: Mart, plan: Plan, edition: Edition, title: str, subject: str, organisation: str
) -> Cover:
    """The cover of a kommun's report."""
    return _cover(mart, plan, edition, title, subject, _checked_by(mart, organisation))


def _cover(
    mart: Mart, plan: Plan, edition: Edition, title: str, subject: str, checked: CoverFact
) -> Cover:
    status = "Ska faktagranskas" if edition.preliminary else "Fastställd utgåva"
    return Cover(
        title=title,
        subject=subject,
        focus=plan.header.focus_title,
        facts=(
            _record(mart),
            CoverFact(
                "sender", "Avsändare", f"{edition.sender}. Framtagen av {plan.header.prepared_by}."
            ),
            CoverFact("receivers", "Mottagare", edition.receivers),
            CoverFact("edition", "Utgåva", f"{edition.label} {edition.year}"),
            CoverFact("status", "Läge", status),
            CoverFact("as_of", "Underlag", edition.as_of),
            CoverFact("plan", "Plan", _plan(edition, plan)),
            CoverFact("data_years", "Dataår", _data_years(mart)),
            checked,
        ),
    )


def _record(mart: Mart) -> CoverFact:
    found = mart.edition.get("record_number")
    return CoverFact("record", "Diarienummer", str(found or NO_RECORD), missing=not found)


def _plan(edition: Edition, plan: Plan) -> str:
    return edition.plan if plan.header.decided else f"{edition.plan}. Mål och målvärden är exempel."


def _data_years(mart: Mart) -> str:
    """From the oldest to the newest year judged; each value carries its own year as well."""
    judged = {row["judged_year"]: row for row in mart.indicators.values() if row["delmal_id"]}
    years = sorted(year for year in judged if year is not None)
    if not years:
        return "Inget mått har ett värde att bedöma."
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return f"{span}. Varje värde står med sitt eget år."


def _checked_by(mart: Mart, organisation: str) -> CoverFact:
    row = next(
        (
            row
            for row in mart.optional("fact_check")
            if row["organisation_id"] == organisation and row["year"] == mart.year
        ),
        None,
    )
    if row is None:
        return CoverFact("fact_check", "Faktagranskning", NOT_CHECKED, missing=True)
    told = mart.label("fact_check_status", row["status"])
    when = words.written_day(row["on"]) if row["on"] is not None else ""
    return CoverFact(
        "fact_check", "Faktagranskning", " ".join(part for part in (told, when) if part)
    )


def _checked_by_all(mart: Mart) -> CoverFact:
    rows = [row for row in mart.optional("fact_check") if row["year"] == mart.year]
    done = [row for row in rows if row["status"] in {"approved", "commented"}]
    if not done:
        return CoverFact("fact_check", "Faktagranskning", NOT_CHECKED, missing=True)
    told = f"Gjord av {number(len(done))} av {number(len(mart.reporters))} organisationer."
    latest = max((row["on"] for row in done if row["on"] is not None), default=None)
    return CoverFact(
        "fact_check",
        "Faktagranskning",
        told if latest is None else f"{told} Senast {day(latest)}.",
    )
