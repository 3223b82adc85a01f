"""What one published edition says of its masked counts, as bounds on unknowns.

Belongs here: reading each table, sentence and note the way an attacker would. Does not belong here: putting
editions together and judging what was found (``attacker``), or solving (``system``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from statistics import NormalDist
from typing import Any

import pandas as pd

from tests.publishing_attack import attacker_compared
from tests.publishing_attack.system import System

Tables = Mapping[str, pd.DataFrame]
Key = tuple[str, str, int, str]
"""(indicator, area, data year, gender)."""
Counts = Mapping[Key, tuple[float, float]]
"""True numerator and denominator."""

EPS = 1e-6


def wilson_counts(lower: float, upper: float, level: float = 0.95) -> tuple[float, float]:
    """Numerator and denominator from the limits (shares 0-1) of a Wilson interval.

    The limits are the roots of (n + z²)p² - (2x + z²)p + x²/n = 0; so with s their sum and q their product
    x = (s(n + z²) - z²)/2 and x² = q n (n + z²).
    """
    z2 = NormalDist().inv_cdf(0.5 + level / 2) ** 2
    s, q = lower + upper, lower * upper
    # (s n - (1 - s) z²)² / 4 = q n² + q n z²
    a, b, c = s * s / 4 - q, -(s * (1 - s) / 2 + q) * z2, ((1 - s) * z2) ** 2 / 4
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    fits = []
    for n in ((-b + root) / (2 * a), (-b - root) / (2 * a)):
        x = (s * (n + z2) - z2) / 2
        if n > 0 and -1e-6 <= x <= n + 1e-6:
            fits.append((abs(n - round(n)) + abs(x - round(x)), x, n))
    _, x, n = min(fits)
    return x, n


class Edition:
    """What one edition says."""

    def __init__(self, number: int, tables: Tables, system: System) -> None:
        self.number, self.tables, self.system = number, tables, system
        indicators = tables["indicator"]
        own = indicators[indicators["disclosure"] != "public"]
        self.indicators = {row["indicator_id"]: row for row in own.to_dict("records")}
        kinds = tables["organisation"].set_index("organisation_id")["kind"]
        self.report_year = int(tables["edition"]["report_year"].iloc[0])
        self.kommuner = set(kinds.index[kinds == "kommun"])
        self.kind = kinds.to_dict()
        self.rows: dict[Key, dict[str, Any]] = {}
        values = tables["indicator_value"]
        for row in values[values["indicator_id"].isin(list(self.indicators))].to_dict("records"):
            if row["missing_reason"] in {None, "suppressed"} or not _empty(row["value"]):
                self.rows[_key(row)] = row
        self.masked = [key for key, row in self.rows.items() if _empty(row["numerator"])]

    def sensitive(self, indicator: str) -> bool:
        return bool(self.indicators[indicator]["disclosure"] == "sensitive")

    def share(self, key: Key) -> bool:
        return bool(self.indicators[key[0]]["unit"] == "percent")

    def based(self, key: Key) -> bool:
        """Whether the indicator has a denominator at all."""
        return bool(self.indicators[key[0]]["unit"] != "count")

    def parts(self, key: Key) -> tuple[str, ...]:
        if self.share(key):
            return ("x", "c", "n")
        return ("x", "n") if self.based(key) else ("x",)

    def name(self, key: Key, part: str) -> Hashable:
        return (self.number, key, part)

    # --- learning ------------------------------------------------------------------------------

    def learn(self) -> None:
        for key, row in self.rows.items():
            self._row(key, row)
        self._sums()
        self._comparisons()
        self._goals()
        self._trends()
        self._spread()
        self._words()
        attacker_compared.learn(self)

    def _row(self, key: Key, row: dict[str, Any]) -> None:
        for part in self.parts(key):
            self.system.unknown(self.name(key, part), 1.0 if part == "n" else 0.0)
        if self.share(key):
            x, c, n = (self.name(key, part) for part in "xcn")
            self.system.equal({x: 1, c: 1, n: -1})
        if not _empty(row["numerator"]):
            self._fix(key, "x", row["numerator"])
        if self.based(key) and not _empty(row["denominator"]):
            self._fix(key, "n", row["denominator"])
        if not _empty(row["value"]):
            self._value(key, row["value"])
        self._limits(key, row, (("95", 0.95), ("998", 0.998)))

    def _fix(self, key: Key, part: str, value: float) -> None:
        self.system.unknown(self.name(key, part), float(value), float(value))

    def _value(self, key: Key, value: float, half: float = 0.0) -> None:
        """The value is known, exactly or to half a unit of its last decimal."""
        if key not in self.rows:
            return
        x = self.name(key, "x")
        if not self.based(key):
            self.system.bind({x: 1}, value - half - EPS, value + half + EPS)
            return
        n = self.name(key, "n")
        scale = 100.0 if self.share(key) else 100_000.0
        slack = half + 1e-9 * max(abs(value), 1)
        self.system.bind({x: scale, n: -(value + slack)}, -math.inf, 0)
        self.system.bind({x: scale, n: -(value - slack)}, 0, math.inf)

    def _limits(self, key: Key, row: dict[str, Any], levels: Sequence[tuple[str, float]]) -> None:
        if not self.share(key) or key not in self.masked:
            return
        for suffix, level in levels:
            low, high = row.get(f"lower{suffix}"), row.get(f"upper{suffix}")
            if not _empty(low) and not _empty(high):
                x, n = wilson_counts(low / 100, high / 100, level)
                self.system.unknown(self.name(key, "x"), round(x, 4), round(x, 4))
                self.system.unknown(self.name(key, "n"), round(n, 4), round(n, 4))

    def _sums(self) -> None:
        for key in self.rows:
            indicator, area, year, gender = key
            women, men = ((indicator, area, year, one) for one in ("K", "M"))
            if area in self.kommuner and gender == "T" and women in self.rows and men in self.rows:
                self._total(key, [women, men])
            whole = self.kind[area] == "county"
            if whole and self.indicators[indicator]["county_value"] == "summed":
                self._total(key, self._kommuner(key))

    def _kommuner(self, key: Key, without: str = "") -> list[Key]:
        found = [(key[0], area, key[2], key[3]) for area in sorted(self.kommuner - {without})]
        return [one for one in found if one in self.rows]

    def _total(self, total: Key, parts: list[Key]) -> None:
        for part in ("x", "n") if self.based(total) else ("x",):
            terms = {self.name(one, part): 1.0 for one in parts}
            self.system.equal({**terms, self.name(total, part): -1.0})

    def _comparisons(self) -> None:
        for row in self._about("comparison"):
            key, bench = _key(row), row["benchmark_value"]
            if key not in self.rows or _empty(bench) or not self.share(key):
                continue
            kind = row["benchmark_kind"]
            if kind == "others":
                others = self._kommuner(key, without=key[1])
                terms = {self.name(one, "x"): 100.0 for one in others}
                terms |= {self.name(one, "n"): -bench for one in others}
                slack = 1e-6
                self.system.bind(terms, -slack, slack)
            elif kind == "county":
                for area in (one for one, what in self.kind.items() if what == "county"):
                    self._value((key[0], area, key[2], key[3]), bench)
            if row["signal"] in {"better", "worse", "higher", "lower"}:
                high_is_good = self.indicators[key[0]]["better"] == "high"
                good = {"better": high_is_good, "worse": not high_is_good}
                self._beyond(key, bench, above=good.get(row["signal"], row["signal"] == "higher"))

    def _beyond(self, key: Key, limit: float, *, above: bool) -> None:
        """The whole interval, so the value, lies above or below a limit."""
        terms = {self.name(key, "x"): 100.0, self.name(key, "n"): -float(limit)}
        self.system.bind(terms, *((0, math.inf) if above else (-math.inf, 0)))

    def _goals(self) -> None:
        for row in self._about("goal_status"):
            if _empty(row["data_year"]):
                continue
            key = _key(row)
            if key not in self.rows or not self.share(key):
                continue
            if not _empty(row["value"]):
                self._value(key, row["value"])
            self._limits(key, row, (("95", 0.95),))
            if not _empty(row["baseline_value"]) and key[1] in self.kommuner:
                start = (key[0], key[1], int(row["baseline_year"]), key[3])
                self._value(start, row["baseline_value"], 0.5)
            target = (
                row["target_lower"] if row["target_kind"] == "at_least" else row["target_upper"]
            )
            if row["target_kind"] not in {"at_least", "at_most"} or _empty(target):
                continue
            sign = 1.0 if row["target_kind"] == "at_least" else -1.0
            x, n = self.name(key, "x"), self.name(key, "n")
            if not _empty(row["gap"]) and row["gap"] > 0:
                self._value(key, target - sign * row["gap"])
            if not _empty(row["gap_count"]) and row["gap_count"] > 0:
                # count - 1 < (target - value) n / 100 <= count
                terms = {n: sign * target / 100, x: -sign}
                self.system.bind(terms, row["gap_count"] - 1 - EPS, row["gap_count"] + EPS)
            # A way laid out in years is needed until its next year, whose value is another one.
            if not _empty(row["needed_per_year"]) and row["needed_until"] == row["target_year"]:
                years = row["target_year"] - row["data_year"]
                self._value(key, target - row["needed_per_year"] * years, 1e-6)
            if row["level_signal"] in {"met", "not_met"}:
                self._beyond(key, target, above=(row["level_signal"] == "met") == (sign > 0))

    def _trends(self) -> None:
        for row in self._about("trend"):
            if _empty(row["from_value"]):
                continue
            key = _key(row)
            self._value((key[0], key[1], int(row["from_year"]), key[3]), row["from_value"])
            if not _empty(row["change"]):
                self._value(key, row["from_value"] + row["change"], 1e-7)

    def _spread(self) -> None:
        for row in self._about("inequality"):
            key = (row["indicator_id"], "", int(row["data_year"]), row["gender"])
            areas = self._kommuner(key)
            shown = [
                self.rows[one]["value"] for one in areas if not _empty(self.rows[one]["value"])
            ]
            hidden = [one for one in areas if _empty(self.rows[one]["value"])]
            low, high, apart = (row[name] for name in ("lowest", "highest", "difference"))
            if _empty(low) and not _empty(high) and not _empty(apart):
                low = high - apart
            if _empty(high) and not _empty(low) and not _empty(apart):
                high = low + apart
            for limit, above in ((low, True), (high, False)):
                if _empty(limit):
                    continue
                for one in hidden:
                    self._beyond(one, limit, above=above)
                if len(hidden) == 1 and all(abs(value - limit) > EPS for value in shown):
                    self._value(hidden[0], limit)

    def _words(self) -> None:
        """Figures in sentences and notes on one area; "74 %" is rounded, "3 av 20" is not."""
        for table in ("sentence", "note"):
            for row in self.tables[table].to_dict("records"):
                indicator, area = row["indicator_id"], row["organisation_id"]
                if indicator not in self.indicators:
                    continue
                judged = self.indicators[indicator]["judged_year"]
                year = row.get("data_year", judged)
                for gender in [row["gender"]] if table == "note" else ["T"]:
                    if not _empty(year) and (indicator, area, int(year), gender) in self.rows:
                        self._said((indicator, area, int(year), gender), row["text"])

    def _said(self, key: Key, text: str) -> None:
        text = text.replace("\u00a0", " ")
        if key in self.masked and (told := re.search(r"\b(\d+) av (\d+)(?! kommuner)", text)):
            self._fix(key, "x", float(told[1]))
            self._fix(key, "n", float(told[2]))
        both = re.search(
            r"(\d+(?:,\d+)?)(?: %)? bland kvinnor och (\d+(?:,\d+)?) % bland män", text
        )
        if both and (year := re.search(r"\b20\d\d\b", text)):
            for number, gender in ((1, "K"), (2, "M")):
                self._value((key[0], key[1], int(year[0]), gender), *_rounded(both[number]))
            return
        value = re.match(r"(?:Andelen är|I \w+ är andelen) (\d+(?:,\d+)?) %[^.]*? (\d{4})\.", text)
        if value:
            self._value((key[0], key[1], int(value[2]), key[3]), *_rounded(value[1]))

    def learn_differences(self, earlier: Sequence[Edition]) -> None:
        """What this edition says differs from the latest one of the same report year."""
        before = [one for one in earlier if one.report_year == self.report_year]
        for row in self._about("edition_change") if before else ():
            if row["subject"] == "indicator_value":
                for text, reader in ((row["old"], before[-1]), (row["new"], self)):
                    if told := re.match(r"(\d+(?:,\d+)?)\s%", text):
                        reader._value(_key(row), *_rounded(told[1]))

    def learn_unchanged(self, earlier: Edition) -> None:
        """Counts that come from the same cells of the same file are the same."""
        before, now = earlier.origins, self.origins
        for key in self.rows:
            if key in earlier.rows and before.get(key) and before[key] == now.get(key):
                for part in self.parts(key):
                    self.system.equal({self.name(key, part): 1.0, earlier.name(key, part): -1.0})

    @cached_property
    def origins(self) -> dict[Key, frozenset[tuple[Any, ...]]]:
        """Where each value comes from; the same place is the same count."""
        lineage = self.tables["lineage"]
        found: dict[Key, set[tuple[Any, ...]]] = {}
        for row in lineage[lineage["subject"] == "indicator_value"].to_dict("records"):
            indicator, area, year, gender = row["subject_key"].split("|")
            if indicator in self.indicators and area in self.kommuner:
                place = (row["component"], row["sha256"], row["sheet"], row["cell"])
                found.setdefault((indicator, area, int(year), gender), set()).add(place)
        return {key: frozenset(places) for key, places in found.items()}

    def learn_zeros(self, truth: Counts) -> None:
        for key in self.masked:
            if key not in truth or self.sensitive(key[0]):
                continue
            x, n = truth[key]
            for part, true in (("x", x), ("c", n - x)):
                if part in self.parts(key):
                    name = self.name(key, part)
                    self.system.unknown(name, *((0.0, 0.0) if true == 0 else (1.0, math.inf)))

    def _about(self, table: str) -> Iterator[dict[str, Any]]:
        frame = self.tables[table]
        yield from frame[frame["indicator_id"].isin(list(self.indicators))].to_dict("records")


def _rounded(text: str) -> tuple[float, float]:
    """A printed number and half a unit of its last decimal."""
    decimals = len(text.partition(",")[2])
    return float(text.replace(",", ".")), 0.5 * 10.0**-decimals


def _key(row: Mapping[str, Any]) -> Key:
    return row["indicator_id"], row["organisation_id"], int(row["data_year"]), row["gender"]


def _empty(value: object) -> bool:
    return bool(pd.isna(value))  # type: ignore[call-overload]
