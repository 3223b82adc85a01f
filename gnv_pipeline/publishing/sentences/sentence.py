"""One sentence of a report and how it gets its stable id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

COLUMNS = [
    "sentence_id", "place", "organisation_id", "goal_id", "indicator_id", "sort_order", "text",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row of ``mart.sentence`` without id; ``order`` only where the place fixes it (delmål by number)."""

    place: str
    organisation_id: str
    text: str
    goal_id: str | None = None
    indicator_id: str | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row of ``mart.sentence``."""

    sentence_id: str
    place: str
    organisation_id: str
    goal_id: str | None
    indicator_id: str | None
    sort_order: int
    text: str


def numbered(sentences: Iterable[Sentence]) -> Iterator[Numbered]:
    """Give each sentence its order within place and organisation (its own where it has one), and its id.

    The id does not depend on the wording: ``goal.level|2034|trygg_hemma|nm1|1``.
    """
    order: dict[tuple[str, str], int] = {}
    repeated: dict[tuple[str, ...], int] = {}
    for one in sentences:
        where = (one.place, one.organisation_id)
        order[where] = order.get(where, 0) + 1
        fixed = "" if one.order is None else f"nr{one.order}"
        key = (*where, one.goal_id or "", one.indicator_id or "", fixed)
        repeated[key] = repeated.get(key, 0) + 1
        yield Numbered(
            sentence_id="|".join([*(part for part in key if part), str(repeated[key])]),
            place=one.place,
            organisation_id=one.organisation_id,
            goal_id=one.goal_id,
            indicator_id=one.indicator_id,
            sort_order=order[where] if one.order is None else one.order,
            text=one.text,
        )
