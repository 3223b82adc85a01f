"""The same values laid out in every way that tables come in; made-up figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl

Key = tuple[str, int]
Truth = dict[Key, float]
Rows = list[list[object]]

NAMES = {"2080": "Falun", "2081": "Borlänge", "2023": "Malung-Sälen", "2034": "Orsa"}
TITLE = "Brukarbedömning hemtjänst äldreomsorg - mycket eller ganska trygga, andel (%)"
TRUTH: Truth = {
    ("2080", 2020): 88.0,
    ("2081", 2020): 84.5,
    ("2023", 2020): 91.0,
    ("2034", 2020): 80.0,
    ("2080", 2022): 83.0,
    ("2081", 2022): 82.0,
    ("2023", 2022): 89.5,
    ("2034", 2022): 86.0,
}


def years(truth: Truth) -> list[int]:
    return sorted({year for _, year in truth})


def areas(truth: Truth) -> list[str]:
    return sorted({area for area, _ in truth})


def long(truth: Truth) -> Rows:
    rows: Rows = [["Nyckeltal", "Kommun", "År", "Värde"]]
    return rows + [[TITLE, NAMES[area], year, value] for (area, year), value in truth.items()]


def long_with_codes(truth: Truth) -> Rows:
    """Titles above; codes as numbers, of which some look like years; gender in words."""
    rows: Rows = [
        ["Länsfil om äldreomsorg"],
        ["Uppdaterad 2024-06-17"],
        [],
        ["Kommunkod", "Kommunnamn", "Kön", "Indikator", "År", "Andel (%)", "Kommentar"],
    ]
    return rows + [
        [int(area), f"{NAMES[area]} kommun", "Män och kvinnor", "U21505", str(year), value, None]
        for (area, year), value in truth.items()
    ]


def kolada_export(truth: Truth) -> Rows:
    rows: Rows = [["Kolada nyckeltal"], [None, None, *years(truth)]]
    rows.append([TITLE, "Dalarnas läns kommuner (ovägt medel)", *(85.0 for _ in years(truth))])
    rows.append([TITLE, "Alla kommuner (ovägt medel)", *(1.0 for _ in years(truth))])
    for area in areas(truth):
        rows.append([TITLE, NAMES[area], *(truth.get((area, year)) for year in years(truth))])
    return rows


def years_as_columns(truth: Truth) -> Rows:
    rows: Rows = [
        [f"Tabell 3. {TITLE}"],
        [],
        ["Kommun", *(f"ar_{y}" for y in years(truth)), "Källa"],
    ]
    for area in areas(truth):
        values = [truth.get((area, year)) for year in years(truth)]
        rows.append([f"{area} {NAMES[area]}", *values, "Socialstyrelsen"])
    return [*rows, [], ["Källa: Socialstyrelsen 2023"]]


def years_within_headings(truth: Truth) -> Rows:
    rows: Rows = [[TITLE], ["Kommun", *(f"Andel (%) {year}" for year in years(truth))]]
    for area in areas(truth):
        rows.append([NAMES[area], *(truth.get((area, year)) for year in years(truth))])
    return rows


def indicator_over_years(truth: Truth) -> Rows:
    """Two measures side by side, each over its years."""
    heads = [None, TITLE, *(None for _ in years(truth)[1:])]
    heads += ["Antal hushåll", *(None for _ in years(truth)[1:])]
    rows: Rows = [heads, ["Kommun", *years(truth), *years(truth)]]
    for area in areas(truth):
        values = [truth.get((area, year)) for year in years(truth)]
        rows.append([NAMES[area], *values, *(7 for _ in values)])
    return rows


def two_row_header(truth: Truth) -> Rows:
    """Years above, genders below, as merged cells leave them."""
    rows: Rows = [
        [TITLE],
        [None, *(text for year in years(truth) for text in (year, None, None))],
        ["Region", *(gender for _ in years(truth) for gender in ("Totalt", "Kvinnor", "Män"))],
    ]
    for area in areas(truth):
        values = [truth.get((area, year)) for year in years(truth)]
        rows.append([NAMES[area], *(v for value in values for v in (value, value, value))])
    return rows


def areas_as_columns(truth: Truth) -> Rows:
    rows: Rows = [[TITLE], ["År", *(NAMES[area] for area in areas(truth))]]
    for year in years(truth):
        rows.append([year, *(truth.get((area, year)) for area in areas(truth))])
    return rows


def codes_as_columns(truth: Truth) -> Rows:
    rows: Rows = [[TITLE], ["År", *(int(area) for area in areas(truth))]]
    for year in years(truth):
        rows.append([year, *(truth.get((area, year)) for area in areas(truth))])
    return rows


def measures_as_columns(truth: Truth) -> Rows:
    rows: Rows = [["kommun", "år", "Antal hushåll", "Trygghet med hemtjänst"]]
    return rows + [[NAMES[area].upper(), year, 17, value] for (area, year), value in truth.items()]


def written_once(truth: Truth) -> Rows:
    """A pivot table: the kommun stands on its first row only."""
    rows: Rows = [["Kommun", "Nyckeltal", "År", "Värde"]]
    for area in areas(truth):
        first = True
        for year in years(truth):
            if (area, year) in truth:
                name = NAMES[area] if first else None
                rows.append([name, "Trygg med hemtjänst", year, truth[area, year]])
                first = False
    return rows


def stacked(truth: Truth) -> Rows:
    """A table per nyckeltal below one another, the first of something else."""
    rows: Rows = [["Antal hushåll"], ["Kommun", *years(truth)]]
    rows += [[NAMES[area], *(3 for _ in years(truth))] for area in areas(truth)]
    rows += [[], [TITLE], ["Kommun", *years(truth)]]
    for area in areas(truth):
        rows.append([NAMES[area], *(truth.get((area, year)) for year in years(truth))])
    return rows


LAYOUTS: dict[str, Callable[[Truth], Rows]] = {
    layout.__name__: layout
    for layout in (
        long,
        long_with_codes,
        kolada_export,
        years_as_columns,
        years_within_headings,
        indicator_over_years,
        two_row_header,
        areas_as_columns,
        codes_as_columns,
        measures_as_columns,
        written_once,
        stacked,
    )
}


def workbook(path: Path, sheets: dict[str, Rows]) -> Path:
    """Write a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def text_file(path: Path, rows: Rows, encoding: str = "cp1252", separator: str = ";") -> Path:
    """Write the same as text, as older exports do."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


HEAD = ["Kommun", "År", "Nyckeltal", "Värde"]


def table(tmp_path: Path, rows: Rows, name: str = "l.xlsx") -> Path:
    """A workbook of one sheet with these rows."""
    return workbook(tmp_path / name, {"Blad1": rows})
