"""What a file is seen to be, in words: its kind, its tables, their titles, areas and years.

Belongs here: describing. Does not belong here: findings on single values (``saying``).
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.formatting import enumeration, number
from gnv_pipeline.sources.bulk.files import Book
from gnv_pipeline.sources.bulk.reading import SheetRead

_SHOWN = 3
_LONGEST = 70
_LAYOUTS = {
    "kolada": "en Excelexport från Kolada",
    "hypergene": "en äldre export från Kolada (Hypergene)",
    "eos": "en äldre export från Kolada (EOS)",
    "long": "en tabell med en rad för varje värde",
    "years": "en tabell med åren som kolumner",
    "areas_across": "en tabell med områdena som kolumner",
    "measures": "en tabell med ett mått i varje kolumn",
}
_FORMS = {
    "xlsx": "en arbetsbok",
    "old": "en arbetsbok i ett annat format än .xlsx",
    "text": "en textfil",
}


def describe(book: Book, sheets: tuple[SheetRead, ...]) -> str:
    """The whole file in two or three sentences."""
    tables = [sheet for sheet in sheets if sheet.found]
    if not tables:
        return f"Filen är {_FORMS[book.form]} utan någon tabell med värden under rubriker."
    main = max(tables, key=_rank)
    rest = len(sheets) - 1
    more = f" Filen har {number(rest)} blad till." if rest else ""
    return f"{describe_sheet(main)}{more}"


def describe_sheet(sheet: SheetRead) -> str:
    """One sheet in a sentence."""
    what = _LAYOUTS[sheet.layout]
    if "Kolada" not in what:
        what = f"{what}{_origin(sheet)}"
    parts = [_titles(sheet), _areas(sheet), _years(sheet)]
    return f"Bladet ”{sheet.sheet.title}” är {what}: {'; '.join(parts)}."


def titles_of_sheets(sheets: Iterable[SheetRead]) -> list[str]:
    """The titles that values stand under, in order of appearance."""
    titles = (found.title.text for sheet in sheets for found in sheet.found)
    return [title for title in dict.fromkeys(titles) if title]


def quoted(titles: list[str], shown: int = _SHOWN) -> str:
    """``”A”, ”B” och 4 till``."""
    names = [
        f"”{title if len(title) <= _LONGEST else title[:_LONGEST] + ' …'}”" for title in titles
    ]
    if len(names) > shown:
        names = [*names[:shown], f"{number(len(names) - shown)} till"]
    return enumeration(names)


def span(years: Iterable[int]) -> str:
    """``år 2022`` or ``åren 2015–2022``."""
    ordered = sorted(set(years))
    if len(ordered) == 1:
        return f"år {ordered[0]}"
    return f"åren {ordered[0]}–{ordered[-1]}"


def _rank(sheet: SheetRead) -> tuple[int, int, int]:
    """The sheet that tells most of what the file is: areas of the plan, areas at all, size."""
    inside = sum(found.place.outcome == "plan" for found in sheet.found)
    somewhere = sum(found.place.outcome != "nothing" for found in sheet.found)
    return inside, somewhere, len(sheet.found)


def _titles(sheet: SheetRead) -> str:
    titles = titles_of_sheets([sheet])
    if not titles:
        units = list(dict.fromkeys(found.column.unit for found in sheet.found if found.column.unit))
        only = f", bara rubriken {quoted(units)}" if units else ""
        return f"inget säger vad värdena mäter{only}"
    return f"{'ett mått' if len(titles) == 1 else f'{number(len(titles))} mått'}, {quoted(titles)}"


def _areas(sheet: SheetRead) -> str:
    texts = {found.place.text for found in sheet.found if found.place.outcome != "nothing"}
    inside = {f.place.area.id for f in sheet.found if f.place.outcome == "plan" and f.place.area}
    if not texts:
        return "inga områden"
    if len(texts) == 1:
        name = next(iter(texts))
        return f"ett område ({name}{'' if inside else ', utanför planen'})"
    which = f"varav {number(len(inside))} i planen" if inside else "inget av dem i planen"
    if len(inside) == len(texts):
        which = "alla i planen"
    return f"{number(len(texts))} områden, {which}"


def _years(sheet: SheetRead) -> str:
    years = {found.year for found in sheet.found if found.year is not None}
    if years:
        return span(years)
    if any(found.time == "part_of_year" for found in sheet.found):
        return "månader, kvartal, veckor eller dagar i stället för år"
    return "inget år"


def _origin(sheet: SheetRead) -> str:
    """Kolada's group rows show where a table without Kolada's marks comes from."""
    groups = {found.place.text for found in sheet.found if "ovägt medel" in found.place.text}
    return " (troligen från Kolada)" if groups else ""
