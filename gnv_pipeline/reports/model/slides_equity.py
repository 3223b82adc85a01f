"""Slides on likvärdighet: the spread between kommuner beside what chance gives, and women and men.

Belongs here: the county's differences. Does not belong here: all kommuner of one indicator
(``slides_goals``).
"""

from __future__ import annotations

from dataclasses import replace

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import figure_base, figure_spread, slides_texts, standing, words
from gnv_pipeline.reports.model.charts import Dot, DotChart, DotRow, KeyEntry, Role
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Figure
from gnv_pipeline.reports.model.slides import Notes, Points, Slide
from gnv_pipeline.reports.model.slides_notes import foot

_CERTAIN = frozenset({"higher", "lower"})
_COLUMNS: dict[str, tuple[str, Role]] = {"K": ("women", "women"), "M": ("men", "men")}


def differences(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """The spread between kommuner beside what chance gives; none where nothing can be compared."""
    figure, table = figure_spread.spread(mart)
    told = mart.sentences("front.differences", mart.common)
    if figure is None and not told:
        return ()
    if figure is not None:  # its years stand in a table that the slide has no room for
        figure = replace(figure, data_year=slides_texts.YEARS_IN_REPORT)
    notes = Notes(
        (*told, *_of_main(mart, "equity.indicator")),
        (slides_texts.ORIGIN_REPORT, *((f"{table.caption}.",) if table else ())),
        (slides_texts.LIMIT_RANKING, plan.header.reading_advice),
    )
    return (
        Slide(
            "skillnader",
            slides_texts.DIFFERENCES_TITLE,
            notes,
            points=(Points("", told or (slides_texts.NO_VALUES,), missing=not told),),
            figure=figure,
            source=foot(figure),
        ),
    )


def _of_main(mart: Mart, place: str) -> tuple[str, ...]:
    """Sentences of a place about the overview's indicators, each with the indicator's name."""
    return tuple(
        f"{mart.indicators[key]['short_name']}: {text}"
        for key in standing.shown(mart)
        for text in mart.sentences(place, mart.common, indicator=key)
    )


# --- women and men -----------------------------------------------------------------------------


def genders(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """Women and men in the county; none where the publication has not compared them."""
    gaps = _gaps(mart)
    shares = [key for key in gaps if mart.indicators[key]["unit"] == "percent"]
    if not shares:
        return ()
    figure = _figure(mart, shares, gaps)
    certain = tuple(
        f"{mart.indicators[key]['short_name']}: {text}"
        for key, gap in gaps.items()
        if gap["signal"] in _CERTAIN
        for text in mart.sentences("equity.gender", (gap["organisation_id"],), indicator=key)
    )
    heading, none = slides_texts.GENDERS_HEADING, slides_texts.GENDERS_NONE
    points = [Points(heading, certain or (none,))]
    others = tuple(
        f"{mart.indicators[key]['short_name']}: {text}"
        for key, gap in gaps.items()
        if key not in shares and gap["signal"] not in _CERTAIN
        for text in mart.sentences("equity.gender", (gap["organisation_id"],), indicator=key)
    )
    if others:
        points.append(Points(slides_texts.OTHER_UNITS, others))
    notes = Notes(
        _of_main(mart, "equity.gender"),
        (slides_texts.ORIGIN_REPORT,),
        (plan.header.reading_advice,),
    )
    return (
        Slide(
            "kvinnor-och-man",
            slides_texts.GENDERS_TITLE,
            notes,
            points=tuple(points),
            figure=figure,
            source=foot(figure),
            axis=(0.0, 100.0),
        ),
    )


def _gaps(mart: Mart) -> dict[str, Row]:
    """The county's comparison of women and men for each indicator of the overview, else the region's."""
    found: dict[str, Row] = {}
    for area in reversed(mart.common):  # the county's row is laid over the region's
        for row in mart.optional("gender_gap"):
            year = mart.indicators[row["indicator_id"]]["judged_year"]
            known = row["women"] is not None and row["men"] is not None
            if row["organisation_id"] == area and row["data_year"] == year and known:
                found[row["indicator_id"]] = row
    return {key: found[key] for key in standing.shown(mart) if key in found}


def _figure(mart: Mart, shares: list[str], gaps: dict[str, Row]) -> Figure:
    rows = []
    for key in shares:
        indicator, gap = mart.indicators[key], gaps[key]
        label = f"{indicator['short_name']} {words.period(indicator, gap['data_year'])}"
        dots = tuple(_dot(mart, indicator, gap, gender) for gender in _COLUMNS)
        rows.append(DotRow(key, label, dots))
    unit = mart.label("unit", "percent")
    told = " ".join(f"{dot.text}." for row in rows for dot in row.dots)
    return Figure(
        key="kvinnor-och-man-figur",
        title=slides_texts.GENDERS_TITLE,
        alt=f"Liggande staplar med två värden för varje mått, kvinnor och män. {told}",
        chart=DotChart(
            tuple(rows),
            (),
            tuple(
                KeyEntry(role, True, mart.label("gender", gender))
                for gender, (_, role) in _COLUMNS.items()
            ),
            unit,
            percent=True,
        ),
        tables=(),
        unit=unit,
        data_year="det år som står under varje mått",
        base="",
        source=figure_base.OWN_PROCESSING,
    )


def _dot(mart: Mart, indicator: Row, gap: Row, gender: str) -> Dot:
    column, role = _COLUMNS[gender]
    shown = words.short_value(mart, indicator, gap[column])
    text = f"{indicator['short_name']}, {mart.label('gender', gender).lower()}: {shown}"
    return Dot(role, gap[column], None, None, text, shown, certain=True)
