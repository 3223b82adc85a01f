"""What `gnv status` shows: who has handed in, how much, and what is decided about the rest.

Belongs here: words and order of the table. Does not belong here: the statuses (``intake.status``) or
printing (``cycle``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from gnv_pipeline import formatting
from gnv_pipeline.cli.steps import STATUS_WORDS, STOCKHOLM, plan_for
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.status import OrganisationStatus, statuses
from gnv_pipeline.plan.loading import load_plan, plan_folders

_COUNTED: Mapping[str, str] = {
    "delivered": "har lämnat",
    "with_warnings": "har lämnat och har något att kontrollera",
    "rows_waiting": "har lämnat och har rader som väntar på rättning",
    "delivered_late": "har lämnat efter sista dag",
    "refused": "har skickat en fil som inte gick att ta emot",
    "extended": "har anstånd",
    "abstains": "avstår i år",
    "missing": "saknas",
}
_SAID_WHOLE = ("extended", "abstains")
"""Statuses whose note is no more than what the table says."""
_TO_REMIND = ("missing", "refused", "extended", "rows_waiting")


def rounds_of(home: DataHome, year: int | None = None) -> dict[str, int]:
    """The collections of a year, or of all years, in any revision of the plan: key to number."""
    found = {
        one.key: one.round
        for folder in plan_folders(home)
        for one in load_plan(folder).rounds
        if year in {one.year, None}
    }
    return dict(sorted(found.items()))


def standing(
    home: DataHome, year: int, number: int
) -> tuple[list[tuple[str, ...]], list[str], bool]:
    """Table, what is said below it, and whether anybody is to be reminded."""
    plan = plan_for(home, year)
    deadline = plan.round(year, number).deadline
    today = datetime.now(STOCKHOLM).date()
    found = statuses(home, plan, year, number, today)
    names = {area.id: area.name for area in plan.areas}
    table = [_line(one, names[one.organisation_id], today, deadline) for one in found]
    beside = [
        f"{names[one.organisation_id]}: {one.note}."
        for one in found
        if one.note and one.status not in _SAID_WHOLE
    ]
    remind = any(one.status in _TO_REMIND for one in found)
    return table, [*beside, *_summary(found, today, deadline)], remind


def _line(status: OrganisationStatus, name: str, today: date, deadline: date) -> tuple[str, ...]:
    words = STATUS_WORDS[status.status]
    if status.status == "missing" and not status.note and today <= deadline:
        words = f"Väntas senast {formatting.day(deadline)}"
    if status.status == "extended" and status.note:
        words = f"Har {status.note[:1].lower()}{status.note[1:]}"
    share = status.completeness
    return (
        name,
        words,
        formatting.day(status.received_on) if status.received_on else formatting.MISSING,
        formatting.percent(None if share is None else 100 * share),
        str(status.rows_waiting),
        str(status.warnings),
    )


def _summary(found: tuple[OrganisationStatus, ...], today: date, deadline: date) -> list[str]:
    counts = Counter(one.status for one in found)
    said = []
    for code, words in _COUNTED.items():
        if count := counts[code]:  # type: ignore[index]
            waits = code == "missing" and today <= deadline
            said.append(f"{count} {'väntas' if waits else words}")
    shares = [one.completeness for one in found if one.completeness is not None]
    lines = [f"Av {len(found)}: {', '.join(said)}."]
    if shares:
        share = formatting.percent(100 * sum(shares) / len(shares))
        lines.append(
            f"De som har lämnat har fyllt i {share} av det som frågas (tal, svar eller skäl)."
        )
    return lines
