"""What is said of values against what was known before: changes, unusual values, values that are gone.

Belongs here: comparing with earlier years and with what is usual. Does not belong here: rules within one
row (``rules``) or within one workbook (``rules_workbook``).

A change is asked about only when it is larger than chance allows and larger than what the plan calls
usual. For two shares p1 of n1 and p2 of n2 the bound is z·sqrt(p(1 − p)(1/n1 + 1/n2)) with the pooled
share p (the ordinary two-proportion test); for counts z·sqrt(c1 + c2) and for rates
z·sqrt(c1/n1² + c2/n2²) (Poisson); z = 3.09, so that about two of a thousand unchanged values are asked
about by chance. This asks a person a question; judgements use the intervals of ``methods``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Area, Indicator
from gnv_pipeline.workbooks.keyfigures import (
    Asked,
    earlier,
    earlier_value,
    multiplier,
    unit_suffix,
    value_of,
)
from gnv_pipeline.workbooks.rows import EarlierValue, History, KeyfigureRow
from gnv_pipeline.workbooks.rules import ReadRow, counts_of

_Z = 3.09
_COPIED_FROM = 2  # rows with counts; a single equal row may well be chance


def ask_about_value(
    read: ReadRow, indicator: Indicator, area: Area, gender: str, year: int, history: History | None
) -> tuple[Finding, ...]:
    """Questions about a value that is possible but unusual. Never more than one per row."""
    found = counts_of(read)
    value = value_of(indicator, found.numerator, found.denominator)
    if value is None:
        return ()
    known = earlier(history, Asked(indicator, area, gender, own=True), year)
    before = next((k for k in known if earlier_value(indicator, k) is not None), None)
    now = _shown(value, indicator)
    if before is not None:
        was = earlier_value(indicator, before) or 0.0
        allowed = allowed_change(indicator, found.numerator, found.denominator, before)
        if allowed is not None and abs(value - was) > allowed:
            message = (
                f"Värdet gick från {_shown(was, indicator)} till {now}. "
                "Så stora hopp beror sällan på slump."
            )
            return (_question(read, "large-change", message, now),)
    usual = indicator.plausible
    if usual is not None and not usual.low <= value <= usual.high:
        low = formatting.number(usual.low, indicator.decimals)
        message = (
            f"Värdet blir {now}. Det brukar ligga mellan {low} och {_shown(usual.high, indicator)}."
        )
        return (_question(read, "outside-usual", message, now),)
    return ()


def allowed_change(
    indicator: Indicator, numerator: float | None, denominator: float | None, before: EarlierValue
) -> float | None:
    """How much a value may change without a question, in its unit; ``None`` where nothing is known.

    An earlier value without counts is taken to rest on as many as this year's.
    """
    usual = indicator.plausible.change if indicator.plausible else None
    chance = _chance(indicator, numerator, denominator, before)
    known = [limit for limit in (usual, chance) if limit is not None]
    return max(known, default=None)


def _chance(
    indicator: Indicator, numerator: float | None, denominator: float | None, before: EarlierValue
) -> float | None:
    was = earlier_value(indicator, before)
    if numerator is None or was is None:
        return None
    if indicator.unit == "count":
        return _Z * math.sqrt(numerator + max(was, 0.0))
    if not denominator or indicator.unit not in {"percent", "per_100k"}:
        return None
    scale = multiplier(indicator)
    base = before.denominator or denominator
    count = before.numerator if before.numerator is not None else was / scale * base
    if indicator.unit == "per_100k":
        return _Z * scale * math.sqrt(numerator / denominator**2 + max(count, 0.0) / base**2)
    share = min(max((numerator + count) / (denominator + base), 0.0), 1.0)
    return _Z * scale * math.sqrt(share * (1 - share) * (1 / denominator + 1 / base))


def _shown(value: float, indicator: Indicator) -> str:
    suffix = unit_suffix(indicator).replace(" %", f"{formatting.NBSP}%")
    return formatting.number(value, indicator.decimals) + suffix


def _question(read: ReadRow, code: str, message: str, value: str) -> Finding:
    comment = read.cells["comment"]
    numbers = [read.cells[n] for n in ("numerator", "denominator") if n in read.row.inputs]
    if read.answers["comment"].text:
        remedy = "Inget behöver göras: er förklaring följer med i rapporten."
        return read.finding(code, "value", message, remedy, Severity.INFO, value)
    remedy = (
        f"Stämmer det? Skriv gärna varför i {comment}, så följer förklaringen med i rapporten. "
        f"Annars rättar ni {formatting.enumeration(numbers, 'eller')}."
    )
    return read.finding(code, "value", message, remedy, Severity.WARNING, value)


# --- the whole sheet against last year ---------------------------------------------------------------


def ask_about_gone(
    rows: Sequence[ReadRow], indicators: dict[str, Indicator], areas: dict[str, Area], year: int,
    history: History | None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Values that were there last year where the row is empty now; only on a sheet that is begun."""
    findings = []
    for read in rows:
        if any(answer.filled for answer in read.answers.values()):
            continue
        indicator_id, area_id, gender = read.row.subject
        if indicator_id not in indicators or area_id not in areas:
            continue
        indicator = indicators[indicator_id]
        asked = Asked(indicator, areas[area_id], gender, own=True)
        known = [k for k in earlier(history, asked, year) if k.data_year == year - 1]
        value = earlier_value(indicator, known[0]) if known else None
        if value is None:
            continue
        numbers = [read.cells[n] for n in ("numerator", "denominator") if n in read.row.inputs]
        findings.append(
            read.finding(
                "value-gone",
                "numerator",
                f"Förra året lämnade ni {_shown(value, indicator)} här. I år är raden tom.",
                f"Fyll i {formatting.enumeration(numbers)}, eller välj i {read.cells['missing_reason']} "
                "varför talet saknas.",
                Severity.WARNING,
            )
        )
    return tuple(findings)


def ask_about_copied(
    rows: Sequence[tuple[ReadRow, KeyfigureRow]], history: History | None, year: int
) -> tuple[Finding, ...]:
    """A question where every count is last year's."""
    before = {
        (known.indicator_id, known.organisation_id, known.gender): known
        for known in (history.values if history else ())
        if known.data_year == year - 1 and known.numerator is not None
    }
    compared = [
        (read, row, before[row.indicator_id, row.organisation_id, row.gender])
        for read, row in rows
        if row.numerator is not None
        and (row.indicator_id, row.organisation_id, row.gender) in before
    ]
    if len(compared) < _COPIED_FROM or any(
        (row.numerator, row.denominator) != (known.numerator, known.denominator)
        for _, row, known in compared
    ):
        return ()
    read = compared[0][0]
    return (
        read.finding(
            "copied-values",
            "numerator",
            f"Alla {formatting.count_word(len(compared))} rader har precis samma tal som förra året. "
            "Är de räknade på nytt, eller följde de med när filen kopierades?",
            "Är talen årets behöver ni inte göra något.",
            Severity.INFO,
        ),
    )
