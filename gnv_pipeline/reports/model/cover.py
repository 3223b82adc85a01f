"""The cover of a report: what a registrar and a reader must find before anything else.

Belongs here: its lines and the words for what is not known yet. Does not belong here: how it is drawn.
"""

from __future__ import annotations

from gnv_pipeline.formatting import day, number
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart, Row
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
            _record(mart, plan),
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


def _record(mart: Mart, plan: Plan) -> CoverFact:
    found = plan.header.record_numbers.get(mart.year)
    return CoverFact("record", "Diarienummer", found or NO_RECORD, missing=found is None)


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


def fact_checks(mart: Mart) -> dict[str, Row]:
    """The year's faktagranskning by organisation; empty where none was held."""
    rows = mart.optional("fact_check")
    return {row["organisation_id"]: row for row in rows if row["year"] == mart.year}


def check_words(row: Row | None) -> str:
    """What an organisation has answered, in words."""
    if row is None or (row["outcome"] == "none" and row["sent_on"] is None):
        return NOT_CHECKED
    if row["outcome"] == "none":
        return f"Utskickad {day(row['sent_on'])}, inget svar."
    done = "Godkänd" if row["outcome"] == "approved" else "Besvarad med kommentar"
    when = f" {day(row['answered_on'])}" if row["answered_on"] is not None else ""
    said = f" {row['comment']}" if row["comment"] else ""
    return f"{done}{when}.{said}"


def _checked_by(mart: Mart, organisation: str) -> CoverFact:
    row = fact_checks(mart).get(organisation)
    return _checked(check_words(row), missing=row is None or row["outcome"] == "none")


def _checked_by_all(mart: Mart) -> CoverFact:
    rows = tuple(fact_checks(mart).values())
    if not any(row["sent_on"] or row["outcome"] != "none" for row in rows):
        return _checked(NOT_CHECKED, missing=True)
    approved, commented = (
        sum(row["outcome"] == outcome for row in rows) for outcome in ("approved", "comment")
    )
    told = f"Godkänd av {number(approved)} av {number(len(mart.reporters))} organisationer"
    if commented:
        told += f", kommenterad av {number(commented)}"
    return _checked(f"{told}.", missing=approved + commented == 0)


def _checked(told: str, *, missing: bool = False) -> CoverFact:
    return CoverFact("fact_check", "Faktagranskning", told, missing)
