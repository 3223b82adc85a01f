"""Rules that the tables of a publication must hold; each returns what breaks it.

Belongs here: pure functions on frames. Does not belong here: opening databases, or pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing.manifest import Manifest
from gnv_pipeline.publishing.mask_tables import VALUE_KEY
from gnv_pipeline.publishing.small_numbers import Key
from gnv_pipeline.publishing.wording_checks import faults_of
from gnv_pipeline.warehouse.schema import table_doc

SIGNALS: dict[str, tuple[tuple[str, str], ...]] = {
    "goal_status": (("level_signal", "level_reason"), ("pace_signal", "pace_reason")),
    "comparison": (("signal", "reason"),),
    "trend": (("signal", "reason"), ("series_signal", "series_reason")),
    "inequality": (("signal", "reason"), ("development", "development_reason")),
    "gender_gap": (("signal", "reason"), ("development", "development_reason")),
    "similar_change": (("signal", "reason"),),
}
LABELLED: dict[str, tuple[tuple[str, str], ...]] = {
    "goal_status": (
        ("level_signal", "level_signal"),
        ("level_reason", "level_reason"),
        ("pace_signal", "pace_signal"),
        ("pace_reason", "pace_reason"),
        ("target_kind", "target_kind"),
    ),
    "comparison": (
        ("signal", "comparison_signal"),
        ("reason", "comparison_reason"),
        ("benchmark_kind", "benchmark_kind"),
    ),
    "trend": (
        ("signal", "trend_signal"),
        ("reason", "trend_reason"),
        ("series_signal", "trend_signal"),
        ("series_reason", "series_reason"),
    ),
    "inequality": (
        ("signal", "inequality_signal"),
        ("reason", "inequality_reason"),
        ("development", "development"),
        ("development_reason", "development_reason"),
    ),
    "gender_gap": (
        ("signal", "gender_signal"),
        ("reason", "gender_reason"),
        ("development", "development"),
        ("development_reason", "development_reason"),
        ("interval_basis", "interval_basis"),
    ),
    "similar": (("basis", "similar_basis"),),
    "similar_change": (("signal", "trend_signal"), ("reason", "trend_reason")),
    "indicator_value": (
        ("missing_reason", "missing_reason"),
        ("value_kind", "value_kind"),
        ("interval_basis", "interval_basis"),
        ("flag", "flag"),
    ),
    "submission": (("status", "submission_status"),),
    "self_assessment_answer": (("answer", "answer"),),
    "activity": (("status", "activity_status"),),
    "obstacle": (("theme", "obstacle_theme"),),
    "indicator": (("unit", "unit"), ("role", "role"), ("availability", "availability")),
}
"""Table -> (column, list in code_label) whose codes readers meet."""

_EMPTIED = {
    "goal_status": ["value", "lower95", "upper95", "gap", "gap_count", "projected", "pace_ratio",
                    "needed_per_year", "smallest_detectable"],
    "trend": ["change", "lower95", "upper95", "slope"],
    "pooled_value": ["numerator", "denominator", "value", "lower95", "upper95"],
    "comparison": ["strength"],
}  # fmt: skip
_SHOWN = 5


def keys(tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """Every table has its primary key, without gaps and without doubles."""
    for name, frame in sorted(tables.items()):
        key = list(table_doc(f"mart.{name}").primary_key)
        if frame[key].isna().any(axis=None):
            yield _fault("key-empty", f"mart.{name} har rader utan nyckel.", name)
        if frame.duplicated(key).any():
            yield _fault("key-double", f"mart.{name} har samma nyckel på flera rader.", name)


def dense(
    values: pd.DataFrame, indicators: pd.DataFrame, areas: pd.DataFrame, report_year: int
) -> Iterator[Finding]:
    """A row for each indicator, area of its level, data year and gender; no area is dropped silently."""
    kommuner = set(areas.loc[areas["kind"] == "kommun", "organisation_id"])
    regions = set(areas.loc[areas["kind"] == "region", "organisation_id"])
    # A derived spread is one figure for the whole county: it has no row for any single area.
    measured = indicators[indicators["derived"].isna()].set_index("indicator_id")
    level = measured["level"]
    for indicator, rows in values[values["indicator_id"].isin(measured.index)].groupby(
        "indicator_id", sort=True
    ):
        wanted = {"kommun": kommuner, "region": regions, "both": kommuner | regions}[
            level[indicator]
        ]
        if absent := sorted(wanted - set(rows["organisation_id"])):
            text = f"Måttet {indicator} saknar rader för {_listed(absent)}."
            yield _fault("area-missing", text, "indicator_value")
        if rows["data_year"].max() > report_year:
            text = f"Måttet {indicator} har värden efter uppföljningsåret {report_year}."
            yield _fault("year-after-report", text, "indicator_value")
        sides = rows["organisation_id"].nunique() * rows["gender"].nunique()
        years = rows["data_year"].max() - rows["data_year"].min() + 1
        if len(rows) != sides * years:
            text = f"Måttet {indicator} har {len(rows)} rader men ska ha {sides * years}."
            yield _fault("not-dense", text, "indicator_value")


def reasons(tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """Every signal has a reason."""
    for name, pairs in SIGNALS.items():
        for signal, reason in pairs:
            frame = tables[name]
            without = frame[reason].isna() | (frame[reason].astype(str) == "")
            if without.any():
                text = f"{int(without.sum())} rader i {name} har {signal} utan skäl."
                yield _fault("signal-without-reason", text, name)


def masked(tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """Nothing of a masked value is left: not its figures, not what was judged from it."""
    values = tables["indicator_value"]
    hidden = values[values["masked"]]
    figures = ["value", "numerator", "denominator", "lower95", "upper95", "lower998", "upper998"]
    if hidden[figures].notna().any(axis=None) or (hidden["missing_reason"] != "suppressed").any():
        yield _fault("mask-leaks", "En dold rad har siffror kvar.", "indicator_value")
    wanted = hidden[VALUE_KEY]
    for name, columns in _EMPTIED.items():
        rows = tables[name].merge(wanted, on=VALUE_KEY, how="inner")
        judged = [rows[signal] != "not_judged" for signal, _ in SIGNALS.get(name, ())]
        if rows[columns].notna().any(axis=None) or any(one.any() for one in judged):
            yield _fault("mask-leaks", f"{name} säger något om ett dolt värde.", name)
    notes = tables["note"].merge(wanted, on=VALUE_KEY, how="inner")
    if len(notes):
        yield _fault("mask-leaks", "En kommentar till ett dolt värde visas.", "note")


def organisations(
    tables: Mapping[str, pd.DataFrame], plan: Plan, report_year: int
) -> Iterator[Finding]:
    """Every area of the plan is there, and every expected submission has its row."""
    present = set(tables["organisation"]["organisation_id"])
    if absent := sorted({area.id for area in plan.areas} - present):
        yield _fault("area-missing", f"Områden saknas: {_listed(absent)}.", "organisation")
    if not any(one.year == report_year for one in plan.rounds):
        return
    rows = tables["submission"]
    expected = {area.id for area in plan.reporters}
    if absent := sorted(expected - set(rows.loc[rows["year"] == report_year, "organisation_id"])):
        text = f"Inlämningar saknar rad för {_listed(absent)}."
        yield _fault("submission-row-missing", text, "submission")


def words(tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """Sentences and texts are finished: no placeholder, no empty figure, no double blank."""
    for row in tables["sentence"].to_dict("records"):
        for fault in faults_of(str(row["text"])):
            text = f"Meningen {row['sentence_id']} har {fault}: {row['text']}"
            yield _fault("sentence-unfinished", text, "sentence")
    for row in tables["human_text"].to_dict("records"):
        if not row["missing"] and "{{" in str(row["markdown"]):
            text = f"Texten {row['section']} har en platshållare kvar."
            yield _fault("text-unfinished", text, "human_text")


def labels(tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """Every code that readers meet has its words."""
    label = tables["code_label"]
    known = set(zip(label["list"], label["code"], strict=True))
    for name, columns in LABELLED.items():
        for column, code_list in columns:
            codes = set(tables[name][column].dropna())
            if absent := sorted(code for code in codes if (code_list, code) not in known):
                text = f"Koder i {name}.{column} saknar ord: {_listed(absent)}."
                yield _fault("code-without-words", text, name)


def as_manifest(hashes: Mapping[str, str], manifest: Manifest) -> Iterator[Finding]:
    """The tables are the ones that the manifest was written for."""
    if changed := sorted(name for name, one in hashes.items() if manifest.tables.get(name) != one):
        text = f"Tabellerna stämmer inte med utgåvans förteckning: {_listed(changed)}."
        yield _fault("not-as-manifest", text, "manifest.json")


def given_away(keys: Iterable[Key], plan: Plan) -> Iterator[Finding]:
    """Masked values that an earlier edition has already given away: nothing now can protect them."""
    for indicator, area, year, gender in keys:
        name = plan.indicator_by_id[indicator].short_name
        who = {"K": ", kvinnor", "M": ", män"}.get(gender, "")
        yield Finding(
            code="small-number-given-away",
            severity=Severity.WARNING,
            message=f"{name}, {plan.area_by_id[area].name} {year}{who}: värdet visas inte, men det går "
            "att räkna ut ur en tidigare utgåva.",
            remedy="Ta ställning till om den tidigare utgåvan ska dras tillbaka. Den här utgåvan kan ges ut.",
            field="indicator_value",
        )


def _listed(names: list[str]) -> str:
    more = f" och {len(names) - _SHOWN} till" if len(names) > _SHOWN else ""
    return f"{', '.join(map(str, names[:_SHOWN]))}{more}"


def _fault(code: str, message: str, table: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        remedy="Inget ges ut förrän felet är rättat. Meddela den som förvaltar systemet.",
        field=table,
    )
