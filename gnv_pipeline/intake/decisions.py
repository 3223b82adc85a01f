"""Decisions on a hand-in: more time (anstånd), or that an organisation abstains this year; and taking any
decision back.

Belongs here: which of them may be made, and writing them down. Does not belong here: what they mean for a
status (``status``), or decisions on a row (``correcting``, ``waiving``).
"""

from __future__ import annotations

from datetime import date, datetime

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import Decision, Told, read_ledger
from gnv_pipeline.intake.noting import collection, note, reporter, said, wrong
from gnv_pipeline.plan.models import Plan


def grant_extension(
    home: DataHome,
    plan: Plan,
    year: int,
    round: int,  # noqa: A002 (the house's word for it)
    organisation_id: str,
    *,
    until: date,
    reason: str,
    function: str,
    now: datetime,
    example: bool = False,
) -> str:
    """Give an organisation time until a later day; returns the decision's id.

    A later extension replaces an earlier one.

    Raises:
        FindingsError: The organisation does not hand in, the plan has no such round, the day is not
            after the round's deadline, reason or function is empty, or the home is of the other sort.
    """
    deadline = collection(plan, year, round).deadline
    if until <= deadline:
        raise wrong(
            "extension-not-later",
            f"Anståndet ska sluta efter den ordinarie sista dagen, {deadline.isoformat()}.",
            "Skriv en senare dag.",
            until.isoformat(),
        )
    return _decide(
        home, plan, "extension", (year, round), organisation_id, until, reason, function, now, example
    )  # fmt: skip


def record_abstention(
    home: DataHome,
    plan: Plan,
    year: int,
    round: int,  # noqa: A002
    organisation_id: str,
    *,
    reason: str,
    function: str,
    now: datetime,
    example: bool = False,
) -> str:
    """Note that an organisation abstains; returns the decision's id.

    A workbook that comes all the same counts as usual.

    Raises:
        FindingsError: As :func:`grant_extension`.
    """
    collection(plan, year, round)
    return _decide(
        home, plan, "abstention", (year, round), organisation_id, None, reason, function, now, example
    )  # fmt: skip


def withdraw(
    home: DataHome,
    decision_id: str,
    *,
    reason: str,
    function: str,
    now: datetime,
    example: bool = False,
) -> str:
    """Take a decision back; returns its id as the ledger spells it. The line itself stays.

    Raises:
        FindingsError: There is none of that id, it was taken back before, reason or function is empty, or
            the home is of the other sort.
    """
    told = read_ledger(home)
    wanted = decision_id.strip().upper()
    if wanted not in _ids(told):
        raise wrong(
            "decision-unknown",
            f"Det finns inget beslut {decision_id.strip()}.",
            "Se vilka som finns med 'gnv decisions --year ÅR'.",
            decision_id,
        )
    if wanted in told.withdrawn:
        raise wrong(
            "decision-withdrawn",
            f"{wanted} är redan återtaget. Inget är ändrat.",
            "Inget behöver göras.",
            wanted,
        )
    texts = said(reason=reason, function=function)
    note(home, {"kind": "withdrawal", "of": wanted, **texts}, now, example=example)
    return wanted


def _ids(told: Told) -> set[str]:
    return {
        *(one.decision_id for one in told.decisions if one.decision_id),
        *(one.decision_id for one in told.corrections),
        *(one.decision_id for one in told.waivers),
        *(one.decision_id for one in told.reviews),
    }


def _decide(
    home: DataHome,
    plan: Plan,
    kind: Decision,
    when: tuple[int, int],
    organisation_id: str,
    until: date | None,
    reason: str,
    function: str,
    now: datetime,
    example: bool,
) -> str:
    reporter(plan, organisation_id)
    year, number = when
    entry = {
        "kind": kind,
        "organisation_id": organisation_id,
        "year": year,
        "round": number,
        "until": until.isoformat() if until else None,
        **said(reason=reason, function=function),
    }
    return note(home, entry, now, example=example)
