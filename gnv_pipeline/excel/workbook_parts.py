"""The parts of a workbook that all its sheets share.

Belongs here: list of sheets, shared texts, number formats, custom properties. Does not belong here: the
cells (``worksheet``).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from gnv_pipeline.excel import number_formats
from gnv_pipeline.excel.package import Package
from gnv_pipeline.excel.xml_parts import Attributes, Damaged, parse

_STATES = ("visible", "hidden", "veryHidden")
_ESCAPED = re.compile(r"_x(000[9aAdD]|005[fF])_")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it; ``part`` is the name of the part with its cells."""

    title: str
    state: str
    part: str


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell's style shows numbers."""

    code: str = "General"
    is_date: bool = False
    is_elapsed: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """What cells refer to."""

    sheets: tuple[SheetEntry, ...]
    epoch: dt.datetime
    texts: tuple[str, ...]
    formats: tuple[Format, ...]


def read_shared(package: Package) -> Shared:
    """Read everything but the cells.

    Raises:
        Damaged, Forbidden: A part cannot be read. Formats are never left out: without them 25,6 %
            would be read as 0,256.
    """
    main = package.main_part()
    if main not in package:
        raise Damaged("no workbook part")
    book = _Book()
    parse(package.chunks(main), book)
    relations = package.relations(main)
    by_kind = {
        relation.kind: relation.target
        for relation in relations.values()
        if relation.target in package
    }
    sheets = []
    for title, state, identity in book.sheets:
        relation = relations.get(identity)
        if relation is not None and relation.kind == "worksheet" and relation.target in package:
            sheets.append(SheetEntry(title, state, relation.target))
    texts, styles = _Texts(), _Styles()
    if "sharedStrings" in by_kind:
        parse(package.chunks(by_kind["sharedStrings"]), texts)
    if "styles" in by_kind:
        parse(package.chunks(by_kind["styles"]), styles)
    return Shared(tuple(sheets), book.epoch, tuple(texts.found), styles.formats())


def read_properties(package: Package) -> dict[str, str | int | float | bool]:
    """The custom document properties: texts, numbers and truth values."""
    reader = _Properties()
    for relation in package.relations().values():
        if relation.kind == "custom-properties" and relation.target in package:
            parse(package.chunks(relation.target), reader)
    return reader.found


def plain_text(text: str) -> str:
    """Text without Excel's way of writing line breaks and tabs (``_x000D_``)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Book:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.epoch = number_formats.EPOCH_1900

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            state = attributes.get("state", "visible")
            identity = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            state = state if state in _STATES else "visible"
            self.sheets.append((attributes.get("name", ""), state, identity))
        elif name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = number_formats.EPOCH_1904

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Texts:
    """Shared texts: runs of rich text are joined, readings for Asian scripts left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = False
        self._reading = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._reading = True
        elif name == "t":
            self._inside = not self._reading

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._reading = False
        elif name == "si":
            self.found.append(plain_text("".join(self._pieces)))

    def data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)


class _Styles:
    """Number formats of cell styles; colours, fonts and borders are nothing to a reader."""

    def __init__(self) -> None:
        self._declared: dict[int, str] = {}
        self._used: list[int] = []
        self._list = ""  # styles of conditional formats declare numbers too, which are not these

    def start(self, name: str, attributes: Attributes) -> None:
        if name in {"cellXfs", "numFmts"}:
            self._list = name
        elif name == "xf" and self._list == "cellXfs":
            self._used.append(_whole(attributes.get("numFmtId", "0")))
        elif name == "numFmt" and self._list == "numFmts":
            self._declared[_whole(attributes.get("numFmtId", ""))] = attributes.get(
                "formatCode", ""
            )

    def end(self, name: str) -> None:
        if name == self._list:
            self._list = ""

    def data(self, text: str) -> None:
        pass

    def formats(self) -> tuple[Format, ...]:
        """One format per style, in the order cells refer to them."""
        known: dict[int, Format] = {}
        for number in self._used:
            if number not in known:
                code = number_formats.format_code(number, self._declared)
                known[number] = Format(
                    code, number_formats.is_date(code), number_formats.is_elapsed(code)
                )
        return tuple(known[number] for number in self._used)


class _Properties:
    _WHOLE = ("i1", "i2", "i4", "i8", "int", "ui1", "ui2", "ui4", "ui8", "uint")
    _BROKEN = ("r4", "r8", "decimal")
    _TEXT = ("lpwstr", "lpstr", "bstr")

    def __init__(self) -> None:
        self.found: dict[str, str | int | float | bool] = {}
        self._name = ""
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "property":
            self._name = attributes.get("name", "")
        self._pieces = []

    def data(self, text: str) -> None:
        self._pieces.append(text)

    def end(self, name: str) -> None:
        text = "".join(self._pieces)
        try:
            if name in self._TEXT:
                self.found[self._name] = text
            elif name in self._WHOLE:
                self.found[self._name] = int(text)
            elif name in self._BROKEN:
                self.found[self._name] = float(text)
            elif name == "bool":
                self.found[self._name] = text.strip().lower() in {"1", "true"}
        except ValueError as error:
            raise Damaged(f"property {self._name}: {text!r}") from error


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise Damaged(f"not a whole number: {text!r}") from error
