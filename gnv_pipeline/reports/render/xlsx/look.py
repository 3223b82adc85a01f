"""How the appendix looks: formats made from the plan's colours, number formats, column widths.

Belongs here: XlsxWriter formats and measures. Does not belong here: what is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gnv_pipeline.formatting import number, signed
from gnv_pipeline.plan.models import Look
from gnv_pipeline.reports.render.xlsx.cells import Cell, Heading, Number, Words, Year

FONT, SIZE, SMALL = "Arial", 10, 8
_LINE = 13.5  # points
NARROWEST, WIDEST = 8.0, 44.0
_MINUS = '"\u2212"'
BUTTON = 3  # characters that the filter's button takes in a heading


def number_format(decimals: int, *, with_sign: bool = False) -> str:
    """Excel's code: thousands apart from 10 000, a true minus, and a plus where the sign matters.

    The separators follow the reader's own Excel, decimal comma in a Swedish one.
    """
    digits = "0" + (f".{'0' * decimals}" if decimals else "")
    thousands = f"#,##{digits}"
    if with_sign:
        return f"+{digits};{_MINUS}{digits};{digits}"
    return f"[>=10000]{thousands};[<0]{_MINUS}{digits};{digits}"


class Formats:
    """Formats of one workbook, made when first used; the same properties give the same object."""

    def __init__(self, book: Any, look: Look) -> None:
        self._book, self.look = book, look
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._by_kind: dict[tuple[object, ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """A format on top of the common font and colour."""
        common = {
            "font_name": FONT,
            "font_size": SIZE,
            "font_color": self.look.text,
            "valign": "top",
        }
        key = tuple(sorted((common | properties).items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    @property
    def title(self) -> Any:
        """The title of Läs mig."""
        return self.get(font_size=18, bold=True, font_color=self.look.dark)

    @property
    def strong(self) -> Any:
        """Headings inside Läs mig, and what a sheet holds."""
        return self.get(bold=True, font_color=self.look.dark, valign="vcenter")

    @property
    def mark(self) -> Any:
        """Exempeldata, preliminär utgåva: framed, so that it is seen without colour too."""
        return self.get(
            bold=True,
            text_wrap=True,
            border=2,
            border_color=self.look.dark,
            bg_color=self.look.surface,
        )

    @property
    def wrapped(self) -> Any:
        """Running text."""
        return self.get(text_wrap=True)

    @property
    def link(self) -> Any:
        """A link to another sheet."""
        return self.get(font_color=self.look.dark, underline=1)

    def heading(self, *, is_number: bool) -> Any:
        """A column's heading: white on the plan's dark colour."""
        return self.get(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            align="right" if is_number else "left",
            indent=0 if is_number else 1,
            font_color="#ffffff",
            bg_color=self.look.dark,
            border=1,
            border_color=self.look.line,
        )

    def cell(self, cell: Cell, *, wraps: bool) -> Any:
        """The format of a cell by what it holds; ``wraps`` gives long texts several lines."""
        match cell:
            case Number():
                kind: tuple[object, ...] = ("number", cell.decimals, cell.signed)
            case Year():
                kind = ("year",)
            case Words():
                # Quoted: a text that begins as a formula stays text even when someone edits the cell.
                quoted = cell.text.startswith(("=", "+", "-", "@"))
                kind = ("words", cell.missing, quoted, wraps)
            case date():
                kind = ("date",)
            case _:
                kind = ("nothing",)
        if kind not in self._by_kind:
            line = {"bottom": 1, "bottom_color": self.look.line}
            self._by_kind[kind] = self.get(**line, **self._properties(cell, wraps))
        return self._by_kind[kind]

    def _properties(self, cell: Cell, wraps: bool) -> dict[str, Any]:
        match cell:
            case Number():
                code = number_format(cell.decimals, with_sign=cell.signed)
                return {"num_format": code, "align": "right"}
            case Year():
                return {"num_format": "0", "align": "right"}
            case Words(missing=True):
                return {
                    "italic": True,
                    "align": "right",  # under the numbers that it stands for
                    "text_wrap": wraps,
                    "font_color": self.look.muted,
                    "font_size": SMALL,
                }
            case Words():
                quoted = cell.text.startswith(("=", "+", "-", "@"))
                return {"text_wrap": wraps, "quote_prefix": quoted, "align": "left", "indent": 1}
            case date():
                return {"num_format": "yyyy-mm-dd", "align": "right"}
            case _:
                return {}


def width(heading: Heading, cells: Iterable[Cell]) -> float:
    """Width of a column in characters: room for its longest word and most of its texts."""
    if heading.width is not None:
        return heading.width
    longest_word = max(len(word) for word in heading.title.split()) + BUTTON
    longest = max((_length(cell) for cell in cells), default=0)
    return min(WIDEST, max(NARROWEST, longest_word, longest + 3))


def _length(cell: Cell) -> int:
    match cell:
        case Number():
            return len((signed if cell.signed else number)(cell.value, cell.decimals))
        case Words():
            return len(cell.text)
        case date():
            return 10
        case _:
            return 4


def height(texts: Iterable[tuple[str, float]], size: int = SIZE) -> float | None:
    """Height in points for texts in columns of these widths; None where one line is enough.

    Excel and LibreOffice differ in whether they make room by themselves, so the file says it.
    """
    most = max((_lines(text, wide * SIZE / size) for text, wide in texts), default=1)
    return None if most == 1 else most * _LINE * (size + 1) / (SIZE + 1) + 2


def _lines(text: str, wide: float) -> int:
    """How many lines a text takes, broken at blanks as a cell breaks it."""
    wide -= 1  # the indent
    if len(text) <= wide and "\n" not in text:
        return 1
    found = 0
    for paragraph in text.split("\n"):
        used, found = 0.0, found + 1
        for word in paragraph.split(" "):
            if used and used + 1 + len(word) > wide:
                found, used = found + 1, 0.0
            used += len(word) + (1 if used else 0)
            found, used = found + int(used // wide), used % wide if used > wide else used
    return found
