"""How the workbook looks: one place for its colours, fonts and cell formats.

Belongs here: XlsxWriter formats made from the plan's look. Does not belong here: what is written.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gnv_pipeline.plan.models import Look

FONT = "Arial"  # on every machine, or one of the same widths
SIZE = 10
OPEN_FILL = "#FFF6C7"
OPEN_HEADER = "#FFE07A"
OPEN_LINE = "#D9B93B"
DONE_FILL = "#F1F8F2"
WRONG_FILL = "#FBD9D3"
_POINTS_PER_LINE = 13.5
_PADDING = 6.0
_TABLE = {"text_wrap": True, "border": 1, "valign": "vcenter", "indent": 1}


@dataclass
class Styles:
    """Formats of one workbook, made when first used."""

    book: Any
    look: Look

    def __post_init__(self) -> None:
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """A format; the same properties give the same object."""
        full = {"font_name": FONT, "font_size": SIZE, "font_color": self.look.text, "valign": "top"}
        full |= properties
        if full.get("indent"):
            full.setdefault("align", "left")  # Excel indents only what has a side
        key = tuple(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(full)
        return self._made[key]

    @property
    def heading(self) -> Any:
        """A sheet's title."""
        return self.get(font_size=18, bold=True, font_color=self.look.dark, valign="vcenter")

    @property
    def lead(self) -> Any:
        """Lines under the title."""
        return self.get(font_color=self.look.muted)

    def header(self, *, is_open: bool) -> Any:
        """A column's header."""
        colours = (
            {"bg_color": OPEN_HEADER, "font_color": self.look.text}
            if is_open
            else {"bg_color": self.look.dark, "font_color": "#FFFFFF"}
        )
        return self.get(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color="#FFFFFF",
            indent=1,
            **colours,
        )

    def locked(self, **more: Any) -> Any:
        """A cell that people read."""
        return self.get(**{**_TABLE, "border_color": self.look.line, **more})

    def open(self, **more: Any) -> Any:
        """A cell that people fill in."""
        colours = {"border_color": OPEN_LINE, "bg_color": OPEN_FILL}
        return self.get(**{**_TABLE, **colours, "locked": False, **more})

    def band(self, colour: str) -> Any:
        """A heading between rows."""
        return self.get(
            bold=True, font_color="#FFFFFF", bg_color=colour, valign="vcenter", indent=1
        )


def lines_needed(text: str, width: float, *, bold: bool = False, size: float = SIZE) -> int:
    """About how many lines a text takes in a column of this width; Excel does not tell.

    A column of width 10 shows ten figures of the standard font. Letters of a Swedish text are about a
    tenth narrower than figures, bold ones about as wide; the indent takes two.
    """
    per_line = max((width - 2) * (1.0 if bold else 1.1) * SIZE / size, 4)
    return sum(max(1, math.ceil(len(line) / per_line)) for line in text.split("\n"))


def row_height(lines: int, minimum: float = 21.0) -> float:
    """Height in points for a number of lines."""
    return max(minimum, lines * _POINTS_PER_LINE + _PADDING)
