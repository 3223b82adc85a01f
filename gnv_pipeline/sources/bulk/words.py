"""What single texts of a table say: the role of a heading, a year, a gender, a part of a year.

Belongs here: the words that Swedish tables use. Does not belong here: where in a sheet they stand
(``layout``), names of areas (``areas``) or of indicators (``catalogue``).
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import lru_cache

from gnv_pipeline.excel.grid import Cell, Value
from gnv_pipeline.excel.values import clean_text, fold

FIRST_YEAR = 1900
LAST_YEAR = 2050
"""Codes of kommuner look like years; a column of them seldom stays below this one."""


class Role(StrEnum):
    """What a column holds, by its heading."""

    AREA = "area"
    AREA_CODE = "area_code"
    COUNTY = "county"
    """A column of counties beside one of kommuner."""
    TITLE = "title"
    YEAR = "year"
    PART_OF_YEAR = "part_of_year"
    GENDER = "gender"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    NOTE = "note"


_HEADINGS = {
    Role.AREA: (
        "kommun kommunnamn kommuner region regionnamn regioner landsting organisation område "
        "områden geografi geografiskt område municipality municipality_name huvudman "
        "kommun/landsting kommun/region kommun/län område/kommun region/kommun kommun_namn"
    ),
    Role.AREA_CODE: (
        "kommunkod kommun_kod kommun-kod kommunnr kommunnummer kommun-id kommunid regionkod "
        "region_kod områdeskod områdesid municipality_id länskod kod organisation_id astkommun"
    ),
    Role.COUNTY: "län länsnamn county",
    Role.TITLE: (
        "nyckeltal indikator indikatorer variabel variabler mått kpi titel title benämning fråga "
        "nyckeltalsid nyckeltals-id kolada-id indikatornamn tabellinnehåll tabellinnehall"
    ),
    Role.YEAR: "år ar year mätår kalenderår årtal dataår undersökningsår",
    Role.PART_OF_YEAR: (
        "månad manad kvartal vecka month quarter week datum date period ar_kvartal år_månad "
        "manad_long månad_namn tertial halvår dag"
    ),
    Role.GENDER: "kön kon gender sex",
    Role.VALUE: (
        "värde varde value utfall resultat andel procent % antal medelvärde värden index kvot"
    ),
    Role.NUMERATOR: "täljare taljare numerator",
    Role.DENOMINATOR: "nämnare namnare denominator",
    Role.NOTE: "kommentar kommentarer anmärkning not noter källa source fotnot",
}
_ROLE_OF = {word: role for role, words in _HEADINGS.items() for word in words.split()}
_ROLE_OF |= {
    "visat värde": Role.VALUE,
    "andel (%)": Role.VALUE,
    "andel %": Role.VALUE,
    "geografiskt område": Role.AREA,
    "kommun kod": Role.AREA_CODE,
    "kommun id": Role.AREA_CODE,
    "kolada id": Role.TITLE,
    "år och månad": Role.PART_OF_YEAR,
}

_GENDERS = {
    "t": "T", "totalt": "T", "total": "T", "alla": "T", "samtliga": "T", "båda": "T", "bägge": "T",
    "båda könen": "T", "kvinnor och män": "T", "män och kvinnor": "T", "kvinnor & män": "T",
    "män & kvinnor": "T", "båda kön": "T", "kvinnor/män": "T", "män/kvinnor": "T",
    "k": "K", "kvinnor": "K", "kvinna": "K", "women": "K", "female": "K",
    "m": "M", "män": "M", "man": "M", "men": "M", "male": "M",
}  # fmt: skip
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec"
)

_PART_HEADINGS = """ålder åldersgrupp åldersgrupper åldersklass åldersintervall regi driftsform utförare
    utförarregi enhet enhetsnamn avdelning boendeform utbildning utbildningsnivå födelseland födelseregion
    bakgrund inkomst diagnos stadsdel distrikt undergrupp delgrupp"""
_WHOLE = """alla|totalt|total|samtliga|hela|båda|summa|%|procent|andel|andel (%)|antal|dagar|kronor|kr|st
    |personer|alla åldrar|samtliga åldrar|all regi|samtliga utförare"""
_PARTS_BY = frozenset(_PART_HEADINGS.split())
_NO_PARTS = frozenset(word.strip() for word in _WHOLE.split("|"))

# R writes X2019 and ar_1950 for headings that are numbers; a star or a digit raised points to a note.
_YEAR = re.compile(
    r"(?:(?:ar|år|year|x|y)[ _.]?)?((?:19|20)\d\d)(?:[.,]0+)?\s*(?:\*+|[¹²³⁴]|\d\))?"
)
_YEARS_INSIDE = re.compile(r"(?<![\d/,.-])((?:19|20)\d\d)(?![\d/]|[.,]\d|-\d)")
_WRITTEN_DATE = re.compile(r"\b\d{1,2} (?:" + _MONTHS + r") (?:19|20)\d\d\b")
_ABOUT_THE_FILE = re.compile(r"(källa|uppdaterad|publicerad|hämtad|skapad|senast|reviderad)\b")
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—/]\s*(?:(?:19|20)\d\d|\d\d)(?!\d)")
_PART = re.compile(
    r"(?:19|20)\d\d\s*[-_ ]?\s*(?:[mkqvw]\s?\d{1,2}|kv\.?\s?\d|kvartal \w+|v\.?\s?\d+)"
    r"|(?:19|20)\d\d[-/ ](?:0[1-9]|1[0-2])|(?:19|20)\d\d-\d\d-\d\d"
    r"|[kq][1-4]|kvartal (?:1|2|3|4|ett|två|tre|fyra)|vecka \d+|v\.? ?\d+"
    r"|(?:19|20)\d\d ?-? ?(?:" + _MONTHS + r")|(?:" + _MONTHS + r")"
    r"(?: (?:19|20)\d\d)?"
)


def text_of(cell: Cell | None) -> str:
    """The text of a cell, cleaned; a whole number without decimals; empty where nothing is written."""
    return "" if cell is None else text_of_value(cell.value)


def text_of_value(value: Value) -> str:
    """Like :func:`text_of`, for a value."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return _cleaned(str(value))


