"""What people write for the reports: one Markdown file per section, with figures only as placeholders.

Belongs here: which sections there are, reading the files, and faults in them with file and line. Does
not belong here: filling placeholders (publishing) or making HTML of the text (reports).

A file is named ``<section>.md`` for the county's report or ``<section>.<area id>.md`` for another
area's, and begins with who wrote it and when::

    ---
    forfattare: Processledare, RSS
    datum: 2027-05-04
    ---
    Tryggheten är {{nm1.LAN.value}} i länet.

A placeholder is ``{{indicator.area.field}}``, or ``{{indicator.area.field.year}}`` for an earlier data
year; figures written by hand could drift from the tables and are asked about.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from gnv_pipeline.findings import Finding, Severity, sort_key
from gnv_pipeline.plan.models import AreaKind, Plan
from gnv_pipeline.plan.positions import Document, is_date, parse

PLACEHOLDER_FIELDS = ("value", "year", "interval", "numerator", "denominator")
"""What a placeholder may show of an indicator's value."""

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_HALF_OPEN = re.compile(r"\{\{|\}\}")
# A figure with a unit that belongs to an indicator; years, dates and counts in words are left alone.
_TYPED_FIGURE = re.compile(
    r"(?<![\w,.])\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?[ \u00a0]?(?:%|procent\b|p\.e\.)"
)
_FRONT_KEYS = {"forfattare": True, "datum": True, "rubrik": False, "exempel": False}
"""Keys of the front matter, and whether they are needed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A place in a report where people's text stands."""

    id: str
    title: str
    local: bool
    """Whether a kommun's or the region's own report has it; else the county's report only."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder of a text; ``text`` is what stands in the Markdown."""

    text: str
    indicator: str
    area: str
    field: str
    year: int | None
    line: int


@dataclass(frozen=True, slots=True)
class HumanText:
    """A text as a person wrote it, placeholders unfilled.

    ``organisation_id`` is the county's id for the regional report. ``written_on`` is the date of the
    front matter; ``file`` is the file's name, ``sha256`` the hash of its bytes.
    """

    section: str
    organisation_id: str
    title: str
    markdown: str
    author_function: str
    written_on: date
    file: str
    sha256: str
    example: bool = False


def sections(plan: Plan) -> tuple[Section, ...]:
    """The sections that people may write, in the order of the reports."""
    return (
        Section("laget_i_korthet", "Läget i korthet", local=False),
        Section("att_ta_stallning_till", "Att ta ställning till", local=False),
        *(
            Section(f"kommentar_{delmal.id}", f"Kommentar till {delmal.name}", local=False)
            for delmal in plan.delmal
        ),
        Section("kommun_kommentar", "Egen kommentar", local=True),
    )


def load_texts(folder: Path, plan: Plan) -> tuple[tuple[HumanText, ...], tuple[Finding, ...]]:
    """The texts of one report year, and what is wrong with them.

    A folder that does not exist holds no texts: the report then says that nobody has written. A text
    with an error is left out; the others are used.
    """
    found: list[HumanText] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        if path.name.casefold() == "readme.md":
            continue
        text, faults = _read(path, plan)
        findings.extend(faults)
        if text is not None:
            found.append(text)
    order = {section.id: number for number, section in enumerate(sections(plan))}
    found.sort(key=lambda text: (order[text.section], text.organisation_id))
    findings.sort(key=sort_key)
    return tuple(found), tuple(findings)


def placeholders(markdown: str) -> tuple[Placeholder, ...]:
    """The placeholders of a text that are rightly formed; lines count from 1 in the text."""
    return tuple(one for one in _placeholders(markdown, 1) if isinstance(one, Placeholder))


def _read(path: Path, plan: Plan) -> tuple[HumanText | None, list[Finding]]:
    content = path.read_bytes()
    place, faults = _place(path.name, plan)
    head, body, first_line = _split(content)
    document, found = parse(path.name, head, first_line=2) if head else (Document(path.name), ())
    faults.extend(found)
    faults.extend(_front_faults(document) if head else [_no_front(path.name)])
    try:
        markdown = body.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = first_line + body[: error.start].count(b"\n")
        return None, [*faults, _fault(path.name, line, "not-utf8", *_NOT_UTF8)]
    faults.extend(_body_faults(path.name, markdown, first_line, plan))
    if place is None or any(fault.severity is Severity.ERROR for fault in faults):
        return None, faults
    section, organisation_id = place
    front = document.data
    return HumanText(
        section=section.id,
        organisation_id=organisation_id,
        title=str(front.get("rubrik") or section.title),
        markdown=markdown.strip("\n") + "\n",
        author_function=str(front["forfattare"]),
        written_on=date.fromisoformat(str(front["datum"])),
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        example=front.get("exempel") is True,
    ), faults


def _split(content: bytes) -> tuple[bytes, bytes, int]:
    """Front matter, body and the line where the body begins; no front matter gives empty bytes."""
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    if lines and lines[0].strip() == b"---":
        for number, line in enumerate(lines[1:], start=1):
            if line.strip() == b"---":
                return b"".join(lines[1:number]), b"".join(lines[number + 1 :]), number + 2
    return b"", b"".join(lines), 1


