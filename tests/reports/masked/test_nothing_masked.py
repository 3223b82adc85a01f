"""A small number that is hidden stands nowhere: not in any page, figure, file, attachment or slide.

The county here is judged from counts that the test knows. Hidden values are looked for by their key (the row
that would hold them) in every format, and by their digits wherever all digits are written.
"""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing.candidate import DATABASE
from gnv_pipeline.reports import build
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import Publication, read_table
from tests.indicators.cases import fixture_plan, keyfigure
from tests.publishing.conftest import build as candidate_of
from tests.publishing.conftest import county, submissions
from tests.reports.same_numbers import reading_back as back
from tests.reports.same_numbers.reading_back import Key, Names
from tests.reports_pdf.reading import squeezed
from tests.reports_pdf.reading import text as pdf_text

WORDS = "Visas inte: bygger på få personer"
COUNTS = (
    ("9901", "K", 1, 13), ("9901", "M", 3, 17),
    ("9902", "K", 61, 151), ("9902", "M", 53, 139),
    ("9903", "K", 21, 61), ("9903", "M", 26, 57),
)  # fmt: skip
SHOWN = (("9901", 31, 61), ("9902", 211, 307), ("9903", 89, 139))
LIMITS = ("value", "lower95", "upper95", "lower998", "upper998")
ABOUT = frozenset({"Avser", "Hämtat ur"})
"""Columns of a page's table that hold a year or the address of a cell, never a value."""
TELLING = frozenset(
    {
        *("numerator", "denominator", *LIMITS, "gap", "gap_count", "change", "slope", "projected"),
        *(
            "projected_lower",
            "projected_upper",
            "smallest_detectable",
            "pace_ratio",
            "women",
            "men",
        ),
    }
)
"""Columns that would give a hidden value away in a row about its area and year."""


@dataclass(frozen=True)
class Hidden:
    """Reports, and what they must not tell: the hidden keys with the digits behind them."""

    folder: Path
    names: Names
    keys: frozenset[Key]
    digits: frozenset[float]
    published: float


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Hidden:
    root = tmp_path_factory.mktemp("dolt")
    home = DataHome(root / "hem")
    target = home.plans / "2027"
    target.parent.mkdir(parents=True)
    target.symlink_to(fixture_plan("fjallmark"), target_is_directory=True)
    own = [keyfigure(area, area, "d1", gender, x, n) for area, gender, x, n in COUNTS]
    told = [keyfigure("0099", area, "b1", "T", x, n) for area, x, n in SHOWN]
    case = dataclasses.replace(county(plan), keyfigures=[*own, *told])
    with case.judged() as con:
        load(con, "core.submission", submissions(plan))
        folder = candidate_of(con, home, plan)
        truth = read_table(con, "judged.indicator_value").to_dict("records")
    out = root / "Rapporter"
    build(folder / DATABASE, plan, out)
    with Publication(folder / DATABASE) as opened:
        masked = opened.table("indicator_value").query("masked").to_dict("records")
    keys = frozenset(_key(row) for row in masked)
    behind = [row for row in truth if _key(row) in keys and row["numerator"] == row["numerator"]]
    published = next(r["value"] for r in truth if _key(r) == ("b1", "9902", 2027, "T"))
    digits = {float(row[limit]) for row in behind for limit in LIMITS if row[limit] == row[limit]}
    return Hidden(out, back.names(out), keys, frozenset(filter(_telling, digits)), published)


def _key(row: dict[str, object]) -> Key:
    year = int(str(row["data_year"]))
    return (str(row["indicator_id"]), str(row["organisation_id"]), year, str(row["gender"]))


def _telling(value: float) -> bool:
    """Whether the digits are its own: 15.0 or 62.5 may stand anywhere."""
    return abs(value * 100 - round(value * 100)) > 1e-6


# --- by digits ---------------------------------------------------------------------------------

_LONG = re.compile(r"\d+[.,]\d{4,}")


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of everything in a folder, inside archives and PDF files too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "plotly.min.js":
            yield from _inside(path.relative_to(folder).as_posix(), path.read_bytes(), path)


