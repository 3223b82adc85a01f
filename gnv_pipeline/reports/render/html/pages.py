"""From a report of the model to the text of an HTML page.

Belongs here: the Jinja environment and its small helpers. Does not belong here: files, or words beyond
those of the page itself (navigation, labels of controls).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures import interactive, stacks
from gnv_pipeline.reports.figures.notes import axis_note
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.figures.tones import tone
from gnv_pipeline.reports.model.charts import StackChart
from gnv_pipeline.reports.model.parts import (
    Edition,
    Figure,
    Report,
    Section,
    StartPage,
)
from gnv_pipeline.reports.render.svg import draw

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Form:
    """Which form a page has: ``mail`` is one file without script; ``up`` leads to the folder's top."""

    mail: bool
    up: str


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
        return template.render(
            report=report, form=form, css=Markup(css), contents=_contents(report.sections)
        )

    def start(self, page: StartPage, form: Form) -> str:
        """The start page."""
        return self._environment.get_template("start.html.j2").render(page=page, form=form, css="")

    def css(self, edition: Edition) -> str:
        """The style sheet, with the plan's colours and the edition in the printed margin."""
        template = self._environment.get_template("report.css.j2")
        tones = [(one.id, one.colour) for one in self._plan.delmal]
        return template.render(edition=edition, tones=tones, steps=self._steps())

    def _steps(self) -> list[tuple[int, int, str]]:
        """Colours of the stack charts' keys: (number of steps, step, colour)."""
        return [(n, i, c) for n in range(1, 11) for i, c in enumerate(self.style.ramp(n))]

    def _still(self, figure: Figure) -> Markup:
        return Markup(draw(figure.chart, self.style, wide=figure.wide))

    def _live(self, figure: Figure) -> Markup:
        spec = interactive.figure(figure.chart, self.style)
        text = json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c"))

    def _key(self, figure: Figure) -> list[tuple[str, str, str]]:
        """The key of a live figure: (small picture, label, "")."""
        if not isinstance(figure.chart, StackChart):
            return []
        colours = stacks.colours(figure.chart, self.style)
        return [
            (colour, step.label, self.style.muted)
            for colour, step in zip(colours, figure.chart.steps, strict=True)
        ]


def _contents(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections of the list of contents."""
    return tuple(section for section in sections if section.title)
