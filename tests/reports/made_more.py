"""Rows of a made-up publication that only some publications have: faktagranskning, similar kommuner, questions.

They are added to those of ``made_mart``; the sentences say where they belong, so that a test can find them.
"""

# ruff: noqa: E501 - a row of data reads best on one line

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reports.made_mart import Maker

PLACES = (
    "front.goals_counted", "equity.indicator", "equity.gender", "distance.indicator", "trend.series",
    "question.regional", "review.reached", "review.no_indicator", "review.ceiling",
    "review.discontinued", "review.no_activity", "review.unused", "obstacle.last_year",
)  # fmt: skip
SHA = "ab" * 32


def said(place: str, *about: str) -> str:
    """The made-up sentence of a place."""
    return f"Mening på plats {' '.join((place, *about))}."


def add_more(maker: Maker) -> None:
    """One row of every kind that the newer tables and places hold."""
    plan, year = maker.plan, maker.year
    county, first = plan.county.id, plan.goals[0].indicators[0].indicator
    goal = plan.goals[0].id
    for place in PLACES:
        _sentence(
            maker,
            place,
            county,
            first
            if "." in place and place.split(".")[0] in {"equity", "distance", "trend"}
            else None,
            goal if place.startswith("distance") else None,
        )
    kommun = maker.kommuner[0]
    _sentence(maker, "similar.kommun", kommun, None, None)
    _sentence(maker, "similar.kommun", kommun, first, None)
    _sentence(maker, "question.local", kommun, None, None)
    outcomes = (("approved", None), ("comment", "Vårt värde ska läsas med försiktighet."))
    for area, (outcome, comment) in zip(maker.kommuner, outcomes, strict=False):
        maker.add(
            "fact_check", organisation_id=area, year=year, edition="preliminary", outcome=outcome,
            sent_on=date(year + 1, 4, 1), answered_on=date(year + 1, 4, 9), comment=comment, function="Utredare",
        )  # fmt: skip
    maker.add(
        "pooled_value", indicator_id=first, organisation_id=kommun, data_year=year, gender="T",
        from_year=year - 2, rounds=3, denominator=180.0, value=81.2, lower95=75.0, upper95=86.1,
    )  # fmt: skip
    maker.add(
        "gender_gap", indicator_id=first, organisation_id=county, data_year=year, women=80.0, men=84.0,
        gap=-4.0, lower95=-9.0, upper95=1.0, interval_basis="respondents", signal="similar",
        reason="interval_covers_zero", development="not_judged", development_reason="no_earlier_value",
    )  # fmt: skip
    maker.add(
        "county_distance", goal_id=goal, indicator_id=first, organisation_id=kommun, data_year=year,
        denominator=60.0, gap=5.0, gap_count=3, gap_unit="svarande", share=40.0,
    )  # fmt: skip
    maker.add(
        "county_distance", goal_id=goal, indicator_id=first, organisation_id=maker.kommuner[1], data_year=year,
    )  # fmt: skip
    maker.add(
        "similar_change", indicator_id=first, organisation_id=kommun, similar_id=maker.kommuner[1],
        data_year=year, from_year=year - 1, from_value=70.0, value=80.0, change=10.0, signal="better",
        reason="trend_certain",
    )  # fmt: skip
    maker.add(
        "trend", indicator_id=first, organisation_id=county, data_year=year, gender="T", signal="not_judged",
        reason="no_earlier_value", points=5, first_year=year - 4, slope=0.7, series_signal="better",
        series_reason="trend_certain",
    )  # fmt: skip
    maker.add(
        "hand_in", organisation_id=kommun, year=year, round=1, field_id="treated",
        label="Behandlat i lokal systemledning", value="Ja",
    )  # fmt: skip
    maker.add(
        "lineage", subject="indicator_value", subject_key=f"{first}|{kommun}|{year}|T", component="value",
        input_no=1, source_kind="kolada", source_file="kolada.csv", sha256=SHA,
        received_at="2028-01-05T08:00:00", locator="rad 12",
    )  # fmt: skip


def _sentence(maker: Maker, place: str, area: str, indicator: str | None, goal: str | None) -> None:
    about = tuple(part for part in (area, indicator) if part)
    maker.add(
        "sentence", sentence_id=f"m|{place}|{area}|{indicator}", place=place, organisation_id=area,
        goal_id=goal, indicator_id=indicator, sort_order=1, text=said(place, *about),
    )  # fmt: skip


def write_map(folder: Path, areas: list[str]) -> Path:
    """A map of squares beside each other, one per area; one has an island."""
    features = []
    for place, area in enumerate(areas):
        x = 14.0 + place
        square = [[x, 60.0], [x + 1, 60.0], [x + 1, 61.0], [x, 61.0], [x, 60.0]]
        island = [[x, 62.0], [x + 0.1, 62.0], [x, 62.1], [x, 62.0]]
        several = place == 0
        geometry = {
            "type": "MultiPolygon" if several else "Polygon",
            "coordinates": [[square], [island]] if several else [square],
        }
        features.append({"type": "Feature", "properties": {"id": area}, "geometry": geometry})
    path = folder / "map.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return path
