"""Reading every format of a set of reports back to the same keys: indicator, area, data year, gender."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from pptx import Presentation

from gnv_pipeline.warehouse.connection import connect
from tests.reports.page import Node, read
from tests.reports_pdf.reading import attached

Key = tuple[str, str, int, str]
_TABLE = re.compile(r"^(.+)-(kommuner|kon|kon-ar|utveckling)-tabell$")
_SHOWN = re.compile(r"^(\u2212?)([\d\u00a0]+(?:,\d+)?)")


@dataclass(frozen=True)
class Names:
    """What readers see instead of codes."""

    areas: dict[str, str]
    genders: dict[str, str]
    judged: dict[str, int]
    short: dict[str, str]


@dataclass(frozen=True)
class Shown:
    """One value as a reader sees it, with the heading and text of its row."""

    key: Key
    text: str
    missing: bool
    where: str


def number(text: str) -> str | None:
    """The leading number of a shown text with decimal point; None for words."""
    found = _SHOWN.match(text)
    if found is None:
        return None
    return ("-" if found[1] else "") + found[2].replace("\u00a0", "").replace(",", ".")


def opened(folder: Path, form: str, name: str) -> Path:
    """A file of open data; files of example data carry a mark in their names."""
    named = folder / "oppna-data" / form / name
    return named if named.is_file() else named.with_name(f"exempel-{name}")


def plain(folder: Path, name: str) -> list[dict[str, str]]:
    path = opened(folder, "csv", f"{name}.csv")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def names(folder: Path) -> Names:
    """From the open data, as anybody could."""
    indicators = plain(folder, "indicator")
    return Names(
        areas={row["name"]: row["organisation_id"] for row in plain(folder, "organisation")},
        genders={
            r["label"]: r["code"] for r in plain(folder, "code_label") if r["list"] == "gender"
        },
        judged={r["indicator_id"]: int(r["judged_year"]) for r in indicators if r["judged_year"]},
        short={row["short_name"]: row["indicator_id"] for row in indicators},
    )


def key_of(row: dict[str, str]) -> Key:
    return (row["indicator_id"], row["organisation_id"], int(row["data_year"]), row["gender"])


# --- numbers for machines --------------------------------------------------------------------


def excel_csv(folder: Path) -> dict[Key, str]:
    path = opened(folder, "csv-excel", "indicator_value.csv")
    text = path.read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    return {key_of(row): row["value"].replace(",", ".") for row in rows}


def parquet(folder: Path) -> dict[Key, float | None]:
    path = opened(folder, "parquet", "indicator_value.parquet")
    with connect() as con:
        query = (
            "select indicator_id, organisation_id, data_year, gender, value from read_parquet(?)"
        )
        return {tuple(row[:4]): row[4] for row in con.execute(query, [str(path)]).fetchall()}


def xlsx(folder: Path, told: Names) -> dict[Key, tuple[float | None, str | None]]:
    """Value and, where it is missing, the words for why."""
    sheet = openpyxl.load_workbook(folder / "xlsx" / "tabellbilaga.xlsx", read_only=True)["Värden"]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    titles = list(next(rows))
    found = {}
    for row in rows:
        cells = dict(zip(titles, row, strict=True))
        key = (
            str(cells["Indikator-id"]),
            str(cells["Område-id"]),
            int(cells["Dataår"]),
            told.genders[str(cells["Kön"])],
        )
        found[key] = (cells["Värde"], cells["Saknas därför att"])
    return found


# --- what readers see ------------------------------------------------------------------------


def tables(page: Node) -> Iterator[tuple[str, str, list[str], list[list[tuple[str, bool]]]]]:
    """Id, caption, column titles, and rows of (text, whether it stands for a missing value)."""
    for table in page.all("table"):
        caption = table.all("caption")[0].text if table.all("caption") else ""
        titles = [cell.text for cell in table.all("thead")[0].all("th")]
        rows = []
        for row in table.all("tbody")[0].all("tr"):
            cells = [c for c in row.parts if isinstance(c, Node) and c.tag in {"th", "td"}]
            rows.append([(cell.text, cell.has(class_="missing")) for cell in cells])
        yield table.attrs.get("id", ""), caption, titles, rows


def values_of_table(
    told: Names, table: str, caption: str, titles: list[str], row: list[tuple[str, bool]]
) -> Iterator[Shown]:
    """The values of one row of a table about one indicator."""
    found = _TABLE.match(table)
    if found is None:
        return
    indicator, kind = found[1], found[2]
    heading = row[0][0]
    area, year = told.areas.get(heading), told.judged.get(indicator, 0)
    if kind in {"utveckling", "kon-ar"}:
        year = int(heading[-4:])
    for title, (text, missing) in zip(titles[1:], row[1:], strict=True):
        key: Key | None = None
        if kind == "kommuner" and title == "Värde" and area:
            key = (indicator, area, year, "T")
        elif kind == "utveckling" and title in told.areas:
            key = (indicator, told.areas[title], year, "T")
        elif kind == "kon" and title in told.genders and area:
            key = (indicator, area, year, told.genders[title])
        elif kind == "kon-ar" and title in told.genders:
            whose = next(a for n, a in told.areas.items() if f", {n}, kvinnor" in caption)
            key = (indicator, whose, year, told.genders[title])
        if key is not None:
            yield Shown(key, text, missing, f"{table}: {heading}")


def html(path: Path, told: Names) -> list[Shown]:
    """All values in the tables of a page."""
    return [
        one
        for table, caption, titles, rows in tables(read(path))
        for row in rows
        for one in values_of_table(told, table, caption, titles, row)
    ]


def pdf_attachment(path: Path, page: Path, told: Names) -> list[Shown]:
    """All values of the CSV in a PDF; captions lead to the tables of the same report as a page."""
    ids = {caption: table for table, caption, _, _ in tables(read(page)) if _TABLE.match(table)}
    found: list[Shown] = []
    for line in attached(path):
        if table := ids.get(line["tabell"]):
            cells = [
                (line["rad"], False),
                (line["visas"].removeprefix("'"), line["saknas"] == "ja"),
            ]
            titles = ["", line["kolumn"]]
            found += values_of_table(told, table, line["tabell"], titles, cells)
    return found


_POINT = re.compile(
    r"^(?P<area>.+?)(?:, (?P<who>kvinnor|män),)? (?:\d{4}–)?(?P<year>\d{4}): (?P<shown>.+)$"
)


def plotly(path: Path, told: Names) -> list[tuple[Shown, float]]:
    """Every drawn point with its words and the number behind it."""
    found = []
    for figure in read(path).all("figure"):
        indicator = re.sub(r"-(kommuner|kon|utveckling)$", "", figure.attrs.get("id", ""))
        for block in figure.all("script", type="application/json"):
            if indicator not in told.judged:
                continue
            found += [_point(told, indicator, *one) for one in _points(json.loads(_raw(block)))]
    return [one for one in found if one is not None]


def _raw(block: Node) -> str:
    return "".join(part for part in block.parts if isinstance(part, str))


def _points(figure: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for trace in figure["data"]:
        texts = trace.get("text") or []
        if isinstance(texts, list):
            yield from zip(texts, trace.get("x", []), trace.get("y", []), strict=False)


def _point(
    told: Names, indicator: str, text: str | None, x: Any, y: Any
) -> tuple[Shown, float] | None:
    found = _POINT.match(str(text).replace("<br>", " "))
    area = told.areas.get(found["area"]) if found else None
    if found is None or area is None:
        return None
    gender = {"kvinnor": "K", "män": "M", None: "T"}[found["who"]]
    year = int(found["year"])
    drawn = float(y) if x == year or str(x) == str(year) else float(x)
    return Shown((indicator, area, year, gender), found["shown"], False, str(text)), drawn


def slides(path: Path, told: Names) -> list[tuple[Key, float]]:
    """The numbers in the native charts of a deck that show one indicator."""
    found = []
    for slide in Presentation(path).slides:
        for shape in slide.shapes:
            if shape.has_chart and ": " in shape.name:
                kind, short = shape.name.split(": ", 1)
                if short in told.short and kind in {"Utveckling", "Kommunerna"}:
                    found += _charted(told, kind, told.short[short], shape.chart)
    return found


def _charted(told: Names, kind: str, indicator: str, chart: Any) -> Iterator[tuple[Key, float]]:
    for plot in chart.plots:
        for series in plot.series:
            for category, value in zip(plot.categories, series.values, strict=True):
                year, area = told.judged.get(indicator, 0), told.areas.get(str(category))
                if kind == "Utveckling":
                    year, area = int(str(category)[-4:]), told.areas.get(series.name)
                if value is not None and area and "mål" not in series.name.lower():
                    yield (indicator, area, year, "T"), float(value)
