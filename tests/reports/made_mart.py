"""A made-up publication for any plan: every table of schema mart with plausible rows and every kind of gap.

The rows are not judged by the pipeline; they only have the shape that the pipeline promises, so that the
reports can be tested alone. Numbers come from the keys of the rows and are the same every time.
"""

# ruff: noqa: E501 - a row of data reads best on one line

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from gnv_pipeline.plan.models import AreaKind, Plan
from gnv_pipeline.publishing.sentences.words import code_labels
from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.schema import create_schema, table_doc
from tests.reports.made_words import add_words

SUPPRESSED, NOT_REPORTED = "suppressed", "not_reported"


def share(*parts: object) -> float:
    """A number from 0 to 1 that depends on the key alone."""
    return zlib.crc32("|".join(map(str, parts)).encode()) % 10_000 / 10_000


class Maker:
    """Collects the rows of all tables and writes them."""

    def __init__(self, plan: Plan, year: int, edition: str, example: bool, bare: bool) -> None:
        self.plan, self.year, self.edition, self.example = plan, year, edition, example
        self.bare = bare
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.kommuner = [area.id for area in plan.kommuner]

    def add(self, table: str, **row: Any) -> None:
        """One row of a table."""
        self.rows.setdefault(table, []).append(row)

    def write(self, path: Path) -> Path:
        """All tables as one mart.duckdb."""
        builders = [self._header, self._plan]
        if not self.bare:
            builders += [self._values, self._judged, self._reported, partial(add_words, self)]
        for build in builders:
            build()
        with connect(path) as con:
            create_schema(con, "mart")
            for table, rows in self._in_order(con):
                columns = list(table_doc(f"mart.{table}").columns)
                frame = pd.DataFrame(
                    [{c: row.get(c) for c in columns} for row in rows], dtype=object
                )
                frame = frame.dropna(axis="columns", how="all")  # so that defaults apply
                con.register("made", frame)
                con.execute(f"insert into mart.{table} by name select * from made")
        return path

    def _in_order(self, con: Connection) -> list[tuple[str, list[dict[str, Any]]]]:
        first = ["organisation", "delmal", "goal", "indicator"]
        return [(t, self.rows[t]) for t in [*first, *(t for t in self.rows if t not in first)]]

    # --- tables ------------------------------------------------------------------------------

    def _header(self) -> None:
        self.add(
            "edition", report_year=self.year, edition=self.edition, as_of=date(self.year + 1, 3, 20),
            plan_revision=self.plan.revision, plan_in_force=not self.bare, code_version="0.1.0",
            example=self.example, has_submissions=not self.bare, has_national=not self.bare,
        )  # fmt: skip
        for order, area in enumerate(
            [*self.plan.kommuner, *(a for a in self.plan.areas if a.kind is not AreaKind.KOMMUN)], 1
        ):
            self.add(
                "organisation", organisation_id=area.id, name=area.name, full_name=area.full_name,
                kind=area.kind.value, reports=area.reports, sort_order=order,
            )  # fmt: skip
        for one in code_labels(self.plan):
            self.add("code_label", **{name: getattr(one, name) for name in one.__slots__})

    def _plan(self) -> None:
        plan = self.plan
        for order, delmal in enumerate(plan.delmal, 1):
            self.add(
                "delmal", delmal_id=delmal.id, sort_order=order, **delmal.model_dump(exclude={"id"})
            )
        for order, goal in enumerate(plan.goals, 1):
            self.add(
                "goal", goal_id=goal.id, delmal_id=goal.delmal, sort_order=order, name=goal.name,
                text=goal.text, example=goal.example,
            )  # fmt: skip
            for n, link in enumerate(goal.indicators, 1):
                base, target = link.baseline, link.target
                self.add(
                    "goal_indicator", goal_id=goal.id, indicator_id=link.indicator, gender=link.gender,
                    sort_order=n, area=link.area, baseline_value=base and base.value,
                    baseline_year=base and base.year, baseline_source=base and base.source,
                    target_kind=target and target.kind, target_lower=target and target.lower,
                    target_upper=target and target.upper, target_year=target and target.year,
                    target_source=target and target.source,
                    target_example=bool(target and target.example),
                )  # fmt: skip
                if base and target and (end := target.lower or target.upper):
                    for y in range(base.year, target.year + 1):
                        way = (y - base.year) / (target.year - base.year)
                        self.add(
                            "goal_path", goal_id=goal.id, indicator_id=link.indicator,
                            gender=link.gender, data_year=y, expected=base.value + (end - base.value) * way,
                        )  # fmt: skip
        for order, one in enumerate(plan.statements.statements, 1):
            self.add(
                "statement", statement_id=one.id, statement_version=one.version,
                statement_set=plan.statements.set, delmal_id=one.delmal, sort_order=order,
                text=one.text, example=one.example,
            )  # fmt: skip
        for order, one in enumerate(plan.indicators, 1):
            self._indicator(order, one)

    def _indicator(self, order: int, one: Any) -> None:
        data = one.model_dump(
            include={
                "kolada_id", "name", "short_name", "definition", "who_counts", "unit", "gap_unit", "decimals",
                "role", "responsibility", "level", "better", "better_note", "county_value", "original_source",
                "closeness", "closeness_note", "valid_to", "replaced_by", "publication_month",
                "publication_lag", "under_construction", "example", "derived",
            }
        )  # fmt: skip
        judged = None if self.silent(one) else self.year
        self.add(
            "indicator", indicator_id=one.id, delmal_id=one.delmal, sort_order=order,
            numerator_label=one.numerator, denominator_label=one.denominator, own=one.own,
            disclosure=one.disclosure.value, period_years=one.basis.years, companion_id=one.companion,
            judged_year=judged, latest_year=judged, availability="judged" if judged else "no_data", **data,
        )  # fmt: skip
        for version in one.definitions:
            self.add("indicator_definition", indicator_id=one.id, **version.model_dump())

    def silent(self, one: Any) -> bool:
        """Whether the indicator has no value at all: the last support measure of the plan has none."""
        if self.bare:
            return True
        support = [i for i in self.plan.indicators if i.role == "support" and not i.derived]
        return bool(one.derived) or (len(support) > 1 and one is support[-1])

    def areas(self, one: Any) -> list[str]:
        """Areas that may have a value: those of its level, the county, the nation."""
        found = [] if one.level == "region" else list(self.kommuner)
        found += [self.plan.region.id] if one.level != "kommun" else []
        return [*found, self.plan.county.id, *([self.plan.nation.id] if self.plan.nation else [])]

    def value(self, one: Any, area: str, year: int, gender: str) -> float:
        """A plausible value in the indicator's unit."""
        low, high = (one.plausible.low, one.plausible.high) if one.plausible else (40.0, 95.0)
        if one.unit == "per_100k" and one.plausible is None:
            low, high = 4500.0, 6500.0
        middle = low + (high - low) * (0.45 + 0.2 * share(one.id))
        return middle + (high - low) * (
            0.25 * share(one.id, area) + 0.12 * share(one.id, area, year, gender) - 0.2
        )

    def gap(self, one: Any, area: str, year: int, gender: str) -> str | None:
        """Why a value is missing, if it is."""
        if year in one.no_survey_years:
            return "no_survey"
        if area not in self.kommuner:
            return None
        n = self.kommuner.index(area)
        if one.own and n == 0:
            return SUPPRESSED
        if one.own and n == 1 and year == self.year:
            return NOT_REPORTED
        if not one.own and n == len(self.kommuner) - 1 and year == self.year:
            return "empty_at_source"
        return "secrecy" if gender != "T" and n == 1 else None

    def _values(self) -> None:
        for one in self.plan.indicators:
            for area in [] if self.silent(one) else self.areas(one):
                for year in range(self.year - (1 if one.own else 8), self.year + 1):
                    for gender in one.genders:
                        self._value(one, area, year, gender)

    def _value(self, one: Any, area: str, year: int, gender: str) -> None:
        why = self.gap(one, area, year, gender)
        value = None if why else self.value(one, area, year, gender)
        known = value is not None and one.basis.kind != "none"
        base = 2000 if area not in self.kommuner else 40 + round(400 * share(area))
        half = (98 if one.unit == "percent" else 3000) / base**0.5
        top = 100.0 if one.unit == "percent" else 1e9
        self.add(
            "indicator_value", indicator_id=one.id, organisation_id=area, data_year=year, gender=gender,
            numerator=round(base * value / 100) if known and one.basis.kind == "counts" else None,
            denominator=base if known else None, value=value,
            value_kind=None if value is None else ("reported" if one.own else "official"),
            lower95=max(0.0, value - half) if known else None,
            upper95=min(top, value + half) if known else None,
            lower998=max(0.0, value - 1.6 * half) if known else None,
            upper998=min(top, value + 1.6 * half) if known else None,
            interval_basis=one.basis.kind if known else "none", missing_reason=why,
            masked=why == SUPPRESSED, flag="few" if known and base < 60 else None, preliminary=False,
            source_label="Källa: årets underlag" if one.own else f"Källa: {one.original_source} (via Kolada)",
            definition_version=1,
        )  # fmt: skip

    def _judged(self) -> None:
        levels = ("met", "not_met", "uncertain")
        paces = ("on_track", "behind", "wrong_way", "uncertain", "partly")
        for goal in self.plan.goals:
            for link in goal.indicators:
                one, target = self.plan.indicator_by_id[link.indicator], link.target
                for area in self.areas(one) if not one.derived else [self.plan.county.id]:
                    judged = (
                        target is not None and area not in self.kommuner and not self.silent(one)
                    )
                    self.add(
                        "goal_status", goal_id=goal.id, indicator_id=one.id, organisation_id=area,
                        gender=link.gender, report_year=self.year, plan_revision=self.plan.revision,
                        data_year=None if self.silent(one) else self.year,
                        target_kind=target and target.kind, target_lower=target and target.lower,
                        target_upper=target and target.upper, target_year=target and target.year,
                        target_origin=target and "plan",
                        level_signal=levels[int(share(one.id) * 3)] if judged else "not_judged",
                        level_reason="interval_covers_goal" if judged else ("reference_only" if target else "no_target"),
                        pace_signal=paces[int(share(goal.id) * 5)] if judged else "not_judged",
                        pace_reason="off_path" if judged else "reference_only",
                    )  # fmt: skip
        for one in self.plan.indicators:
            if self.silent(one):
                continue
            for area in self.areas(one):
                self._compared(one, area)
            if one.level != "region" and one.delmal and one.basis.kind != "none":
                gap = 10 + 20 * share(one.id, "gap")
                self.add(
                    "inequality", indicator_id=one.id, data_year=self.year, gender="T",
                    areas=len(self.kommuner), areas_known=len(self.kommuner) - 1, lowest=60.0,
                    highest=60.0 + gap, difference=gap, chance_mean=12.0, chance_lower=7.0,
                    chance_upper=18.0, signal="beyond_chance" if gap > 18 else "within_chance", reason="compared",
                )  # fmt: skip

    def _compared(self, one: Any, area: str) -> None:
        kind = "others" if area in self.kommuner else "nation"
        if area == (self.plan.nation and self.plan.nation.id):
            return
        missing = self.gap(one, area, self.year, "T")
        signal = (
            "similar"
            if share(one.id, area, "c") > 0.15
            else ("worse" if one.better == "low" else "better")
        )
        if one.better == "none" and signal != "similar":
            signal = "higher"
        self.add(
            "comparison", indicator_id=one.id, organisation_id=area, data_year=self.year, gender="T",
            benchmark_kind=kind, benchmark_value=None if missing == SUPPRESSED else self.value(one, "0", self.year, "T"),
            signal="not_judged" if missing else signal,
            reason=("suppressed" if missing == SUPPRESSED else "no_value") if missing else "interval_covers",
        )  # fmt: skip

    def _reported(self) -> None:
        codes = [step.code for step in self.plan.statements.scale]
        reporters = [area for area in self.plan.areas if area.reports]
        for n, area in enumerate(reporters):
            status = ("delivered", "missing", "with_warnings", "extended", "rows_waiting")[n % 5]
            here = status not in {"missing", "extended"}
            self.add(
                "submission", organisation_id=area.id, year=self.year, round=1, status=status,
                received_on=date(self.year + 1, 3, 12) if here else None,
                completeness=0.7 + 0.3 * share(area.id) if here else 0.0,
                rows_waiting=2 if status == "rows_waiting" else 0, warnings=1,
                template_version=self.plan.header.template_version,
                note="Anstånd till 9 april" if status == "extended" else None,
            )  # fmt: skip
            for unit in (area.units or ("",)) if here else ():
                for one in self.plan.statements.statements:
                    answer = codes[int(share(area.id, unit, one.id) * len(codes))]
                    for back in (0, 1):
                        self.add(
                            "self_assessment_answer", organisation_id=area.id, unit=unit, year=self.year - back,
                            round=1, statement_id=one.id, statement_version=one.version,
                            answer=answer if back == 0 else codes[2], basis="Vårt möte i februari",
                        )  # fmt: skip
                for delmal in self.plan.delmal:
                    self._mean(area.id, unit, delmal.id)
            if here:
                self._told(n, area.id)
        for delmal in self.plan.delmal:
            self._mean(self.plan.county.id, "", delmal.id)

    def _mean(self, area: str, unit: str, delmal: str) -> None:
        self.add(
            "self_assessment", organisation_id=area, unit=unit, year=self.year, round=1, delmal_id=delmal,
            statement_set=self.plan.statements.set, asked=3, answered=3, unknown=0,
            mean=2 + 2 * share(area, unit, delmal), index_0_100=50.0, previous_mean=3.1,
            previous_year=self.year - 1, other_people=True,
        )  # fmt: skip

    def _told(self, n: int, area: str) -> None:
        goals = self.plan.goals
        statuses = self.plan.fields.code_lists["activity_status"]
        themes = self.plan.fields.code_lists["obstacle_theme"]
        for k in range(2):
            goal, status = goals[(n + k) % len(goals)], statuses[(n + k) % len(statuses)]
            key = f"{area}-{self.year}-{k + 1:02d}"
            self.add(
                "activity", activity_id=key, organisation_id=area, year=self.year, status=status.code,
                name="Gemensamma hembesök efter utskrivning" if k else "Fast kontakt på vårdcentralen",
                partners="Vårdcentral", responsible="Enhetschef", status_label=status.label,
                starts_on="2026-02-01", learned="Täta möten behövs i början.",
            )  # fmt: skip
            self.add(
                "activity_link",
                activity_id=key,
                year=self.year,
                delmal_id=goal.delmal,
                goal_id=goal.id,
            )
        theme = themes[n % len(themes)]
        self.add(
            "obstacle", obstacle_id=f"{area}-H1", organisation_id=area, year=self.year, theme=theme.code,
            theme_label=theme.label, text="Journalerna går inte att läsa hos varandra.", needed="Regionen",
            support="En gemensam lösning för läsning.",
        )  # fmt: skip
        self.add(
            "local_plan", organisation_id=area, goal_id=goals[0].id, year=self.year, works_with=True,
            commitment="Vi ringer alla inom två dagar.", noticed_by="Någon hör av sig.",
        )  # fmt: skip


def make_mart(
    path: Path,
    plan: Plan,
    year: int,
    *,
    edition: str = "preliminary",
    example: bool = True,
    bare: bool = False,
    more: Callable[[Maker], None] | None = None,
) -> Path:
    """Write a made-up publication and return its path.

    A ``bare`` one has neither values nor submissions; ``more`` adds rows of its own.
    """
    maker = Maker(plan, year, edition, example, bare)
    if more is not None:
        more(maker)
    return maker.write(path)
