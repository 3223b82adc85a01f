"""One number is the same everywhere: page, mail, figure, PDF, attachment, slides, Excel, CSV and Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.reports.same_numbers import reading_back as back
from tests.reports.same_numbers.reading_back import Key, Names, Shown
from tests.reports_pdf.reading import squeezed
from tests.reports_pdf.reading import text as pdf_text


@dataclass(frozen=True)
class Reports:
    """A set of reports, and the values it is to show: from its plain CSV, as published."""

    folder: Path
    names: Names
    values: dict[Key, dict[str, str]]
    decimals: dict[str, int]
    words: dict[str, str]

    def expected(self, key: Key) -> str | None:
        """The number that a reader is to see; None where there is none."""
        value = self.values[key]["value"]
        if not value:
            return None
        step = Decimal(1).scaleb(-self.decimals[key[0]])
        return str(Decimal(value).quantize(step, ROUND_HALF_UP))

    def check(self, shown: Shown) -> bool:
        """Fails unless a reader sees the number or the words that were published; whether it is a number."""
        row = self.values.get(shown.key)
        if row is None:  # a year of the way to a goal that lies ahead of the values
            assert shown.text == "–", f"{shown.where}: {shown.key} is not published"
            return False
        expected = self.expected(shown.key)
        if expected is None:
            assert shown.missing, f"{shown.where}: {shown.text}"
            assert shown.text == self.words[row["missing_reason"]]
        else:
            assert back.number(shown.text) == expected, (
                f"{shown.where}: {shown.text} for {row['value']}"
            )
            assert not shown.missing
        return expected is not None

    @property
    def stems(self) -> list[str]:
        """The reports' names, the same for mail and PDF."""
        return sorted(path.stem for path in (self.folder / "mail").glob("*.html"))


@pytest.fixture(scope="module", params=["site", pytest.param("real_site", marks=pytest.mark.full)])
def reports(request: pytest.FixtureRequest) -> Reports:
    folder: Path = request.getfixturevalue(request.param)
    labels = back.plain(folder, "code_label")
    return Reports(
        folder=folder,
        names=back.names(folder),
        values={back.key_of(row): row for row in back.plain(folder, "indicator_value")},
        decimals={r["indicator_id"]: int(r["decimals"]) for r in back.plain(folder, "indicator")},
        words={row["code"]: row["label"] for row in labels if row["list"] == "missing_reason"},
    )


def judged_kommun_values(reports: Reports) -> set[Key]:
    """What the regional report must show: every kommun's value of the judged year, missing ones too."""
    kommuner = {
        row["organisation_id"]
        for row in back.plain(reports.folder, "organisation")
        if row["kind"] == "kommun"
    }
    told = {row["indicator_id"] for row in back.plain(reports.folder, "goal_indicator")}
    return {
        key
        for key in reports.values
        if key[0] in told
        and key[1] in kommuner
        and key[2] == reports.names.judged.get(key[0])
        and key[3] == "T"
    }


def test_pages_show_what_is_published(reports: Reports) -> None:
    regional = reports.folder / "regional" / "index.html"
    shown = back.html(regional, reports.names)
    assert judged_kommun_values(reports) <= {one.key for one in shown}
    assert sum(reports.check(one) for one in shown) > 30
    for stem in reports.stems:
        mailed = back.html(reports.folder / "mail" / f"{stem}.html", reports.names)
        for one in mailed:
            reports.check(one)
        if {one.key for one in mailed} == {one.key for one in shown}:
            assert [one.text for one in mailed] == [one.text for one in shown]


def test_figures_are_drawn_with_the_published_digits(reports: Reports) -> None:
    seen = 0
    for page in (reports.folder / "regional" / "index.html", *_mails(reports)[:2]):
        for shown, drawn in back.plotly(page, reports.names):
            assert reports.check(shown)
            assert drawn == float(reports.values[shown.key]["value"]), shown.where
            seen += 1
    assert seen > 40


def _mails(reports: Reports) -> list[Path]:
    return [reports.folder / "mail" / f"{stem}.html" for stem in reports.stems]


def test_pdfs_show_and_attach_the_same(reports: Reports) -> None:
    seen = 0
    for stem in reports.stems[:4]:
        page = reports.folder / "mail" / f"{stem}.html"
        path = reports.folder / "pdf" / f"{stem}.pdf"
        on_page = back.html(page, reports.names)
        inside = back.pdf_attachment(path, page, reports.names)
        for one in inside:
            seen += reports.check(one)
        assert {one.key for one in inside} == {one.key for one in on_page}
        words = pdf_text(path)
        for table, _, _, rows in back.tables(back.read(page)):
            if table.endswith("-kommuner-tabell"):
                for row in rows:
                    start = squeezed("".join(text for text, _ in row[:2]))
                    assert start in words, f"{stem} {table}: {row[:2]}"
    assert seen > 30


def test_excel_and_open_data_hold_every_digit(reports: Reports) -> None:
    values = {key: row["value"] for key, row in reports.values.items()}
    assert back.excel_csv(reports.folder) == values
    assert back.parquet(reports.folder) == {
        key: float(value) if value else None for key, value in values.items()
    }
    cells = back.xlsx(reports.folder, reports.names)
    assert set(cells) == set(values)
    for key, (value, reason) in cells.items():
        if values[key]:
            assert value == pytest.approx(float(values[key]), rel=1e-15)
            assert reason is None
        else:
            assert (value, reason) == (None, reports.words[reports.values[key]["missing_reason"]])


def test_charts_of_the_slides_hold_the_published_digits(reports: Reports) -> None:
    decks = sorted((reports.folder / "motesmaterial").glob("*.pptx"))
    assert decks
    seen = 0
    for deck in decks:
        for key, value in back.slides(deck, reports.names):
            assert value == pytest.approx(float(reports.values[key]["value"]), rel=1e-15), (
                deck.name,
                key,
            )
            seen += 1
    assert seen > 20
