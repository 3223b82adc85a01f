"""Checks of ``rounds.yaml`` and ``calendar.yaml``: dates that people can keep.

Does not belong here: which days are bad ones (``days``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import get_args

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding
from gnv_pipeline.plan.checks_base import Places, repeated
from gnv_pipeline.plan.days import bad_day
from gnv_pipeline.plan.models import Milestone, Plan
from gnv_pipeline.plan.positions import Path

ROUNDS = "rounds.yaml"
CALENDAR = "calendar.yaml"
LEAST_DAYS = 42
"""Six weeks: a lokal systemledning meets about once a month and two people fill in the workbook."""
_ORDER: tuple[str, ...] = get_args(Milestone.model_fields["step"].annotation)


def check_rounds(plan: Plan, places: Places) -> Iterator[Finding]:
    """Rounds once each, with time enough, on working days."""
    for number, one, _ in repeated(plan.rounds, lambda one: one.key):
        yield places.error(
            ROUNDS,
            ("rounds", number, "round"),
            "duplicate-id",
            f"Omgången {one.key} står två gånger.",
            "Ge den ena omgången ett annat nummer (round).",
        )
    if not plan.rounds:
        yield places.error(
            ROUNDS,
            ("rounds",),
            "empty-list",
            "Planen har ingen insamlingsomgång.",
            "Lägg till minst en omgång med år, datum och blad.",
        )
    for number, one in enumerate(plan.rounds):
        path: Path = ("rounds", number)
        yield from _day(places, ROUNDS, (*path, "opens"), one.opens, f"Mallen för {one.key}")
        yield from _day(
            places, ROUNDS, (*path, "deadline"), one.deadline, f"Sista dag för {one.key}"
        )
        yield from _enough_time(places, (*path, "deadline"), one.key, one.opens, one.deadline)
        if not one.sheets:
            yield places.error(
                ROUNDS,
                (*path, "sheets"),
                "empty-list",
                f"Omgången {one.key} har inga blad.",
                "Skriv vilka blad som ska fyllas i.",
                "[hand_in, keyfigures]",
            )
        for where, sheet, _ in repeated(one.sheets, lambda sheet: sheet):
            yield places.error(
                ROUNDS,
                (*path, "sheets", where),
                "duplicate-id",
                f"Omgången {one.key} har bladet {sheet} två gånger.",
                "Ta bort det ena.",
            )


def _enough_time(
    places: Places, path: Path, key: str, opens: date, deadline: date
) -> Iterator[Finding]:
    days = (deadline - opens).days
    if days <= 0:
        yield places.error(
            ROUNDS,
            path,
            "deadline-before-template",
            f"Omgången {key}: sista dagen {formatting.day(deadline)} ligger inte efter dagen då "
            f"mallen skickas ut, {formatting.day(opens)}.",
            "Byt plats på datumen eller rätta det ena.",
        )
    elif days < LEAST_DAYS:
        yield places.warning(
            ROUNDS,
            path,
            "too-short-time",
            f"Omgången {key}: det är {days} dagar mellan mall och sista dag.",
            "Ge minst sex veckor: en lokal systemledning träffas ungefär en gång i månaden.",
        )


def check_calendar(plan: Plan, places: Places) -> Iterator[Finding]:
    """Milestones and meetings: working days, in order, the same deadlines as the rounds."""
    milestones = plan.calendar.milestones
    for number, one in enumerate(milestones):
        yield from _day(places, CALENDAR, ("milestones", number, "on"), one.on, one.name)
    for number, meeting in enumerate(plan.calendar.meetings):
        yield from _day(
            places, CALENDAR, ("meetings", number, "on"), meeting.on, f"Mötet med {meeting.body}"
        )
    for number, one, _ in repeated(milestones, lambda one: (one.year, one.step)):
        yield places.error(
            CALENDAR,
            ("milestones", number),
            "duplicate-id",
            f"Steget {one.step} står två gånger för {one.year}.",
            "Ta bort det ena.",
        )
    for number, meeting, _ in repeated(plan.calendar.meetings, lambda one: (one.body, one.on)):
        yield places.warning(
            CALENDAR,
            ("meetings", number),
            "duplicate-meeting",
            f"{meeting.body} har två möten {formatting.day(meeting.on)}.",
            "Ta bort det ena, eller skriv ihop dem.",
        )
    yield from _order(plan, places)
    yield from _same_deadline(plan, places)


def _order(plan: Plan, places: Places) -> Iterator[Finding]:
    numbered = list(enumerate(plan.calendar.milestones))
    for year in sorted({one.year for _, one in numbered}):
        steps = sorted(
            (pair for pair in numbered if pair[1].year == year),
            key=lambda pair: _ORDER.index(pair[1].step),
        )
        for (_, before), (number, after) in pairwise(steps):
            if after.on < before.on:
                yield places.error(
                    CALENDAR,
                    ("milestones", number, "on"),
                    "steps-in-wrong-order",
                    f"{after.name} ({formatting.day(after.on)}) ligger före "
                    f"{before.name} ({formatting.day(before.on)}).",
                    "Rätta det ena datumet.",
                )


def _same_deadline(plan: Plan, places: Places) -> Iterator[Finding]:
    """The first round's dates are told twice; they have to be the same."""
    rounds = {one.year: one for one in plan.rounds if one.round == 1}
    for number, one in enumerate(plan.calendar.milestones):
        first = rounds.get(one.year)
        if first is None or one.step not in {"deadline", "template_out"}:
            continue
        wanted = first.deadline if one.step == "deadline" else first.opens
        if one.on != wanted:
            yield places.warning(
                CALENDAR,
                ("milestones", number, "on"),
                "dates-differ",
                f"{one.name}: {formatting.day(one.on)} här men {formatting.day(wanted)} i "
                f"rounds.yaml (omgång {first.key}).",
                "Skriv samma datum på båda ställena.",
                wanted.isoformat(),
            )


def _day(places: Places, file: str, path: Path, day: date, named: str) -> Iterator[Finding]:
    if (why := bad_day(day)) is not None:
        yield places.warning(
            file,
            path,
            "bad-day",
            f"{named}: {formatting.weekday_and_day(day)} är {why}.",
            "Välj en vanlig arbetsdag utanför semestertiden.",
        )
