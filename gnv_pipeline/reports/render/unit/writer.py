"""The files of enhetschefens sida: one page per kommun beside its report, and one style sheet.

Belongs here: which files there are. Does not belong here: what stands in them. The page has no script and no
style of its own, so that it holds under the strictest content policy.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.unit_page import UnitPage

_HERE = Path(__file__).parent
NAME = "enhetschef.html"
STYLE_SHEET = "assets/enhetschef.css"


def write_unit_pages(pages: Iterable[UnitPage], plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write ``out/<key>/enhetschef.html`` for every page; returns the files in order of writing."""
    environment = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    look = plan.header.look
    css = environment.get_template("unit.css.j2").render(style=Style(look), look=look)
    template = environment.get_template("unit.html.j2")
    written = [_write(out / STYLE_SHEET, css)]
    for page in pages:
        text = template.render(page=page, style_sheet=f"../{STYLE_SHEET}")
        written.append(_write(out / page.key / NAME, text))
    return tuple(written)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
