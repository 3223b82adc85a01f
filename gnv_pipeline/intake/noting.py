"""Taking down a decision: the one way that lines about corrections, waivers and the like get into the ledger.

Belongs here: ids, what every decision must say, the refusal to mix examples with real inputs. Does not
belong here: what a decision means or which targets it may have (``decisions``, ``correcting``, ``waiving``,
``reviewing``, ``purging``).

An id is a letter for its kind and a number that counts them in this home: ``R1`` for the first correction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Area, Plan, Round
from gnv_pipeline.sources.example import mixing
from gnv_pipeline.sources.ledger import LEDGER, Ledger, LedgerWriter, local_time
from gnv_pipeline.workbooks.personal import has_personal_number

LETTERS: Mapping[str, str] = {
    "correction": "R",
    "waiver": "U",
    "extension": "A",
    "abstention": "V",
    "review_request": "F",
    "review_answer": "F",
}
"""First letter of an id by kind: rättelse, upphävd kontroll, anstånd, avstår, faktagranskning."""


def wrong(code: str, message: str, remedy: str, value: str | None = None) -> FindingsError:
    """One finding that stops a decision; it says what is wrong with it."""
    return FindingsError((Finding(code, Severity.ERROR, message, remedy, value=value),))


def reporter(plan: Plan, organisation_id: str) -> Area:
    """The organisation that hands in.

    Raises:
        FindingsError: The plan has none of that id.
    """
    for area in plan.reporters:
        if area.id == organisation_id:
            return area
    raise wrong(
        "decision-unknown-organisation",
        f"{organisation_id} är ingen organisation som lämnar in.",
        "Skriv id för en organisation som lämnar in enligt planen.",
        organisation_id,
    )


def collection(plan: Plan, year: int, number: int) -> Round:
    """The round of a year.

    Raises:
        FindingsError: The plan has no such round.
    """
    try:
        return plan.round(year, number)
    except KeyError:
        raise wrong(
            "decision-unknown-round",
            f"Planen har ingen omgång {year}-{number}.",
            "Lägg till omgången i rounds.yaml.",
            f"{year}-{number}",
        ) from None


def said(**texts: str) -> dict[str, str]:
    """The texts of a decision, trimmed and on one line each.

    Raises:
        FindingsError: One is empty, or holds what can be somebody's identity number.
    """
    found = {name: " ".join(text.split()) for name, text in texts.items()}
    if not all(found.values()):
        raise wrong(
            "decision-without-reason",
            "Skäl och funktion behövs, så att beslutet går att förstå efteråt.",
            "Skriv varför och vilken funktion som beslutat. Inga namn på personer.",
        )
    if any(has_personal_number(text) for text in found.values()):
        raise wrong(
            "decision-personal-number",
            "Texten innehåller något som ser ut som ett personnummer. Inget är sparat.",
            "Skriv om texten utan numret. Skriv aldrig om enskilda.",
        )
    return found


def note(home: DataHome, entry: Mapping[str, Any], now: datetime, *, example: bool) -> str:
    """Add a line to the ledger; returns the id it was given, empty for a kind that has none.

    Args:
        home: Whose ledger.
        entry: ``kind`` and the fields of its type; id, time and sort are added.
        now: When, with time zone.
        example: Whether it concerns example inputs.

    Raises:
        FindingsError: The home is of the other sort.
        StoreError: The ledger is damaged, or somebody else has been writing for too long.
    """
    with Ledger(home.submissions).writing() as ledger:
        if (refusal := mixing(home, LEDGER, example=example)) is not None:
            raise FindingsError((refusal,))
        return append(ledger, {**entry, "received_at": local_time(now), "example": example})


def append(ledger: LedgerWriter, entry: Mapping[str, Any]) -> str:
    """Add a line that has its time; returns the id it was given."""
    kind = str(entry["kind"])
    if kind not in LETTERS:
        ledger.append(entry)
        return ""
    letter = LETTERS[kind]
    before = sum(LETTERS.get(str(one["kind"])) == letter for one in ledger.entries)
    decision_id = f"{letter}{before + 1}"
    ledger.append({**entry, "decision_id": decision_id})
    return decision_id
