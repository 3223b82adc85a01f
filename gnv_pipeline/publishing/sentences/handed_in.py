"""Who has handed in: the last line of "Läs så här", and one sentence per organisation.

Belongs here: ``submission.summary`` and the words on who is missing. Does not belong here: what they sent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.formatting import day, enumeration
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Submission
from gnv_pipeline.publishing.sentences.sentence import Sentence


def sentences(facts: Facts) -> Iterator[Sentence]:
    """What has become of each expected submission of the report year."""
    for row in facts.this_year():
        yield Sentence("submission.summary", row.organisation_id, submission(row))


def submission(row: Submission) -> str:
    """What has become of one expected submission."""
    when = f" {day(row.received_on)}" if row.received_on is not None else ""
    match row.status:
        case "delivered" | "with_warnings":
            text = f"Underlaget är lämnat{when}."
        case "delivered_late":
            text = f"Underlaget är lämnat{when}, efter sista dag."
        case "rows_waiting":
            rows = "En rad väntar" if row.rows_waiting == 1 else f"{row.rows_waiting} rader väntar"
            text = f"Underlaget är lämnat{when}. {rows} på rättning."
        case "refused":
            text = "Filen gick inte att ta emot, så inget underlag finns."
        case "extended":
            text = f"Inget underlag är lämnat än. {row.note or 'Anstånd är beviljat'}."
        case "abstains":
            text = "Organisationen avstår från att lämna underlag i år."
        case _:
            text = "Inget underlag är lämnat."
    return text


def summary(facts: Facts) -> str:
    """Who has handed in: "2 av 3 kommuner och regionen har lämnat underlag; A har anstånd till 9 april." """
    rows = facts.this_year()
    if not rows:
        return f"Ingen insamling av underlag gäller {facts.report_year}."
    region = facts.plan.region.id
    kommuner = {row.organisation_id for row in rows if row.organisation_id != region}
    done = facts.delivered
    from_kommuner = f"{len(done & kommuner)} av {len(kommuner)} kommuner"
    if done >= kommuner and len(kommuner) > 1:
        from_kommuner = f"Alla {len(kommuner)} kommuner"
    if not done:
        said = "Inga underlag har lämnats"
    elif region in done:
        said = f"{from_kommuner} och regionen har lämnat underlag"
    else:
        said = f"{from_kommuner} har lämnat underlag"
    left = [row for row in rows if row.organisation_id not in done]
    return "; ".join([said, *_without(facts, left)]) + "."


def _without(facts: Facts, rows: list[Submission]) -> Iterator[str]:
    """What is said of those who have not handed in; many with the same state are counted, not listed."""
    extended = [row for row in rows if row.status == "extended"]
    for row in extended:
        note = row.note or "anstånd"
        yield f"{_who(facts, [row])} har {note[:1].lower()}{note[1:]}"
    told = {
        "refused": ("filen från {} gick inte att ta emot", "filerna från {} gick inte att ta emot"),
        "missing": ("{} har inte lämnat", "{} har inte lämnat"),
        "abstains": ("{} avstår i år", "{} avstår i år"),
    }
    for status, (one, many) in told.items():
        found = [row for row in rows if row.status == status]
        if found and not (status == "missing" and len(found) == len(facts.this_year())):
            yield (one if len(found) == 1 else many).format(_who(facts, found))


def _who(facts: Facts, rows: list[Submission]) -> str:
    region = facts.plan.region.id
    return enumeration(
        [
            "regionen"
            if row.organisation_id == region
            else facts.plan.area_by_id[row.organisation_id].name
            for row in rows
        ]
    )
