"""YAML text as plain values that remember the line they stand on.

Belongs here: parsing one YAML file into values, with the line of every key and value, and the faults
that only the text itself can show (syntax, duplicate keys, encoding). Does not belong here: what a plan
means (``models``, ``reading``, the ``checks_*`` modules).

ruamel.yaml reads YAML 1.2: ``yes`` is text, and ``007`` the number 7 – which is why an id that looks
like a number has to be quoted, and why the raw text is kept here to say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gnv_pipeline.findings import Finding, Severity

Path = tuple[str | int, ...]
"""Way from the top of a file to a value: ``("goals", 0, "target", "year")``."""


@dataclass(slots=True)
class Document:
    """One YAML file as values with positions.

    Attributes:
        file: File name, as findings show it.
        data: Mappings, lists and scalars; dates as ISO text. ``None`` when nothing could be read.
        lines: Line (1-based) of each value.
        key_lines: Line of the key of each value in a mapping.
        raw: Scalars as they stand in the file.
        unquoted: Paths of scalars that stand without quotes.
    """

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    key_lines: dict[Path, int] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)
    unquoted: set[Path] = field(default_factory=set)

    def line(self, path: Path) -> int | None:
        """Line of a value: of its key where it has one, else of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            part = path[:length]
            if part in self.key_lines:
                return self.key_lines[part]
            if part in self.lines:
                return self.lines[part]
        return None


