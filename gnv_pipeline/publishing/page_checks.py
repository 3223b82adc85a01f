"""Rules that the pages of a publication must hold; each returns what breaks it.

Belongs here: reading the finished HTML files as a reader's browser would. Does not belong here: how they
are made (reports).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan

_UNSEEN = frozenset({"script", "style", "template"})
_UNFINISHED = re.compile(r"\{\{|\}\}|\b(?:None|nan|NaN|NaT|undefined)\b|<NA>")


@dataclass
class _Page(HTMLParser):
    """Links, anchors and visible words of one page."""

    targets: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    hidden: int = 0

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what the element points at and is called."""
        self.hidden += tag in _UNSEEN
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.targets.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)
            elif name in ("alt", "aria-label", "title") and value:
                self.words.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not shown."""
        self.hidden -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        """Collect visible words."""
        if self.hidden <= 0:
            self.words.append(data)


Reader = Callable[[Path], _Page]


def present(reports: Path, plan: Plan) -> Iterator[Finding]:
    """The start page, the regional report and one report per kommun exist and hold something."""
    wanted = [Path("index.html"), Path("regional") / "index.html"]
    wanted += [Path(area.id) / "index.html" for area in plan.kommuner]
    for relative in wanted:
        path = reports / relative
        if not path.is_file() or path.stat().st_size == 0:
            name = relative.as_posix()
            yield _fault("report-missing", f"Rapporten {name} saknas eller är tom.", name)


def links(reports: Path, read: Reader | None = None) -> Iterator[Finding]:
    """Every link inside the reports leads to a file, and to a place in it where it names one."""
    parsed = read or reading()
    for path in sorted(reports.rglob("*.html")):
        name = path.relative_to(reports).as_posix()
        for target in sorted(set(parsed(path).targets)):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                yield _fault("link-broken", f"Länken {target} leder ingenstans.", name)
            elif not file.is_relative_to(reports.resolve()) and parts.path:
                yield _fault("link-outside", f"Länken {target} leder ut ur rapporten.", name)
            elif (
                parts.fragment
                and file.suffix == ".html"
                and unquote(parts.fragment) not in parsed(file).anchors
            ):
                yield _fault(
                    "link-broken", f"Länken {target} leder till en plats som inte finns.", name
                )


def unfinished(reports: Path, read: Reader | None = None) -> Iterator[Finding]:
    """No page shows a placeholder or an empty figure of a programming language."""
    parsed = read or reading()
    for path in sorted(reports.rglob("*.html")):
        text = " ".join(parsed(path).words)
        if found := _UNFINISHED.search(text):
            around = " ".join(text[max(0, found.start() - 40) : found.end() + 20].split())
            name = path.relative_to(reports).as_posix()
            yield _fault("page-unfinished", f"Sidan visar '{found[0]}': {around}", name)


def reading() -> Reader:
    """Reads each page once, however many rules ask for it; the pages are most of the checks' time."""

    @cache
    def read(path: Path) -> _Page:
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        page.close()
        return page

    return read


def _fault(code: str, message: str, file: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        remedy="Inget ges ut förrän felet är rättat. Meddela den som förvaltar systemet.",
        file=file,
    )
