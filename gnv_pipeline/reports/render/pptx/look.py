"""Sizes, places and text measures of a slide.

Belongs here: where things stand on a 16:9 slide, in inches and points, and whether a text fits. Does not
belong here: shapes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gnv_pipeline.plan.models import Look
from gnv_pipeline.reports.figures.style import Style, ink

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
TITLE_TOP, TITLE_HEIGHT = 0.62, 0.8
TITLE_SIZE = 30
BODY_TOP, BODY_BOTTOM = 1.62, 6.3
FOOT_TOP, FOOT_HEIGHT = 6.4, 0.56
STRIP_TOP, STRIP_HEIGHT = 7.02, 0.34
TAG_WIDTH = 1.75
OPENING_LEFT = 0.9
CHART_WIDTHS = (7.6, 6.6, 5.8)  # of a chart that has points beside it; long points get more room
CHART_GAP = 0.2
READABLE = 16  # points: the size that long points get more room for

TEXT_SIZES = (24, 22, 20, 18, 16, 15, 14)
HEADING_LESS = 1  # how much smaller than its text a heading is, in points
CARD_PAD = 0.16
CARD_GAP = 0.14
LINE = 1.2  # line height, of the size
PARAGRAPH_GAP = 0.45  # before each paragraph but the first, of the size

# The banner's yellow of the web pages; 9.6 against its text.
TAG_GROUND, TAG_TEXT = "#fff4d1", "#4a3500"
_LETTER = 0.48  # of the size: the mean of Swedish text in Arial, measured on the slides
_EVERYWHERE = ("Arial", "Helvetica")  # fonts as wide as _LETTER says, and on every computer


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float


def font_of(look: Look) -> str:
    """The first of the plan's fonts that every computer has: an Office file can't carry substitutes."""
    return next((font for font in look.fonts if font in _EVERYWHERE), _EVERYWHERE[0])


class DeckLook:
    """The look of all slides of a plan."""

    def __init__(self, look: Look) -> None:
        self.style = Style(look)
        self.font = font_of(look)
        self.plan = look

    def style_ink(self, ground: str) -> str:
        """Black or white, whichever reads best on ``ground``."""
        return ink(ground)


def lines_of(text: str, size: float, width: float) -> int:
    """How many lines a text takes in ``width`` inches; words are not cut."""
    letters = max(1, int(width * 72 / (size * _LETTER)))
    lines, used = 1, 0
    for word in text.split(" "):
        needed = len(word) + (1 if used else 0)
        if used and used + needed > letters:
            lines, used = lines + 1, len(word)
        else:
            used += needed
        if used > letters:
            extra = math.ceil(used / letters) - 1
            lines, used = lines + extra, used - extra * letters
    return lines


def height_of(texts: Sequence[str], size: float, width: float, heading: str = "") -> float:
    """How high paragraphs are in inches, with their heading."""
    points = sum(lines_of(text, size, width) * size * LINE for text in texts)
    points += max(0, len(texts) - 1) * size * PARAGRAPH_GAP
    if heading:
        above = size - HEADING_LESS
        points += lines_of(heading, above, width * 0.93) * above * LINE + size * 0.25
    return points / 72
