"""Goals at a glance: each indicator with its three signals, for the county or for one kommun.

Belongs here: which rows the overview has and where each signal comes from. Does not belong here: judging.
"""

from __future__ import annotations

from dataclasses import replace

from gnv_pipeline.reports.model import words
from gnv_pipeline.reports.model.figure_base import latest_before, main_area
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Standing, Standings


def _pairs(mart: Mart) -> list[tuple[Row, Row | None]]:
    """Main indicators with the goal they measure: plan order, those without a goal after."""
    main = {key for key, row in mart.indicators.items() if row["role"] == "main"}
    measured = [
        (mart.indicators[link["indicator_id"]], link)
        for link in mart.goal_indicators
        if link["indicator_id"] in main or link["target_kind"] is not None
    ]
    seen = {indicator["indicator_id"] for indicator, _ in measured}
    return [
        *measured,
        *((mart.indicators[key], None) for key in mart.indicators if key in main - seen),
    ]


def shown(mart: Mart) -> tuple[str, ...]:
    """Ids of the indicators of the overview, each once."""
    return tuple(dict.fromkeys(indicator["indicator_id"] for indicator, _ in _pairs(mart)))


def judged_area(mart: Mart, indicator: Row, goal: Row | None) -> str:
    """Whose value the goal judges: the county, or the region as an organisation."""
    if goal is not None:
        area = mart.county if goal["area"] == "county" else mart.area_of_kind("region")
        if area and mart.status(goal["goal_id"], indicator["indicator_id"], area, goal["gender"]):
            return area
    return main_area(mart, indicator)


def of(mart: Mart, indicator: Row, goal: Row | None, area: str) -> Standing:
    """One indicator for the county or the region, compared with the nation."""
    return _standing(mart, indicator, goal, area, "nation", _counted(mart, indicator, goal))


def regional(mart: Mart) -> Standings:
    """Main indicators and those with a target, for the county, with local signals counted in words."""
    rows = []
    for indicator, goal in _pairs(mart):
        rows.append(of(mart, indicator, goal, judged_area(mart, indicator, goal)))
    return Standings(
        "mal-oversikt",
        "Huvudindikatorerna mot målen, hela länet",
        "Länet",
        "Kommunerna",
        tuple(rows),
    )


def local(mart: Mart, organisation: str) -> Standings:
    """The same indicators for one kommun; those without a kommun figure are left to the region's table."""
    rows = [
        _standing(mart, indicator, goal, organisation, "others", _beside(mart, indicator))
        for indicator, goal in _pairs(mart)
        if indicator["level"] != "region" and indicator["derived"] is None
    ]
    return Standings(
        "mal-oversikt", "Era värden, länets mål som referens", "Ni", "Länet och Riket", tuple(rows)
    )


def _counted(mart: Mart, indicator: Row, goal: Row | None) -> tuple[str, ...]:
    key = indicator["indicator_id"]
    if indicator["level"] == "region":
        return ("Finns bara för regionen.",)
    if goal is None:
        return ()
    return mart.sentences("goal.local_count", goal=goal["goal_id"], indicator=key)


def _beside(mart: Mart, indicator: Row) -> tuple[str, ...]:
    year = indicator["judged_year"]
    told = []
    for area in (mart.county, mart.area_of_kind("nation")):
        row = mart.value(indicator["indicator_id"], area, year) if area else None
        if area and row is not None and row["value"] is not None:
            told.append(f"{mart.name(area)}: {words.short_value(mart, indicator, row['value'])}")
    return tuple(told)


def _row(mart: Mart, indicator: Row, area: str, gender: str) -> Row | None:
    """The value of the judged year, where there is one."""
    row = mart.value(indicator["indicator_id"], area, indicator["judged_year"], gender)
    return row if row is not None and row["value"] is not None else None


def _value(mart: Mart, indicator: Row, area: str, gender: str) -> tuple[str, str, str]:
    """Value, interval and year in words; an older value where the judged year has none."""
    year = indicator["judged_year"]
    if year is None:
        return mart.label("availability", indicator["availability"]), "", ""
    row = _row(mart, indicator, area, gender)
    if row is not None:
        return (
            words.short_value(mart, indicator, row["value"]),
            words.limits(indicator, row),
            words.period(indicator, year),
        )
    older = latest_before(mart, indicator, area, year, gender)
    reason = words.missing_words(mart, mart.value(indicator["indicator_id"], area, year, gender))
    if older is None:
        return reason, "", words.period(indicator, year)
    value = words.short_value(mart, indicator, older["value"])
    return f"{reason}. Senast {value}", "", words.period(indicator, older["data_year"])


def _remark(mart: Mart, indicator: Row, area: str, gender: str) -> str:
    """What must be known beside the name; an unweighted mean is always said to be one."""
    remark = words.remark(mart, indicator)
    row = _row(mart, indicator, area, gender) if indicator["judged_year"] is not None else None
    if row is None or row["value_kind"] != "unweighted":
        return remark
    return f"{remark} · {mart.label('value_kind', 'unweighted').lower()}"


def _is_example(goal: Row | None, status: Row | None) -> bool:
    """Whether the target shown is an example; one that the kommun has set itself is not."""
    if goal is None or not goal["target_kind"]:
        return False
    own = status is not None and status["target_origin"] == "local"
    return bool(goal["target_example"]) and not own


def _standing(
    mart: Mart, indicator: Row, goal: Row | None, area: str, benchmark: str, told: tuple[str, ...]
) -> Standing:
    key = indicator["indicator_id"]
    gender = goal["gender"] if goal is not None else "T"
    status = mart.status(goal["goal_id"], key, area, gender) if goal is not None else None
    value, interval, year = _value(mart, indicator, area, gender)
    level, pace = words.level(mart, status), words.pace(mart, status)
    shown_target = status if status is not None and status["target_kind"] else goal
    return Standing(
        indicator_id=key,
        name=indicator["short_name"],
        note=_remark(mart, indicator, area, gender),
        value=value,
        interval=interval,
        data_year=year,
        target=words.target(mart, indicator, shown_target),
        target_example=_is_example(goal, status),
        signals=(
            level,
            replace(pace, reason="") if pace.reason == level.reason else pace,
            words.comparison(mart, indicator, mart.comparison(key, area, benchmark, gender)),
        ),
        words=told,
        href=f"#{key}",
        missing=_row(mart, indicator, area, gender) is None,
    )
