"""Decisions on a hand-in: more time (anstånd), or that an organisation abstains this year.

Belongs here: writing them to the ledger with day, reason and function. Does not belong here: what they
mean for a status (``status``).
"""

from __future__ import annotations

from datetime import date, datetime

from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import Decision
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.example import mixing
from gnv_pipeline.sources.ledger import LEDGER, Ledger, local_time


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
) -> None:
    """Give an organisation time until a later day. A later extension replaces an earlier one.

    Raises:
        FindingsError: The organisation does not hand in, the plan has no such round, the day is not
            after the round's deadline, reason or function is empty, or the home is of the other sort.
    """
    deadline = _round_deadline(plan, year, round)
    if until <= deadline:
        raise FindingsError(
            (
                _wrong(
                    "extension-not-later",
                    f"Anståndet ska sluta efter den ordinarie sista dagen, {deadline.isoformat()}.",
                    "Skriv en senare dag.",
                    until.isoformat(),
                ),
            )
        )
    _write(
        home, plan, "extension", year, round, organisation_id, until, reason, function, now, example
    )


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
) -> None:
    """Note that an organisation abstains. A workbook that comes all the same counts as usual.

    Raises:
        FindingsError: As :func:`grant_extension`.
    """
    _round_deadline(plan, year, round)
    _write(
        home, plan, "abstention", year, round, organisation_id, None, reason, function, now, example
    )


def _write(
    home: DataHome,
    plan: Plan,
    kind: Decision,
    year: int,
    number: int,
    organisation_id: str,
    until: date | None,
    reason: str,
    function: str,
    now: datetime,
    example: bool,
) -> None:
    if organisation_id not in {area.id for area in plan.reporters}:
        raise FindingsError(
            (
                _wrong(
                    "decision-unknown-organisation",
                    f"{organisation_id} är ingen organisation som lämnar in.",
                    "Skriv id för en organisation som lämnar in enligt planen.",
                    organisation_id,
                ),
            )
        )
    if not reason.strip() or not function.strip():
        raise FindingsError(
            (
                _wrong(
                    "decision-without-reason",
                    "Skäl och funktion behövs, så att beslutet går att förstå efteråt.",
                    "Skriv varför och vilken funktion som beslutat. Inga namn på personer.",
                    None,
                ),
            )
        )
    with Ledger(home.submissions).writing() as ledger:
        if (refusal := mixing(home, LEDGER, example=example)) is not None:
            raise FindingsError((refusal,))
        ledger.append(
            {
                "kind": kind,
                "organisation_id": organisation_id,
                "year": year,
                "round": number,
                "until": until.isoformat() if until else None,
                "reason": reason.strip(),
                "function": function.strip(),
                "received_at": local_time(now),
                "example": example,
            }
        )


def _round_deadline(plan: Plan, year: int, number: int) -> date:
    try:
        return plan.round(year, number).deadline
    except KeyError:
        raise FindingsError(
            (
                _wrong(
                    "decision-unknown-round",
                    f"Planen har ingen omgång {year}-{number}.",
                    "Lägg till omgången i rounds.yaml.",
                    f"{year}-{number}",
                ),
            )
        ) from None


def _wrong(code: str, message: str, remedy: str, value: str | None) -> Finding:
    return Finding(code, Severity.ERROR, message, remedy, file=LEDGER, value=value)
