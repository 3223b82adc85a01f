"""Rows of a publication in words: values with unit, limits, years, targets, signals.

Belongs here: how a value or a code is written. Rounding is ``formatting``'s, words of codes are the
publication's. Does not belong here: sentences, which come finished from the publication.
"""

from __future__ import annotations

from typing import Any

from gnv_pipeline.formatting import EN_DASH, NBSP, day, interval, number
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Signal

_MOST_DECIMALS = 3  # of a decided value; more would be a slip of arithmetic


def short_value(mart: Mart, indicator: Row, value: float | None) -> str:
    """``87 %`` or ``5714``: with the unit's sign where that is one character, else the bare number."""
    symbol = mart.symbol("unit", indicator["unit"])
    text = number(value, indicator["decimals"])
    return f"{text}{NBSP}{symbol}" if len(symbol) == 1 and value is not None else text


def stated_value(mart: Mart, indicator: Row, value: float | None) -> str:
    """A value that people have decided, with the decimals they wrote: ``26,9 %``, not ``27 %``."""
    if value is None:
        return short_value(mart, indicator, value)
    places = indicator["decimals"]
    while places < _MOST_DECIMALS and round(value, places) != value:
        places += 1
    return short_value(mart, {**indicator, "decimals": places}, value)


def full_value(mart: Mart, indicator: Row, value: float | None) -> str:
    """``87 %`` or ``5714 per 100 000``: stands alone in a text."""
    symbol = mart.symbol("unit", indicator["unit"])
    if value is None or len(symbol) <= 1:
        return short_value(mart, indicator, value)
    return f"{number(value, indicator['decimals'])}{NBSP}{symbol}"


def limits(indicator: Row, row: Row | None) -> str:
    """``85–89``; empty where no interval is known."""
    if row is None:
        return ""
    return interval(row["lower95"], row["upper95"], indicator["decimals"])


def period(indicator: Row, year: int | None) -> str:
    """``2022``, or ``2020–2022`` for a mean over three years."""
    if year is None:
        return EN_DASH
    span = indicator["period_years"]
    return f"{year - span + 1}{EN_DASH}{year}" if span > 1 else str(year)


def spoken(mart: Mart, indicator: Row, row: Row) -> str:
    """``2022: 87 % (85–89)``, or the year and why there is no value."""
    year = period(indicator, row["data_year"])
    if row["value"] is None:
        return f"{year}: {mart.label('missing_reason', row['missing_reason'])}"
    around = limits(indicator, row)
    suffix = f" ({around})" if around else ""
    return f"{year}: {full_value(mart, indicator, row['value'])}{suffix}"


def missing_words(mart: Mart, row: Row | None) -> str:
    """Why a value is missing; a row that is not there at all was never reported."""
    reason = "not_reported" if row is None else row["missing_reason"]
    return mart.label("missing_reason", reason)


def value_cell(mart: Mart, indicator: Row, row: Row | None, href: str | None = None) -> Cell:
    """A cell with a value, or with the words for why it is missing."""
    if row is None or row["value"] is None:
        return Cell(missing_words(mart, row), missing=True)
    flag = f" ({mart.label('flag', row['flag']).lower()})" if row["flag"] else ""
    preliminary = " (preliminärt)" if row["preliminary"] else ""
    return Cell(f"{short_value(mart, indicator, row['value'])}{flag}{preliminary}", href=href)


def target(mart: Mart, indicator: Row, row: Row | None) -> str:
    """``minst 90 % år 2030``; empty where no target is set."""
    if row is None or row["target_kind"] is None:
        return ""
    ends = [
        stated_value(mart, indicator, row[end])
        for end in ("target_lower", "target_upper")
        if row[end] is not None
    ]
    words = mart.label("target_kind", row["target_kind"])
    return f"{words} {' och '.join(ends)} år {row['target_year']}".replace("  ", " ")


def signal(mart: Mart, name: str, kind: str, code: str, reason: str) -> Signal:
    """A signal with its sign and words; ``kind`` is level, pace or comparison."""
    return Signal(
        name=name,
        code=code,
        symbol=mart.symbol(f"{kind}_signal", code),
        words=mart.label(f"{kind}_signal", code),
        reason=mart.label(f"{kind}_reason", reason),
    )


def level(mart: Mart, row: Row | None) -> Signal:
    """The level signal of a goal_status row; without a row there is no target."""
    if row is None:
        return signal(mart, "Nivå", "level", "not_judged", "no_target")
    return signal(mart, "Nivå", "level", row["level_signal"], row["level_reason"])


def pace(mart: Mart, row: Row | None) -> Signal:
    """The pace signal of a goal_status row; without a row there is no target."""
    if row is None:
        return signal(mart, "Takt", "pace", "not_judged", "no_target")
    return signal(mart, "Takt", "pace", row["pace_signal"], row["pace_reason"])


def compared(mart: Mart, indicator: Row, row: Row) -> tuple[str, str]:
    """Sign and words, ``▲ Högre``: what better and worse mean depends on the indicator's direction."""
    code = row["signal"]
    if code in {"better", "worse"} and indicator["better"] != "none":
        code = f"{code}.{indicator['better']}"
    return mart.symbol("comparison_signal", code), mart.label("comparison_signal", code)


def comparison(mart: Mart, indicator: Row, row: Row | None) -> Signal:
    """The comparison signal, with the benchmark's value as its reason; why, where it is not judged."""
    name = "Jämförelse"
    if row is None:
        return signal(mart, name, "comparison", "not_judged", "no_benchmark")
    symbol, told = compared(mart, indicator, row)
    reason = mart.label("comparison_reason", row["reason"])
    if row["benchmark_value"] is not None:
        benchmark = mart.label("benchmark_kind", row["benchmark_kind"])
        against = f"{benchmark} {full_value(mart, indicator, row['benchmark_value'])}"
        # Whether the difference may be chance is what the signal's own words say.
        reason = f"{against}. {reason}" if row["signal"] == "not_judged" else against
    return Signal(name, row["signal"], symbol, told, reason)


def written_day(value: Any) -> str:
    """A date cell as ``19 mars 2027``; a dash where there is none."""
    return EN_DASH if value is None else day(value)


def remark(mart: Mart, indicator: Row, *, unit: bool = True) -> str:
    """What must be known beside the name: ``procent · lägre är bättre · under uppbyggnad``."""
    told = [mart.label("unit", indicator["unit"])] if unit else []
    if indicator["better_note"]:
        told.append(indicator["better_note"])
    elif indicator["better"] == "low":
        told.append(mart.label("better", "low").lower())
    if indicator["under_construction"] and unit:
        told.append("under uppbyggnad")
    return " · ".join(told)
