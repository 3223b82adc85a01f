"""A canvas that writes SVG elements as text.

Belongs here: elements with escaped texts and short numbers. Does not belong here: charts.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from gnv_pipeline.reports.figures import geography
from gnv_pipeline.reports.figures.maps import HATCH_GAP, Hatch
from gnv_pipeline.reports.figures.style import RoleStyle, Style


def _n(value: float) -> str:
    """Coordinates with at most one decimal: enough for print, and the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Canvas:
    """Collects elements; :meth:`done` gives the whole picture."""

    def __init__(self, width: float, height: float, style: Style) -> None:
        self.width, self.height, self.style = width, height, style
        self._parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        content: str,
        *,
        anchor: str = "start",
        size: float = 12,
        colour: str | None = None,
        bold: bool = False,
        italic: bool = False,
        turned: bool = False,
        halo: bool = False,
    ) -> None:
        """A text with its baseline at ``y``; ``turned`` reads upwards, ``halo`` gives it a white edge.

        The edge is the same text drawn before it: not every reader of SVG knows ``paint-order``.
        """
        more = ""
        if anchor != "start":
            more += f' text-anchor="{anchor}"'
        if bold:
            more += ' font-weight="700"'
        if italic:
            more += ' font-style="italic"'
        if turned:
            more += f' transform="rotate(-90 {_n(x)} {_n(y)})"'
        fill = colour or self.style.text
        if halo:
            self._parts.append(
                f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="#ffffff" stroke="#ffffff"'
                f' stroke-width="3" stroke-linejoin="round"{more}>{html.escape(content)}</text>'
            )
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{more}>'
            f"{html.escape(content)}</text>"
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A straight line."""
        self._parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{colour}"'
            f' stroke-width="{_n(width)}"{_dash(dash)}/>'
        )

    def path(self, points: list[tuple[float, float]], look: RoleStyle) -> None:
        """A line through points."""
        if len(points) > 1:
            data = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
            self._parts.append(
                f'<polyline points="{data}" fill="none" stroke="{look.colour}"'
                f' stroke-width="{_n(look.width)}"{_dash(look.dash)} stroke-linejoin="round"/>'
            )

    def area(
        self,
        rings: Iterable[Sequence[tuple[float, float]]],
        fill: str,
        stroke: str | None = None,
    ) -> None:
        """Outlines filled by even and odd crossings."""
        data = "".join(f"M{' '.join(f'{_n(x)},{_n(y)}' for x, y in ring)}Z" for ring in rings)
        edge = f' stroke="{stroke}" stroke-width="0.9" stroke-linejoin="round"' if stroke else ""
        self._parts.append(f'<path d="{data}" fill="{fill}" fill-rule="evenodd"{edge}/>')

    def strokes(
        self,
        lines: Iterable[tuple[tuple[float, float], tuple[float, float]]],
        colour: str,
        width: float,
    ) -> None:
        """Many short lines of one look as one element."""
        data = "".join(f"M{_n(a)},{_n(b)}L{_n(c)},{_n(d)}" for (a, b), (c, d) in lines)
        if data:
            self._parts.append(
                f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"/>'
            )

    def hatched(self, rings: geography.Rings, hatch: Hatch, colour: str) -> None:
        """Slanting strokes inside outlines."""
        for name, rising in (("rising", True), ("falling", False)):
            if hatch in (name, "both"):
                self.strokes(geography.hatching(rings, HATCH_GAP, rising), colour, 0.9)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str | None = None
    ) -> None:
        """A filled rectangle."""
        edge = f' stroke="{stroke}" stroke-width="1"' if stroke else ""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"{edge}/>'
        )

    def mark(
        self, x: float, y: float, look: RoleStyle, *, size: float = 4.2, filled: bool = True
    ) -> None:
        """The mark of a role, filled or hollow."""
        if look.mark == "none":
            self.line(x, y - size - 1, x, y + size + 1, look.outline, 2)
            return
        fill = look.colour if filled else "#ffffff"
        edge = f'fill="{fill}" stroke="{look.outline}" stroke-width="1.4"'
        if look.mark == "circle":
            self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" {edge}/>')
        elif look.mark == "square":
            side = size * 1.8
            self._parts.append(
                f'<rect x="{_n(x - side / 2)}" y="{_n(y - side / 2)}"'
                f' width="{_n(side)}" height="{_n(side)}" {edge}/>'
            )
        elif look.mark == "triangle":
            r = size * 1.3
            points = (
                f"{_n(x)},{_n(y - r)} {_n(x + r)},{_n(y + r * 0.8)} {_n(x - r)},{_n(y + r * 0.8)}"
            )
            self._parts.append(f'<polygon points="{points}" {edge}/>')
        else:
            r = size * 1.4
            points = (
                f"{_n(x)},{_n(y - r)} {_n(x + r)},{_n(y)} {_n(x)},{_n(y + r)} {_n(x - r)},{_n(y)}"
            )
            self._parts.append(f'<polygon points="{points}" {edge}/>')

    def done(self) -> str:
        """The picture; hidden from screen readers, whose words stand beside it."""
        font = html.escape(self.style.font.replace('"', "'"))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
            f' width="{_n(self.width)}" height="{_n(self.height)}" font-family="{font}" aria-hidden="true"'
            f' focusable="false">{"".join(self._parts)}</svg>'
        )


def _dash(lengths: tuple[float, ...]) -> str:
    return f' stroke-dasharray="{" ".join(_n(length) for length in lengths)}"' if lengths else ""
