"""`gnv review …`: faktagranskning of the preliminary local reports."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gnv_pipeline import formatting
from gnv_pipeline.cli import show
from gnv_pipeline.home import DataHome

if TYPE_CHECKING:
    from gnv_pipeline.plan.models import Area, Plan

_YEAR = click.option("--year", type=int, required=True, metavar="ÅR", help="Uppföljningsår.")
_STEP = "fact_check"  # the calendar's step
_NO_WORD = re.compile(r"[^\w]+")  # as the reports' files are named
_OUTCOMES = {"approved": "Stämmer", "comment": "Har synpunkter", "none": "Har inte svarat"}


@click.group(
    options_metavar="[VAL]",
    subcommand_metavar="KOMMANDO ...",
    help="Faktagranskning av de preliminära lokala rapporterna.",
)
def review() -> None:
    """Group what concerns faktagranskning."""


@review.command(
    options_metavar="[VAL]",
    help=(
        "Lägg ett utkast till mejl per organisation i data/inkorg/svar, med rapporten bifogad. Inget skickas."
    ),
)
@_YEAR
@click.option("--organisation", metavar="NAMN", help="Bara den här (namn eller id).")
@click.pass_obj
def send(home: DataHome, year: int, organisation: str | None) -> int:
    """Put letter and report ready for every organisation, and note that."""
    from gnv_pipeline.cli.steps import STOCKHOLM, find_area, plan_for
    from gnv_pipeline.intake.example import holds_example
    from gnv_pipeline.intake.review_letters import letter, mail
    from gnv_pipeline.intake.reviewing import EDITION, record_sent

    plan = plan_for(home, year)
    areas = (find_area(plan, organisation, plan.reporters),) if organisation else plan.reporters
    reports = {area.id: _report(home, year, EDITION, area) for area in areas}
    lacking = [area.name for area in areas if reports[area.id] is None]
    if lacking:
        show.error(
            f"Den preliminära rapporten för {formatting.enumeration(lacking)} finns inte som PDF i "
            f"{home.reports / str(year) / EDITION / 'pdf'}. Inget är skrivet."
        )
        show.next_step(f"ge ut den med 'gnv run --year {year} --edition preliminary'.")
        return 1
    folder = home.answers / f"faktagranskning-{year}"
    folder.mkdir(parents=True, exist_ok=True)
    addresses, last_day, example = (
        _mailboxes(home, plan, year),
        _last_day(plan, year),
        holds_example(home),
    )
    now = datetime.now(STOCKHOLM)
    for area in areas:
        report = reports[area.id]
        if report is None:
            raise ValueError("a missing report was told above")
        text = letter(area, year, last_day)
        name = area.name.replace(" ", "_")
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        draft = mail(area, year, text, addresses.get(area.id), report.read_bytes(), report.name)
        (folder / f"{name}.eml").write_bytes(draft)
        record_sent(home, plan, year, area.id, now=now, example=example)
        to = addresses.get(area.id) or "ingen funktionsbrevlåda är angiven"
        show.step(f"{area.full_name}: {name}.eml (till: {to})")
    show.done(f"{len(areas)} utkast ligger i {folder}")
    show.next_step(
        "öppna dem i e-postprogrammet och skicka. Svaren antecknas med 'gnv review answer'."
    )
    return 0  # fmt: skip


@review.command(
    options_metavar="[VAL]",
    help="Anteckna ett svar: --approved när allt stämmer, annars --comment.",
)
@click.argument("organisation", metavar="ORGANISATION")
@_YEAR
@click.option("--approved", is_flag=True, help="Rapporten stämmer.")
@click.option("--comment", metavar="TEXT", help="Vad de vill ändra eller tillägga.")
@click.option("--public", is_flag=True, help="Synpunkten får stå i rapporten.")
@click.option(
    "--function", required=True, metavar="TEXT", help="Vilken funktion som svarat. Inga namn."
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATUM",
    help="Dagen för svaret (annars i dag).",
)
@click.pass_obj
def answer(
    home: DataHome,
    organisation: str,
    year: int,
    approved: bool,
    comment: str | None,
    public: bool,
    function: str,
    on: datetime | None,
) -> int:
    """Note what an organisation answered."""
    from gnv_pipeline.cli.steps import STOCKHOLM, find_area, plan_for
    from gnv_pipeline.intake.example import holds_example
    from gnv_pipeline.intake.reviewing import record_answer

    if approved == (comment is not None):
        raise click.UsageError("Skriv antingen --approved eller --comment TEXT.")
    plan = plan_for(home, year)
    area = find_area(plan, organisation, plan.reporters)
    now = datetime.now(STOCKHOLM)
    made = record_answer(
        home, plan, year, area.id, comment=comment, public=public, function=function,
        on=on.date() if on else now.date(), now=now, example=holds_example(home),
    )  # fmt: skip
    what = "har synpunkter" if comment is not None else "har godkänt rapporten"
    show.done(f"{made}: {area.full_name} {what}.")
    if comment is not None:
        shown = (
            "Synpunkten får stå i rapporten." if public else "Synpunkten visas inte i rapporten."
        )
        show.line(f"  {shown} Ska en uppgift rättas: gnv correct.")
    show.next_step(f"se vilka som svarat med 'gnv review status --year {year}'.")
    return 0


@review.command(options_metavar="[VAL]", help="Visa vilka som har svarat på faktagranskningen.")
@_YEAR
@click.pass_obj
def status(home: DataHome, year: int) -> int:
    """One line per organisation."""
    from gnv_pipeline.cli.steps import plan_for
    from gnv_pipeline.intake.reviewing import review_states

    plan = plan_for(home, year)
    states = review_states(home, plan, year)
    if not states:
        show.line(f"Ingen faktagranskning är påbörjad för {year}.")
        show.next_step(f"lägg rapporterna att skicka med 'gnv review send --year {year}'.")
        return 0
    show.table(
        ("Organisation", "Svar", "Skickad", "Svarade", "Funktion", "Synpunkt"),
        [
            (
                plan.area_by_id[one.organisation_id].name,
                _OUTCOMES[one.outcome],
                _day(one.sent_on),
                _day(one.answered_on),
                one.function or formatting.MISSING,
                one.comment or formatting.MISSING,
            )
            for one in states
        ],
    )
    answered = sum(one.outcome != "none" for one in states)
    show.line(f"{answered} av {len(states)} har svarat.")
    show.next_step(
        "påminn dem som inte svarat."
        if answered < len(states)
        else f"ge ut den slutliga utgåvan: 'gnv run --year {year} --edition final'."
    )
    return 0


def _report(home: DataHome, year: int, edition: str, area: Area) -> Path | None:
    """The PDF an organisation checks: its own report, for the region the regional one."""
    from gnv_pipeline.plan.models import AreaKind

    folder = home.reports / str(year) / edition / "pdf"
    titles = ("Årsrapport",) if area.kind is AreaKind.REGION else (area.full_name, area.name)
    keys = {"regional" if area.kind is AreaKind.REGION else area.id}
    starts = tuple(f"{_NO_WORD.sub('-', title)}-{year}-" for title in titles)
    found = [
        path
        for path in sorted(folder.glob("*.pdf"))
        if path.stem in keys or path.name.startswith(starts)
    ]
    return found[0] if found else None


def _mailboxes(home: DataHome, plan: Plan, year: int) -> dict[str, str]:
    """The function mailboxes that the newest workbooks name."""
    from gnv_pipeline.intake.store import Store

    found: dict[str, str] = {}
    for one in sorted(plan.rounds, key=lambda one: one.round):
        if one.year == year:
            for content in Store(home).contents(plan, year, one.round):
                for row in content.content.hand_in:
                    if row.field_id == "mailbox" and row.value:
                        found[content.organisation_id] = row.value
    return found


def _last_day(plan: Plan, year: int) -> date | None:
    days = [one.on for one in plan.calendar.milestones if (one.step, one.year) == (_STEP, year)]
    return max(days, default=None)


def _day(value: date | None) -> str:
    return formatting.day(value) if value else formatting.MISSING