def parse(file: str, content: bytes, first_line: int = 1) -> tuple[Document, tuple[Finding, ...]]:
    """One file's bytes as a document; faults of the text itself become findings, never exceptions.

    ``first_line`` is the line where ``content`` begins in the file (front matter of a text).
    """
    document = Document(file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return document, (_not_utf8(file, content, error, first_line),)
    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        return document, (_syntax(file, text, error, first_line),)
    except YAMLError:
        return document, (_unreadable_character(file, text, first_line),)
    except RecursionError:
        return document, (_too_deep(file, first_line),)
    if node is None:
        return document, (_empty(file),)
    builder = _Builder(document, first_line)
    try:
        document.data = builder.value(node, ())
    except RecursionError:  # an alias that holds itself
        return document, (_too_deep(file, first_line),)
    if document.data is None:  # nothing but "---" or "~"
        return document, (_empty(file),)
    return document, tuple(builder.findings)


class _Builder:
    """Walks the nodes of one file."""

    def __init__(self, document: Document, first_line: int) -> None:
        self.document = document
        self.first_line = first_line
        self.findings: list[Finding] = []

    def value(self, node: Node, path: Path) -> Any:
        self.document.lines[path] = self._line(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)  # YAML has no fourth kind of node
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else "?"
            key_path = (*path, key)
            if key in found:
                self.findings.append(
                    _duplicate_key(
                        self.document.file, key, self._line(key_node), self.document.line(key_path)
                    )
                )
                continue
            self.document.key_lines[key_path] = self._line(key_node)
            found[key] = self.value(value_node, key_path)
        return found

    def _scalar(self, node: ScalarNode, path: Path) -> Any:
        # The round-trip reader marks where a folded text (">") was folded with a bell character.
        text = node.value.replace("\a", "") if node.style == ">" else node.value
        self.document.raw[path] = text
        if node.style is None:
            self.document.unquoted.add(path)
        return scalar(text, str(node.tag))

    def _line(self, node: Node) -> int:
        return int(node.start_mark.line) + self.first_line


def scalar(text: str, tag: str) -> str | int | float | bool | None:
    """A scalar as YAML 1.2 reads it; what has no such value (infinity, dates) stays text."""
    kind = tag.rsplit(":", 1)[-1]
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    try:
        if kind == "int":
            return int(text.replace("_", ""))
        if kind == "float" and math.isfinite(number := float(text.replace("_", ""))):
            return number
    except ValueError:
        return text
    return text


def is_date(text: str) -> bool:
    """Whether a text is a date as ``2027-03-19``."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2027-03-19")


def texts(document: Document) -> Iterator[tuple[Path, str]]:
    """All scalars of a document that are text, with their paths."""

    def walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
        if isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, (*path, key))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from walk(item, (*path, number))
        elif isinstance(value, str):
            yield path, value

    yield from walk(document.data, ())


# --- faults of the text itself -----------------------------------------------------------------


def _not_utf8(file: str, content: bytes, error: UnicodeDecodeError, first_line: int) -> Finding:
    line = content[: error.start].count(b"\n") + first_line
    return Finding(
        code="not-utf8",
        severity=Severity.ERROR,
        message=f"Filen {file} är inte sparad som UTF-8; rad {line} går inte att läsa.",
        remedy="Spara filen som UTF-8. I Anteckningar: Spara som, välj UTF-8 vid Kodning.",
        file=file,
        line=line,
    )


def _empty(file: str) -> Finding:
    return Finding(
        code="empty-file",
        severity=Severity.ERROR,
        message=f"Filen {file} är tom.",
        remedy="Skriv innehållet, eller hämta filen från en tidigare version av planen.",
        file=file,
        line=1,
    )


def _too_deep(file: str, first_line: int) -> Finding:
    return Finding(
        code="yaml-syntax",
        severity=Severity.ERROR,
        message=f"Filen {file} har listor inuti listor i så många led att den inte går att läsa.",
        remedy="Ta bort hänvisningar (& och *) och överflödiga parenteser.",
        file=file,
        line=first_line,
    )


def _unreadable_character(file: str, text: str, first_line: int) -> Finding:
    bad = next(
        (place for place, sign in enumerate(text) if ord(sign) < 32 and sign not in "\t\n\r"), 0
    )
    return Finding(
        code="yaml-syntax",
        severity=Severity.ERROR,
        message="Raden har ett osynligt tecken som inte får finnas i filen.",
        remedy="Skriv om raden för hand; ta inte in den med klipp och klistra.",
        file=file,
        line=text[:bad].count("\n") + first_line,
    )


def _duplicate_key(file: str, key: str, line: int, first: int | None) -> Finding:
    return Finding(
        code="duplicate-key",
        severity=Severity.ERROR,
        message=f"Nyckeln {key} står två gånger: först på rad {first} och igen på rad {line}.",
        remedy="Ta bort den ena raden. Är det två poster, börja den andra med ett bindestreck.",
        file=file,
        line=line,
        field=key,
        value=key,
    )


# Part of the parser's own message -> what is wrong and what to do, in Swedish.
_SYNTAX = (
    (
        "cannot start any token",
        "Raden har ett tecken som inte får stå där, ofta en tabb.",
        "Använd blanksteg i stället för tabb, och citattecken om texten börjar med ett specialtecken.",
    ),
    (
        "mapping values are not allowed",
        "Raden har ett kolon för mycket, eller fel indrag.",
        'Sätt citattecken om en text som har kolon i sig: text: "Delrapport: hur går det?"',
    ),
    (
        "quoted scalar",
        "Ett citattecken öppnas men stängs aldrig.",
        "Sätt dit citattecknet som saknas i slutet av texten.",
    ),
    (
        "unexpected end of stream",
        "Filen tar slut mitt i; ett citattecken eller en parentes är inte stängd.",
        "Sätt dit det tecken som saknas.",
    ),
    (
        "could not find expected ':'",
        "Raden borde ha en nyckel med kolon men saknar kolon.",
        "Skriv nyckel, kolon, blanksteg och värde.",
    ),
    (
        "expected ',' or",
        "En parentes är inte stängd, eller ett komma saknas mellan två värden.",
        "Se till att varje { har en } och varje [ har en ], med komma mellan värdena.",
    ),
    (
        "expected <block end>",
        "Raden har fel indrag.",
        "Ge raden samma indrag som de andra raderna i samma grupp.",
    ),
    (
        "single document",
        "Filen har en rad med --- mitt i, så att den läses som två filer.",
        "Ta bort raden med ---.",
    ),
    (
        "undefined alias",
        "Raden har en stjärna som läses som en hänvisning.",
        "Sätt citattecken om texten.",
    ),
)  # fmt: skip


def _syntax(file: str, text: str, error: MarkedYAMLError, first_line: int) -> Finding:
    mark = error.problem_mark or error.context_mark
    line = (int(mark.line) if mark is not None else 0) + first_line
    told = f"{error.context or ''} {error.problem or ''}"
    message, remedy = next(
        ((message, remedy) for part, message, remedy in _SYNTAX if part in told),
        (
            "Raden går inte att läsa som YAML.",
            "Jämför med raderna omkring: indrag, kolon, citattecken.",
        ),
    )
    rows = text.splitlines()
    written = rows[line - first_line].strip() if line - first_line < len(rows) else ""
    return Finding(
        code="yaml-syntax",
        severity=Severity.ERROR,
        message=f"{message} Resten av filen är inte kontrollerad.",
        remedy=remedy,
        file=file,
        line=line,
        value=written or None,
    )
