"""Speaker notes and the foot of slides: where a number comes from and what it cannot say.

Belongs here: putting together sentences of the publication with the plan's definitions. Does not belong
here: new judgements.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import slides_texts, words
from gnv_pipeline.reports.model.charts import DotChart, LineChart
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Figure, HumanText
from gnv_pipeline.reports.model.slides import Notes, Points

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])


def paragraphs(markdown: str) -> tuple[str, ...]:
    """What people have written as plain paragraphs and list items, in their order."""
    found = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            parts = [
                " " if child.type in {"softbreak", "hardbreak"} else child.content
                for child in token.children or ()
            ]
            found.append("".join(parts).strip())
        elif token.type in {"fence", "code_block"}:
            found.append(token.content.strip())
    return tuple(text for text in found if text)


def human(text: HumanText, heading: str = "") -> Points:
    """A text that people have written, or the words that say nobody has."""
    if text.markdown is None:
        return Points(heading, (text.words,), missing=True)
    return Points(heading, paragraphs(text.markdown))


def signature(text: HumanText) -> str:
    """Who wrote it and when, for the foot; empty where nobody did."""
    return f"Text: {text.signed}." if text.markdown is not None and text.signed else ""


def indicator_notes(
    mart: Mart,
    plan: Plan,
    indicator: Row,
    goal: Row | None,
    areas: Iterable[str],
    figure: Figure | None,
) -> Notes:
    """Notes of a slide about one indicator of the areas told of."""
    key, told_of = indicator["indicator_id"], tuple(areas)
    told = [
        text
        for place in ("indicator.county", "indicator.missing", "equity.indicator")
        for text in mart.sentences(place, told_of, indicator=key)
    ]
    if goal is not None:
        told += [
            text
            for place in ("goal.level", "goal.pace", "goal.local_count")
            for text in mart.sentences(place, told_of, goal=goal["goal_id"], indicator=key)
        ]
    year = indicator["judged_year"]
    origin = [f"{indicator['short_name']}: {indicator['definition']}", *foot_lines(figure)]
    if year is not None:
        origin.append(f"Följ talet hem: gnv trace {key} {told_of[0]} {year}")
    if goal is not None and goal["target_source"]:
        origin.append(f"Målvärdet: {goal['target_source']}.")
    limits = [
        indicator["closeness_note"],
        words.remark(mart, indicator, unit=False),
        *lacking(figure),
    ]
    limits += [plan.header.closeness_sentence, plan.header.reading_advice]
    return Notes(tuple(told), tuple(origin), ended(limits))


def foot_lines(figure: Figure | None) -> tuple[str, ...]:
    """Unit, data year, base and source of a figure as sentences."""
    if figure is None:
        return ()
    unit = figure.unit[:1].upper() + figure.unit[1:]
    base = f"Underlag: {figure.base}." if figure.base else ""
    return tuple(
        text for text in (f"{unit}. Avser {figure.data_year}.", base, figure.source) if text
    )


def foot(figure: Figure | None) -> str:
    """The same on one line, with the years that nobody measured."""
    told = list(foot_lines(figure))
    chart = figure.chart if figure is not None else None
    if isinstance(chart, LineChart) and chart.gaps:
        gaps = ", ".join(f"{year} ({why[:1].lower()}{why[1:]})" for year, why in chart.gaps)
        told.insert(1, f"{slides_texts.GAPS_WORDS}: {gaps}.")
    return " ".join(told)


def has_intervals(figure: Figure) -> bool:
    """Whether any mark of the figure has an interval."""
    chart = figure.chart
    return isinstance(chart, DotChart) and any(
        dot.lower is not None for row in chart.rows for dot in row.dots
    )


def lacking(figure: Figure | None) -> tuple[str, ...]:
    """Which rows of a figure lack a value and why, grouped by reason in the rows' order."""
    if figure is None or not isinstance(figure.chart, DotChart):
        return ()
    by_reason: dict[str, list[str]] = {}
    for row in figure.chart.rows:
        if row.words:
            by_reason.setdefault(row.words, []).append(row.label)
    return tuple(
        f"{slides_texts.WITHOUT_VALUE}: {', '.join(names)} ({why[:1].lower()}{why[1:]})."
        for why, names in by_reason.items()
    )


def ended(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Texts as sentences, each once, empty ones left out."""
    found = (text.strip() for text in texts if text and text.strip())
    told = (text[:1].upper() + text[1:] for text in found)
    return tuple(dict.fromkeys(t if t.endswith((".", "?", "!")) else f"{t}." for t in told))
