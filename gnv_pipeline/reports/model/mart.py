"""Reading one publication: rows as plain mappings, looked up by what a report asks for.

Belongs here: fetching tables once, missing values as ``None``, words of codes, and look-ups by key. Does not
belong here: any arithmetic on what is read, or layout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import pandas as pd

from gnv_pipeline.warehouse.reader import Publication

Row = Mapping[str, Any]

# Whole numbers that may be missing come through pandas as floats (2022.0); these are counts and years.
_WHOLE = frozenset(
    {
        "year", "round", "data_year", "baseline_year", "target_year", "from_year", "to_year", "previous_year",
        "judged_year", "latest_year", "valid_to", "population", "population_year", "aged_80", "aged_80_year",
        "sort_order", "strength", "score", "areas_included", "areas_expected", "definition_version",
        "publication_month", "basis_year", "first_year", "points", "rounds", "input_no",
    }
)  # fmt: skip


def _plain(name: str, value: Any) -> Any:
    """A cell of a data frame as plain Python; missing of any kind as ``None``."""
    if value is None or pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if name in _WHOLE and isinstance(value, float) else value


class Mart:
    """The tables of one publication, read once each."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._tables: dict[str, tuple[Row, ...]] = {}

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a mart table, ordered by its primary key."""
        if table not in self._tables:
            frame = self._publication.table(table)
            names = [str(name) for name in frame.columns]
            self._tables[table] = tuple(
                {name: _plain(name, cell) for name, cell in zip(names, record, strict=True)}
                for record in frame.itertuples(index=False, name=None)
            )
        return self._tables[table]

    def optional(self, table: str) -> tuple[Row, ...]:
        """Rows of a table that only newer publications hold; none where this one lacks it."""
        try:
            return self.rows(table)
        except KeyError:
            return ()

    # --- the publication itself --------------------------------------------------------------

    @cached_property
    def edition(self) -> Row:
        """The one row of mart.edition."""
        return self.rows("edition")[0]

    @property
    def year(self) -> int:
        """The report year."""
        return int(self.edition["report_year"])

    # --- words --------------------------------------------------------------------------------

    @cached_property
    def _labels(self) -> dict[tuple[str, str], Row]:
        return {(row["list"], row["code"]): row for row in self.rows("code_label")}

    def label(self, list_name: str, code: str | None) -> str:
        """The Swedish words of a code; ``KeyError`` where the publication has none, empty for no code."""
        return "" if code is None else str(self._labels[list_name, code]["label"])

    def symbol(self, list_name: str, code: str | None) -> str:
        """The sign of a code, readable without colour; empty where it has none."""
        return "" if code is None else str(self._labels[list_name, code]["symbol"] or "")

    def codes(self, list_name: str) -> tuple[Row, ...]:
        """All codes of a list, in the list's own order."""
        found = (row for row in self.rows("code_label") if row["list"] == list_name)
        return tuple(sorted(found, key=lambda row: row["sort_order"]))

    @cached_property
    def _sentences(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.rows("sentence"), key=lambda r: (r["sort_order"], r["sentence_id"])):
            found[row["place"]].append(row)
        return found

    def sentences(
        self,
        place: str,
        organisations: Iterable[str] | None = None,
        *,
        goal: str | None = None,
        indicator: str | None = None,
        order: int | None = None,
    ) -> tuple[str, ...]:
        """The sentences of a place in their order; ``None`` means any organisation, goal, indicator or order.

        Sentences about one delmål carry its sort_order.
        """
        wanted = None if organisations is None else set(organisations)
        found = (
            str(row["text"])
            for row in self._sentences.get(place, ())
            if (wanted is None or row["organisation_id"] in wanted)
            and (goal is None or row["goal_id"] == goal)
            and (indicator is None or row["indicator_id"] == indicator)
            and (order is None or row["sort_order"] == order)
        )
        return tuple(dict.fromkeys(found))  # the county and the region may say the same

    def human_text(self, section: str, organisation: str) -> Row | None:
        """What people wrote for a section, or None where the publication has no row."""
        return self._human.get((section, organisation))

    @cached_property
    def _human(self) -> dict[tuple[str, str], Row]:
        return {(row["section"], row["organisation_id"]): row for row in self.rows("human_text")}

    # --- areas --------------------------------------------------------------------------------

    @cached_property
    def organisations(self) -> dict[str, Row]:
        """Areas by id, in their sort order."""
        ordered = sorted(self.rows("organisation"), key=lambda row: row["sort_order"])
        return {row["organisation_id"]: row for row in ordered}

    def name(self, organisation: str) -> str:
        """The short name of an area."""
        return str(self.organisations[organisation]["name"])

    @cached_property
    def kommuner(self) -> tuple[Row, ...]:
        """All kommuner in Swedish name order."""
        return tuple(row for row in self.organisations.values() if row["kind"] == "kommun")

    @cached_property
    def reporters(self) -> tuple[Row, ...]:
        """All organisations that hand in a workbook."""
        return tuple(row for row in self.organisations.values() if row["reports"])

    def area_of_kind(self, kind: str) -> str | None:
        """Id of the first area of a kind (county, region, nation, group)."""
        found = (
            row["organisation_id"] for row in self.organisations.values() if row["kind"] == kind
        )
        return next(found, None)

    @cached_property
    def county(self) -> str:
        """Id of the county as a whole."""
        return str(self.area_of_kind("county"))

    @cached_property
    def common(self) -> tuple[str, ...]:
        """Ids of the county and of the region as an organisation: whose rows the regional report tells."""
        both = (self.area_of_kind("county"), self.area_of_kind("region"))
        return tuple(area for area in both if area is not None)

    # --- plan ---------------------------------------------------------------------------------

    def ordered(self, table: str) -> tuple[Row, ...]:
        """Rows of a table with a column sort_order, in that order."""
        return tuple(sorted(self.rows(table), key=lambda row: row["sort_order"]))

    @cached_property
    def indicators(self) -> dict[str, Row]:
        """Indicators by id, in the plan's order."""
        return {row["indicator_id"]: row for row in self.ordered("indicator")}

    @cached_property
    def goals(self) -> dict[str, Row]:
        """Goals by id, in the plan's order."""
        return {row["goal_id"]: row for row in self.ordered("goal")}

    @cached_property
    def goal_indicators(self) -> tuple[Row, ...]:
        """Which indicators measure which goal, in the plan's order."""
        rows = self.rows("goal_indicator")
        return tuple(
            sorted(rows, key=lambda r: (self.goals[r["goal_id"]]["sort_order"], r["sort_order"]))
        )

    # --- values and judgements ----------------------------------------------------------------

    @cached_property
    def _values(self) -> dict[tuple[str, str, str], dict[int, Row]]:
        found: dict[tuple[str, str, str], dict[int, Row]] = defaultdict(dict)
        for row in self.rows("indicator_value"):
            key = (row["indicator_id"], row["organisation_id"], row["gender"])
            found[key][row["data_year"]] = row
        return found

    def series(self, indicator: str, organisation: str, gender: str = "T") -> dict[int, Row]:
        """Rows of indicator_value by data year; empty where the area has none."""
        return self._values.get((indicator, organisation, gender), {})

    def value(
        self, indicator: str, organisation: str, year: int | None, gender: str = "T"
    ) -> Row | None:
        """One row of indicator_value."""
        return None if year is None else self.series(indicator, organisation, gender).get(year)

    @cached_property
    def _status(self) -> dict[tuple[str, str, str, str], Row]:
        return {
            (row["goal_id"], row["indicator_id"], row["organisation_id"], row["gender"]): row
            for row in self.rows("goal_status")
            if row["report_year"] == self.year
        }

    def status(self, goal: str, indicator: str, organisation: str, gender: str = "T") -> Row | None:
        """How an area stands against a goal in the report year."""
        return self._status.get((goal, indicator, organisation, gender))

    @cached_property
    def _comparisons(self) -> dict[tuple[str, str, str, str], Row]:
        return {
            (row["indicator_id"], row["organisation_id"], row["gender"], row["benchmark_kind"]): row
            for row in self.rows("comparison")
        }

    def comparison(
        self, indicator: str, organisation: str, kind: str, gender: str = "T"
    ) -> Row | None:
        """An area against a benchmark in the judged year."""
        return self._comparisons.get((indicator, organisation, gender, kind))

    @cached_property
    def _trends(self) -> dict[tuple[str, str, str], Row]:
        return {
            (row["indicator_id"], row["organisation_id"], row["gender"]): row
            for row in self.rows("trend")
        }

    def trend(self, indicator: str, organisation: str, gender: str = "T") -> Row | None:
        """The change to the judged year."""
        return self._trends.get((indicator, organisation, gender))

    @cached_property
    def _inequalities(self) -> dict[str, Row]:
        rows = self.rows("inequality")
        return {row["indicator_id"]: row for row in rows if row["gender"] == "T"}

    def inequality(self, indicator: str) -> Row | None:
        """The spread between kommuner in the judged year."""
        return self._inequalities.get(indicator)

    def path(self, goal: str, indicator: str, gender: str = "T") -> tuple[Row, ...]:
        """The way from baseline to target, year by year."""
        return tuple(
            row
            for row in self.rows("goal_path")
            if (row["goal_id"], row["indicator_id"], row["gender"]) == (goal, indicator, gender)
        )

    def notes(self, indicator: str, organisation: str | None = None) -> tuple[Row, ...]:
        """Comments that follow an indicator, of one area or of all."""
        return tuple(
            row
            for row in self.rows("note")
            if row["indicator_id"] == indicator
            and (organisation is None or row["organisation_id"] == organisation)
        )

    # --- the way home -------------------------------------------------------------------------

    @cached_property
    def lineage(self) -> dict[str, tuple[Row, ...]]:
        """Inputs of every published value by ``indicator|area|data year|gender``, in their order."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows("lineage"):
            if row["subject"] == "indicator_value":
                found[row["subject_key"]].append(row)
        return {key: tuple(rows) for key, rows in found.items()}
