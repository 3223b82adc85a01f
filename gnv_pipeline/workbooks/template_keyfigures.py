"""The values on the sheet Nyckeltal: this year's formula, national values, what was known before.

Belongs here: numbers and their comment cells. Does not belong here: the open cells (``template_sheets``).
"""

from __future__ import annotations

from typing import Any

from gnv_pipeline.plan.models import Indicator, Plan
from gnv_pipeline.workbooks.keyfigures import (
    Asked,
    asked_values,
    earlier,
    earlier_value,
    multiplier,
    unit_suffix,
)
from gnv_pipeline.workbooks.rows import EarlierValue, History
from gnv_pipeline.workbooks.shapes import Layout, Row, SheetLayout
from gnv_pipeline.workbooks.styles import WRONG_FILL, Styles

_NOT_KNOWN = "Inget värde ännu"


def write_values(
    styles: Styles, plan: Plan, layout: Layout, history: History, worksheet: Any, sheet: SheetLayout
) -> None:
    """Fill the locked columns of values: own rows get a formula, national rows the latest value."""
    area = plan.area_by_id[layout.organisation_id]
    for asked in asked_values(plan, layout.year, area):
        row = sheet.row_by_key[asked.key]
        if asked.own:
            _own(styles, plan, layout, history, worksheet, sheet, asked, row)
        else:
            _national(styles, plan, layout, history, worksheet, sheet, asked, row)


def _number_format(indicator: Indicator, year: int | None) -> str:
    figures = "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")
    unit = unit_suffix(indicator) if indicator.unit in {"percent", "count"} else ""
    shown = f"{unit} ({year})" if year else unit
    return f'{figures}"{shown}"' if shown else figures


def _own(
    styles: Styles, plan: Plan, layout: Layout, history: History, worksheet: Any, sheet: SheetLayout,
    asked: Asked, row: Row,
) -> None:  # fmt: skip
    indicator, at = asked.indicator, sheet.position
    number = row.number - 1
    top = sheet.cell(row, "numerator")
    if indicator.unit == "count":
        formula = f'=IF(ISNUMBER({top}),{top},"")'
    else:
        under = sheet.cell(row, "denominator")
        formula = (
            f"=IF(AND(ISNUMBER({top}),ISNUMBER({under})),"
            f'IF({under}>0,{top}/{under}*{multiplier(indicator):g},""),"")'
        )
    style = styles.locked(
        align="right", bold=True, bg_color=plan.header.look.surface,
        num_format=_number_format(indicator, None),
    )  # fmt: skip
    # The stored value keeps programs that do not calculate from showing an error or nothing at all.
    worksheet.write_formula(number, at["value"] - 1, formula, style, "")
    known = earlier(history, asked, layout.year)
    _shown(styles, plan, layout, worksheet, number, at["previous"] - 1, indicator, known[:1])
    if "denominator" not in row.inputs:
        style = styles.locked(bg_color=plan.header.look.surface)
        worksheet.write_blank(number, at["denominator"] - 1, None, style)


def _national(
    styles: Styles, plan: Plan, layout: Layout, history: History, worksheet: Any, sheet: SheetLayout,
    asked: Asked, row: Row,
) -> None:  # fmt: skip
    indicator, at, look = asked.indicator, sheet.position, plan.header.look
    number = row.number - 1
    known = earlier(history, asked, layout.year + 1)
    _shown(
        styles, plan, layout, worksheet, number, at["value"] - 1, indicator, known[:1], bold=True
    )
    _shown(styles, plan, layout, worksheet, number, at["previous"] - 1, indicator, known[1:2])
    for name in ("numerator", "denominator", "missing_reason"):
        worksheet.write_blank(number, at[name] - 1, None, styles.locked(bg_color=look.surface))
    style = styles.locked(font_color=look.muted, bg_color=look.surface)
    worksheet.write_string(number, at["comment"] - 1, row.texts["comment"], style)
    when = f"Avser {known[0].data_year}. " if known else f"{_NOT_KNOWN} i Kolada. "
    kolada = f" {indicator.kolada_id}" if indicator.kolada_id else ""
    worksheet.write_comment(
        number,
        at["value"] - 1,
        f"{when}Källa: {indicator.original_source} (via Kolada{kolada}). "
        "Cellen är låst eftersom uppgiften redan finns där; då slipper ni skriva den två gånger. "
        "Ser den fel ut? Hör av er, så tar vi det med den som äger uppgiften.",
        {
            "author": plan.header.prepared_by[:50],
            "width": 300,
            "height": 120,
            "font_size": 9,
            "color": "#FFFFFF",
        },
    )


def _shown(
    styles: Styles, plan: Plan, layout: Layout, worksheet: Any, row: int, column: int,
    indicator: Indicator, known: tuple[EarlierValue, ...], *, bold: bool = False,
) -> None:  # fmt: skip
    """Write a known value with its unit and year, or why there is none."""
    look = plan.header.look
    if not known:
        style = styles.locked(font_color=look.muted, bg_color=look.surface, align="right")
        worksheet.write_string(row, column, "–", style)
        return
    value = earlier_value(indicator, known[0])
    if value is None:
        reasons = {choice.code: choice.label for choice in layout.lists["_missing"]}
        why = reasons.get(known[0].missing_reason or "", "Inget värde")
        style = styles.locked(font_color=look.muted, bg_color=look.surface, align="right")
        worksheet.write_string(row, column, f"{why} ({known[0].data_year})", style)
        return
    style = styles.locked(
        bold=bold, align="right", bg_color=look.surface,
        num_format=_number_format(indicator, known[0].data_year),
    )  # fmt: skip
    worksheet.write_number(row, column, value, style)


def mark_swapped(styles: Styles, worksheet: Any, sheet: SheetLayout) -> None:
    """Colour numerator and denominator at once where the numerator is the larger one."""
    rows = [row for row in sheet.rows if "denominator" in row.inputs]
    if not rows:
        return
    first, last = rows[0], rows[-1]
    top, under = sheet.cell(first, "numerator"), sheet.cell(first, "denominator")
    worksheet.conditional_format(
        f"{top}:{sheet.cell(last, 'denominator')}",
        {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER(${top}),ISNUMBER(${under}),${top}>${under})",
            "format": styles.book.add_format({"bg_color": WRONG_FILL, "bold": True}),
            "stop_if_true": True,
        },
    )
