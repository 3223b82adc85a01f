"""From a report of the model to the text of an HTML page.

Belongs here: the Jinja environment and its small helpers. Does not belong here: files, or words beyond
those of the page itself (navigation, labels of controls).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures import interactive
from gnv_pipeline.reports.figures.notes import axis_note
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.figures.tones import tone
from gnv_pipeline.reports.model.charts import MapChart
from gnv_pipeline.reports.model.parts import (
    Edition,
    Figure,
    Report,
    StartPage,
)
from gnv_pipeline.reports.render.html.search import register
from gnv_pipeline.reports.render.svg import draw
from gnv_pipeline.reports.render.svg.keys import key

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Form:
    """Which form a page has.

    Args:
        mail: One file without script.
        up: Leads from the page to the folder's top.
        names: What the files of each report are called, by the report's key.
        there: Files of the folder, relative to its top: nothing else is linked to.
    """

    mail: bool
    up: str
    names: Mapping[str, str]
    there: frozenset[str] = frozenset()


class Pages:
    """Renders pages in the look of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.style = Style(plan.header.look)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
        markdown = MarkdownIt("commonmark", {"html": False}).disable(
            ["image", "heading", "lheading"]
        )
        environment.filters["markdown"] = lambda text: Markup(markdown.render(text))
        environment.filters["kind"] = lambda part: type(part).__name__
        environment.filters["tone"] = tone
        environment.globals["still"] = self._still
        environment.globals["live"] = self._live
        environment.globals["key_of"] = self._key
        environment.globals["axis_note"] = axis_note
        environment.globals["style"] = self.style
        environment.globals["look"] = self._plan.header.look
        return environment

    def report(self, report: Report, form: Form) -> str:
        """A whole report page."""
        template = self._environment.get_template("report.html.j2")
        css = self.css(report.edition) if form.mail else ""
        found = "" if form.mail else _script_safe(register(report))
        return template.render(report=report, form=form, css=Markup(css), register=Markup(found))

    def start(self, page: StartPage, form: Form) -> str:
        """The start page."""
        return self._environment.get_template("start.html.j2").render(page=page, form=form, css="")

    def css(self, edition: Edition) -> str:
        """The style sheet, with the plan's colours and the edition in the printed margin."""
        template = self._environment.get_template("report.css.j2")
        tones = [(one.id, one.colour) for one in self._plan.delmal]
        return template.render(edition=edition, tones=tones)

    def _still(self, figure: Figure, small: bool = False) -> Markup:
        small = small and not isinstance(
            figure.chart, MapChart
        )  # on a page every map has its names
        return Markup(draw(figure.chart, self.style, wide=figure.wide, small=small))

    def _live(self, figure: Figure) -> Markup:
        return Markup(_script_safe(interactive.figure(figure.chart, self.style)))

    def _key(self, figure: Figure) -> list[tuple[Markup, str]]:
        """The key of a live figure: (small picture, label)."""
        return [(Markup(picture), label) for picture, label in key(figure.chart, self.style)]


def _script_safe(data: object) -> str:
    """JSON that can stand in a script element: no end tag within."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
