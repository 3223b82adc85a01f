"""The parts of meeting material: decks of slides with finished texts, and the notes of whoever speaks.

Belongs here: what a slide can hold. Every text is finished Swedish and every number already written or
taken unchanged from the publication. Does not belong here: which slides a meeting gets
(``slides_meetings``, ``slides_kommun``), or how they look (``render/pptx``).
"""

from __future__ import annotations

from dataclasses import dataclass

from gnv_pipeline.reports.model.parts import Edition, Figure, Table


@dataclass(frozen=True, slots=True)
class Points:
    """A few texts under a heading; ``missing`` says that what the heading promises is not there."""

    heading: str
    items: tuple[str, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """What the speaker needs: what the publication says, where it comes from, what cannot be said."""

    told: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. ``title`` is the only one of its kind in the deck; ``source`` stands at its foot.

    ``kicker`` is a short line above the title (delmål, or "Reservbild"). ``axis`` are the ends of the value
    axis where they are given by the scale itself, such as 0 to 100 percent.
    """

    key: str
    title: str
    notes: Notes
    kicker: str = ""
    points: tuple[Points, ...] = ()
    figure: Figure | None = None
    table: Table | None = None
    source: str = ""
    axis: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    """One file of slides, called ``name`` in words by those who meet.

    ``opening`` is the first slide's subtitle; None where there is no such slide.
    """

    key: str
    name: str
    title: str
    opening: tuple[str, ...] | None
    edition: Edition
    banners: tuple[str, ...]
    slides: tuple[Slide, ...]