# A long table writes the same names and years over and over: 13 000 rows hold some 300 texts.
_cleaned = lru_cache(maxsize=50_000)(clean_text)


@lru_cache(maxsize=50_000)
def role_of(text: str) -> Role | None:
    """The role a heading names, or None."""
    plain = fold(text).rstrip(":*¹²³ ").strip()
    return _ROLE_OF.get(plain)


def year_of(value: Value) -> int | None:
    """The year a cell holds and nothing else: 2022, ``"2022"``, ``ar_2022``, ``År 2022``, ``2022*``."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        whole = float(value).is_integer() and FIRST_YEAR <= value <= LAST_YEAR
        return int(value) if whole else None
    return _year_of_text(value) if isinstance(value, str) else None


@lru_cache(maxsize=50_000)
def _year_of_text(text: str) -> int | None:
    found = _YEAR.fullmatch(fold(text))
    return int(found[1]) if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR else None


def years_inside(text: str) -> tuple[int, ...]:
    """The years a text mentions, in order, each once; a span or a date gives none of its years.

    A line on the source or on when the file was made says nothing of the values.
    """
    plain = _WRITTEN_DATE.sub(" ", _SPAN_OF_YEARS.sub(" ", fold(text)))
    if _ABOUT_THE_FILE.match(plain):
        return ()
    return tuple(dict.fromkeys(int(year) for year in _YEARS_INSIDE.findall(plain)))


def year_and_rest(text: str) -> tuple[int | None, str]:
    """The only year a heading mentions, and the heading without it: ``Andel 2022`` as 2022 and Andel."""
    years = years_inside(text)
    if len(years) != 1:
        return None, text
    rest = re.sub(rf"\b(år )?{years[0]}\b", " ", text)
    return years[0], clean_text(re.sub(r"\(\s*\)", " ", rest)).strip(" ,;:-–")


def is_preliminary(text: str) -> bool:
    """Whether what stands beside a year says that its values are not final."""
    return re.fullmatch(r"\(?(prel|preliminär\w*|prognos|p)\.?\)?", fold(text)) is not None


def says_a_part(heading: str, text: str) -> bool:
    """Whether a column the reader does not know says that a row counts only some: ``Ålder`` ``80+``."""
    return fold(heading) in _PARTS_BY and fold(text) not in _NO_PARTS


def is_span_of_years(value: Value) -> bool:
    """Whether a cell holds several years together, such as ``2020–2022``: whose year is it?"""
    return isinstance(value, str) and _SPAN_OF_YEARS.fullmatch(fold(value)) is not None


def is_part_of_year(value: Value) -> bool:
    """Whether a cell holds a month, a quarter, a week or a day."""
    if isinstance(value, dt.date):
        return True
    return isinstance(value, str) and _is_part_text(value)


@lru_cache(maxsize=50_000)
def _is_part_text(text: str) -> bool:
    return _PART.fullmatch(fold(text)) is not None


@lru_cache(maxsize=50_000)
def gender_of(text: str) -> str | None:
    """``T``, ``K`` or ``M`` where the text says one of them and nothing else."""
    return _GENDERS.get(fold(text))


def gender_inside(text: str) -> str | None:
    """The gender a title or a file name mentions; None where it mentions none, or both apart."""
    plain = re.sub(r"[_,;:()]", " ", fold(text))
    if re.search(r"\b(kvinnor (och|&) män|män (och|&) kvinnor|båda könen)\b", plain):
        return "T"
    women = re.search(r"\bkvinnor\b", plain) is not None
    men = re.search(r"\bmän\b", plain) is not None  # "man" in a title is mostly the pronoun
    if women == men:
        return None
    return "K" if women else "M"