def _place(name: str, plan: Plan) -> tuple[tuple[Section, str] | None, list[Finding]]:
    """Which section of whose report a file name means."""
    section_id, _, area_id = name.removesuffix(".md").partition(".")
    known = {section.id: section for section in sections(plan)}
    section = known.get(section_id)
    if section is None:
        near = get_close_matches(section_id, known, n=1, cutoff=0.5)
        remedy = f"Menade du {near[0]}.md?" if near else f"Avsnitt som finns: {', '.join(known)}."
        return None, [
            _fault(name, None, "unknown-section", f"Avsnittet {section_id} finns inte.", remedy)
        ]
    if not area_id and section.local:
        return None, [
            _fault(
                name,
                None,
                "text-without-area",
                f"Det står inte vilken rapport {name} hör till.",
                f"Döp filen till {section_id}.<områdets id>.md.",
            )
        ]
    area = plan.area_by_id.get(area_id or plan.county.id)
    if area is None or area.kind in {AreaKind.NATION, AreaKind.GROUP}:
        return None, [
            _fault(
                name,
                None,
                "unknown-area",
                f"Området {area_id} i filens namn har ingen rapport.",
                f"Döp filen till {section_id}.md för länet, eller {section_id}.<områdets id>.md.",
            )
        ]
    return (section, area.id), []


def _front_faults(document: Document) -> Iterator[Finding]:
    front = document.data
    if front is None:
        return
    if not isinstance(front, dict):
        yield _no_front(document.file)
        return
    for key in front:
        if key not in _FRONT_KEYS:
            yield _fault(
                document.file,
                document.line((key,)),
                "unknown-key",
                f"Nyckeln {key} finns inte.",
                f"Nycklar som finns: {', '.join(_FRONT_KEYS)}.",
            )
    for key, needed in _FRONT_KEYS.items():
        if needed and not front.get(key):
            yield _fault(
                document.file,
                1,
                "missing-key",
                f"Raden {key} saknas överst i filen.",
                "Skriv forfattare (funktion, inget personnamn) och datum mellan två rader med ---.",
            )
    written = front.get("datum")
    if written and not is_date(str(written)):
        yield _fault(
            document.file,
            document.line(("datum",)),
            "wrong-type",
            f"Datum: vi läste ”{written}”.",
            "Skriv datum som år-månad-dag, till exempel 2027-05-04.",
        )
    if not isinstance(front.get("exempel", False), bool):
        yield _fault(
            document.file,
            document.line(("exempel",)),
            "wrong-type",
            f"Exempel: vi läste ”{front['exempel']}”.",
            "Skriv exempel: true eller ta bort raden.",
        )


def _body_faults(file: str, markdown: str, first_line: int, plan: Plan) -> Iterator[Finding]:
    if not markdown.strip():
        yield _fault(
            file, first_line, "empty-text", "Texten är tom.", "Skriv texten eller ta bort filen."
        )
    for one in _placeholders(markdown, first_line):
        if isinstance(one, Placeholder):
            yield from _placeholder_faults(file, one, plan)
        else:
            yield replace(one, file=file)
    for number, line in enumerate(markdown.splitlines(), start=first_line):
        typed = _TYPED_FIGURE.search(_PLACEHOLDER.sub("", line))
        if typed is not None:
            yield Finding(
                code="typed-figure",
                severity=Severity.WARNING,
                message=f"Siffran ”{typed.group()}” är skriven för hand och kan skilja sig från "
                "tabellerna.",
                remedy="Skriv siffran som platshållare, om den kommer ur en indikator.",
                file=file,
                line=number,
                value=typed.group(),
                example="{{indikator.område.value}}",
            )


def _placeholders(markdown: str, first_line: int) -> Iterator[Placeholder | Finding]:
    """Placeholders in order, and a finding for each that is not rightly formed."""
    for number, line in enumerate(markdown.splitlines(), start=first_line):
        for match in _PLACEHOLDER.finditer(line):
            parts = [part.strip() for part in match.group(1).split(".")]
            year = parts[3] if len(parts) == 4 else None
            well_formed = len(parts) in {3, 4} and all(parts)
            if not well_formed or (year is not None and not re.fullmatch(r"\d{4}", year)):
                yield _fault("", number, "placeholder-form", *_form(match.group()))
                continue
            yield Placeholder(
                match.group(), parts[0], parts[1], parts[2], int(year) if year else None, number
            )
        if _HALF_OPEN.search(_PLACEHOLDER.sub("", line)):
            yield _fault("", number, "placeholder-form", *_form(line.strip()))


def _placeholder_faults(file: str, one: Placeholder, plan: Plan) -> Iterator[Finding]:
    for code, word, written, known in (
        ("unknown-indicator", "Indikatorn", one.indicator, tuple(plan.indicator_by_id)),
        ("unknown-area", "Området", one.area, tuple(plan.area_by_id)),
        ("unknown-field", "Fältet", one.field, PLACEHOLDER_FIELDS),
    ):
        if written in known:
            continue
        near = get_close_matches(written, known, n=1, cutoff=0.5)
        remedy = f"Menade du {near[0]}?" if near else f"Skriv något av: {', '.join(known)}."
        yield replace(
            _fault(file, one.line, code, f"{word} {written} i {one.text} finns inte.", remedy),
            value=one.text,
        )


_NOT_UTF8 = (
    "Filen är inte sparad som UTF-8; raden går inte att läsa.",
    "Spara filen som UTF-8. I Anteckningar: Spara som, välj UTF-8 vid Kodning.",
)


def _form(written: str) -> tuple[str, str]:
    return (
        f"Platshållaren ”{written}” har fel form.",
        (
            "Skriv {{indikator.område.fält}} eller {{indikator.område.fält.år}}; "
            f"fältet är något av: {', '.join(PLACEHOLDER_FIELDS)}."
        ),
    )


def _no_front(file: str) -> Finding:
    return _fault(
        file,
        1,
        "missing-front-matter",
        "Det står inte vem som har skrivit texten och när.",
        "Börja filen med raderna ---, forfattare: <funktion>, datum: <år-månad-dag> och ---.",
    )


def _fault(file: str, line: int | None, code: str, message: str, remedy: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        remedy=remedy,
        file=file,
        line=line,
    )