def _inside(name: str, data: bytes, path: Path | None = None) -> Iterator[tuple[str, str]]:
    if name.endswith((".xlsx", ".pptx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.namelist():
                yield from _inside(f"{name}!{part}", parts.read(part))
    elif name.endswith(".pdf") and path is not None:
        yield name, pdf_text(path)
        with pikepdf.open(path) as pdf:
            for attachment in pdf.attachments:
                content = pdf.attachments[attachment].get_file().read_bytes()
                yield f"{name}!{attachment}", content.decode("utf-8")
    elif name.endswith(".parquet") and path is not None:
        with connect() as con:
            rows = con.execute("select * from read_parquet(?)", [str(path)]).fetchall()
        yield name, repr(rows)
    elif not name.endswith((".png", ".jpg", ".jpeg", ".emf", ".bin", ".woff2", ".ttf")):
        yield name, data.decode("utf-8")


def told_digits(text: str, digits: frozenset[float]) -> set[float]:
    """The hidden numbers whose digits stand in a text."""
    found = {float(number.replace(",", ".")) for number in _LONG.findall(text)}
    return {one for one in digits if any(abs(one - other) < 1e-5 for other in found)}


def test_the_county_hides_some_values_and_shows_others(hidden: Hidden) -> None:
    assert ("d1", "9901", 2027, "K") in hidden.keys
    assert not {key for key in hidden.keys if key[0] != "d1"}
    assert len(hidden.digits) >= 5 * len({key for key in hidden.keys if key[3] != "T"}) - 2


def test_the_search_finds_what_is_published_and_what_is_planted(hidden: Hidden) -> None:
    known = frozenset({hidden.published})
    kinds = {name.split("/")[0] for name, text in texts(hidden.folder) if told_digits(text, known)}
    assert {"oppna-data", "xlsx", "regional", "motesmaterial"} <= kinds
    for planted in hidden.digits:
        assert told_digits(f'{{"x":[{planted!r}]}}', hidden.digits) == {planted}
        assert told_digits(f"{planted!r}".replace(".", ","), hidden.digits) == {planted}


def test_the_digits_of_no_hidden_value_stand_anywhere(hidden: Hidden) -> None:
    seen = set()
    for name, text in texts(hidden.folder):
        assert not told_digits(text, hidden.digits), name
        seen.add(Path(name.split("!")[0]).suffix)
    assert {".html", ".pdf", ".xlsx", ".pptx", ".csv", ".parquet", ".json", ".rdf", ".txt"} <= seen


# --- by key ------------------------------------------------------------------------------------


def test_no_page_shows_or_draws_a_hidden_value(hidden: Hidden) -> None:
    shown = set()
    for path in sorted(hidden.folder.rglob("*.html")):
        for one in back.html(path, hidden.names):
            if one.key in hidden.keys:
                assert (one.text, one.missing) == (WORDS, True), f"{path.name} {one.where}"
                shown.add(one.key)
        drawn = {point.key for point, _ in back.plotly(path, hidden.names)}
        assert not drawn & hidden.keys, path.name
    assert ("d1", "9901", 2027, "K") in shown


def test_the_row_of_a_hidden_value_has_no_other_number(hidden: Hidden) -> None:
    areas = {area: name for name, area in hidden.names.areas.items()}
    alone = {(key[0], areas[key[1]]) for key in hidden.keys if key[3] == "T"}
    both = {
        (i, areas[a])
        for i, a, _, _ in hidden.keys
        if all((i, a, 2027, g) in hidden.keys for g in "KM")
    }
    assert alone
    assert both
    checked = 0
    for path in sorted(hidden.folder.rglob("*.html")):
        for table, _, titles, rows in back.tables(back.read(path)):
            for row in rows:
                place = (table.split("-")[0], row[0][0])
                if (table.endswith("-kommuner-tabell") and place in alone) or (
                    table.endswith("-kon-tabell") and place in both
                ):
                    cells = zip(titles[1:], row[1:], strict=True)
                    told = " ".join(text for title, (text, _) in cells if title not in ABOUT)
                    assert not re.search(r"\d", told), f"{path.name} {table}: {row}"
                    checked += 1
    assert checked


def test_the_kommun_is_not_told_its_hidden_share_in_any_sentence(hidden: Hidden) -> None:
    shares = ("7,7", "17,6", "13,3")  # women 1 of 13, men 3 of 17, all 4 of 30
    (name,) = [name for name, area in hidden.names.areas.items() if area == "9901"]
    files = [
        path
        for path in sorted(hidden.folder.rglob("*"))
        if path.suffix in {".html", ".pdf"} and (name in path.stem or path.parent.name == "9901")
    ]
    assert {path.parent.name for path in files} >= {"9901", "mail", "pdf"}
    for path in files:
        words = pdf_text(path) if path.suffix == ".pdf" else back.read(path).text
        assert squeezed(WORDS) in squeezed(words)
        for share in shares:
            assert not re.search(rf"(?<!\d){share}%", squeezed(words)), f"{path.name}: {share}"


def test_pdfs_say_in_words_that_it_is_hidden(hidden: Hidden) -> None:
    attached = 0
    areas = {area: name for name, area in hidden.names.areas.items()}
    for page in sorted((hidden.folder / "mail").glob("*.html")):
        path = hidden.folder / "pdf" / f"{page.stem}.pdf"
        for one in back.pdf_attachment(path, page, hidden.names):
            if one.key in hidden.keys:
                assert (one.text, one.missing) == (WORDS, True)
                attached += 1
        words = pdf_text(path)
        if "regional" in path.stem or path.stem.startswith("Årsrapport"):
            assert squeezed(f"{areas['9901']}{WORDS}") in words
    assert attached


@pytest.mark.parametrize("form", ["csv", "csv-excel"])
def test_open_data_has_the_row_and_nothing_in_it(hidden: Hidden, form: str) -> None:
    checked = 0
    for path in sorted((hidden.folder / "oppna-data" / form).glob("*.csv")):
        delimiter = "," if form == "csv" else ";"
        header, *lines = back.csv.reader(
            io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=delimiter
        )
        if not {"indicator_id", "organisation_id", "data_year"} <= set(header):
            continue
        for line in lines:
            row = dict(zip(header, line, strict=True))
            genders = [row["gender"]] if "gender" in row else ["K", "M"]
            for gender in genders:
                if (
                    _key(row | {"gender": gender, "data_year": row["data_year"] or 0})
                    in hidden.keys
                ):
                    telling = TELLING & set(row)
                    if row.get("benchmark_kind") == "others":  # the county less the hidden one
                        telling |= {"benchmark_value"}
                    told = {name for name in telling if row[name]}
                    assert not told - _other_side(hidden, row), f"{path.name}: {row}"
                    checked += 1
    assert checked > len(hidden.keys)


def _other_side(hidden: Hidden, row: dict[str, str]) -> set[str]:
    """Women or men of a row about both, where only the other one is hidden."""
    if "gender" in row:
        return set()
    sides = {"women": "K", "men": "M"}
    return {name for name, code in sides.items() if _key(row | {"gender": code}) not in hidden.keys}


def test_excel_has_the_row_with_its_reason_and_no_number(hidden: Hidden) -> None:
    book = openpyxl.load_workbook(hidden.folder / "xlsx" / "tabellbilaga.xlsx")
    checked = 0
    for sheet in book.worksheets[1:]:
        titles = [cell.value for cell in sheet[2]]
        if not {"Indikator-id", "Område-id", "Dataår"} <= set(titles) or "Kön" not in titles:
            continue
        for line in sheet.iter_rows(min_row=3, values_only=True):
            row = dict(zip(titles, line, strict=True))
            gender = hidden.names.genders.get(str(row["Kön"]))
            if (row["Indikator-id"], row["Område-id"], row["Dataår"], gender) in hidden.keys:
                numbers = {t for t, c in row.items() if isinstance(c, float)}
                assert not numbers, f"{sheet.title}: {row}"
                assert WORDS in row.values(), f"{sheet.title}: {row}"
                checked += 1
    assert checked > len(hidden.keys)


def test_no_chart_of_a_slide_has_a_hidden_value(hidden: Hidden) -> None:
    charted: set[Key] = set()
    for deck in sorted((hidden.folder / "motesmaterial").glob("*.pptx")):
        charted |= {key for key, _ in back.slides(deck, hidden.names)}
    assert charted
    assert not charted & hidden.keys
