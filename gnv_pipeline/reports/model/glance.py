"""Goals at a glance: two pages that answer how it goes, for the county and counted over its kommuner.

Belongs here: the overview, the kommuner counted by signal, what the signs mean. Does not belong here:
judging; kommuner are counted, never listed by result.
"""

from __future__ import annotations

from collections import Counter

from gnv_pipeline.formatting import number
from gnv_pipeline.reports.model import figure_base, standing, texts, words
from gnv_pipeline.reports.model.charts import Part, StackChart, StackRow, Step
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import (
    Block,
    Cell,
    Column,
    Figure,
    Section,
    Signs,
    Statement,
    Table,
)
from gnv_pipeline.reports.model.parts import Row as TableRow

_LEVELS = (
    ("met", "Målet nått"),
    ("not_met", "Målet inte nått"),
    ("uncertain", "Går inte att avgöra"),
    ("reference_only", "Har inte tagit in målet"),
    ("not_judged", "Inget att bedöma"),
)
_COMPARED = (
    ("higher", "Högre än övriga"),
    ("similar", "Ingen säker skillnad"),
    ("lower", "Lägre än övriga"),
    ("not_judged", "Går inte att jämföra"),
)
_PLAIN = frozenset({"uncertain", "reference_only", "not_judged", "similar"})
"""Steps that say nothing of the direction; they lie outside the scale."""


def section(mart: Mart) -> Section:
    """Goals at a glance."""
    counted = tuple(
        figure for figure in (_against_goals(mart), _against_others(mart)) if figure is not None
    )
    blocks: list[Block] = [
        Statement(texts.GLANCE_INTRO),
        standing.regional(mart),
        _signs(mart),
    ]
    inner: tuple[Section, ...] = ()
    if counted:
        inner = (
            Section(
                "kommunerna-raknade", "Kommunerna räknade", (Statement(texts.COUNTED), *counted)
            ),
        )
    return Section("mal", "Målen i en överblick", tuple(blocks), inner, page=True)


def _signs(mart: Mart) -> Signs:
    return Signs(
        tuple(
            (title, _sign_list(mart, name))
            for title, name in (
                ("Nivå", "level_signal"),
                ("Takt", "pace_signal"),
                ("Jämförelse", "comparison_signal"),
            )
        )
    )


def _sign_list(mart: Mart, name: str) -> tuple[tuple[str, str], ...]:
    """Signs of a list in its order; better and worse are told as higher and lower."""
    return tuple(
        (row["symbol"] or "", row["label"])
        for row in mart.codes(name)
        if "." not in row["code"] and row["code"] not in {"better", "worse"}
    )


# --- counted -----------------------------------------------------------------------------------


def _against_goals(mart: Mart) -> Figure | None:
    """How many kommuner have reached the goal that their local plan has taken in."""
    bars = []
    for link in mart.goal_indicators:
        indicator = mart.indicators[link["indicator_id"]]
        if link["target_kind"] is None or not _countable(indicator):
            continue
        rows = [
            mart.status(
                link["goal_id"], link["indicator_id"], one["organisation_id"], link["gender"]
            )
            for one in mart.kommuner
        ]
        bars.append((_bar_name(mart, indicator), Counter(_level(row) for row in rows)))
    return _figure(
        mart,
        "kommunerna-mot-malen",
        "Kommunerna mot målen",
        "bara de som har tagit in målet i sin lokala plan bedöms mot det",
        _LEVELS,
        bars,
    )


def _countable(indicator: Row) -> bool:
    """Whether kommuner have values of it to judge."""
    return bool(
        indicator["judged_year"] and not indicator["derived"] and indicator["level"] != "region"
    )


def _level(row: Row | None) -> str:
    if row is None:
        return "not_judged"
    if row["level_signal"] == "not_judged" and row["level_reason"] == "reference_only":
        return "reference_only"
    return str(row["level_signal"])


def _against_others(mart: Mart) -> Figure | None:
    """How many kommuner differ with certainty from the others."""
    bars = []
    for key in standing.shown(mart):
        indicator = mart.indicators[key]
        if not _countable(indicator):
            continue
        rows = [mart.comparison(key, one["organisation_id"], "others") for one in mart.kommuner]
        bars.append(
            (_bar_name(mart, indicator), Counter(_compared(indicator, row) for row in rows))
        )
    return _figure(
        mart,
        "kommunerna-mot-ovriga",
        "Kommunerna mot övriga kommuner i länet",
        "lägre är bättre där det står vid måttets namn",
        _COMPARED,
        bars,
    )


def _compared(indicator: Row, row: Row | None) -> str:
    """Higher or lower as the value is, whichever is better."""
    signal = "not_judged" if row is None else str(row["signal"])
    if signal in {"better", "worse"}:
        return "higher" if (signal == "better") == (indicator["better"] != "low") else "lower"
    return signal


def _bar_name(mart: Mart, indicator: Row) -> str:
    told = f"{indicator['short_name']} ({words.period(indicator, indicator['judged_year'])})"
    return told if indicator["better"] != "low" else f"{told}, lägre är bättre"


def _figure(
    mart: Mart,
    key: str,
    title: str,
    note: str,
    steps: tuple[tuple[str, str], ...],
    bars: list[tuple[str, Counter[str]]],
) -> Figure | None:
    if not bars:
        return None
    rows = tuple(
        StackRow(
            name,
            tuple(Part(count[code], f"{label}: {number(count[code])}") for code, label in steps),
        )
        for name, count in bars
    )
    table = Table(
        f"{key}-tabell",
        f"{title}: antal kommuner",
        (Column("Mått"), *(Column(label, "number") for _, label in steps)),
        tuple(
            TableRow((Cell(name), *(Cell(number(count[code])) for code, _ in steps)))
            for name, count in bars
        ),
        wide=True,
    )
    told = " ".join(
        f"{name}: {', '.join(f'{label.lower()} {count[code]}' for code, label in steps if count[code])}."
        for name, count in bars
    )
    chart = StackChart(
        tuple(Step(label, plain=code in _PLAIN) for code, label in steps), rows, "antal kommuner"
    )
    return Figure(
        key=key,
        title=title,
        alt=f"Liggande staplar, en per mått, med antal kommuner i varje läge. {told}",
        chart=chart,
        tables=(table,),
        unit="antal kommuner",
        data_year="år som står vid varje mått",
        base=f"länets {number(len(mart.kommuner))} kommuner; {note}",
        source=figure_base.OWN_PROCESSING,
    )
