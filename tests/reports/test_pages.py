"""The pages as a reader, a screen reader and a strict content policy meet them."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from gnv_pipeline.plan.models import Plan
from tests.reports.page import Node, read

PAGES = [
    "index.html",
    "regional/index.html",
    "KOMMUN/index.html",
    "mail/regional",
    "mail/KOMMUN",
]
REPORTS = PAGES[1:]


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def place(site: Path, plan: Plan, name: str) -> Path:
    """A page by name, KOMMUN being the plan's first kommun; files for mail are named for people."""
    kommun = plan.kommuner[0]
    if name.startswith("mail/"):
        who = "Årsrapport" if name.endswith("regional") else kommun.full_name.replace(" ", "-")
        return site / "mail" / f"{who}-2027-preliminär.html"
    return site / name.replace("KOMMUN", kommun.id)


def page(site: Path, plan: Plan, name: str) -> Node:
    """The page as a tree."""
    return read(place(site, plan, name))


def test_there_is_a_report_and_a_single_file_for_every_kommun(site: Path, plan: Plan) -> None:
    names = ["regional", *(area.id for area in plan.kommuner)]
    assert {path.relative_to(site).as_posix() for path in pages(site)} == {
        "index.html",
        *(f"{name}/index.html" for name in names),
        *(f"{area.id}/enhetschef.html" for area in plan.kommuner),
        "mail/Årsrapport-2027-preliminär.html",
        *(f"mail/{a.full_name.replace(' ', '-')}-2027-preliminär.html" for a in plan.kommuner),
    }


@pytest.mark.parametrize("name", PAGES)
def test_language_title_and_headings(site: Path, plan: Plan, name: str) -> None:
    root = page(site, plan, name)
    assert root.all("html")[0].attrs["lang"] == "sv"
    assert root.all("title")[0].text
    levels = [int(node.tag[1]) for node in root.all() if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_links_lead_somewhere(site: Path, plan: Plan, name: str) -> None:
    path = place(site, plan, name)
    root = read(path)
    ids = [node.attrs["id"] for node in root.all() if "id" in node.attrs]
    assert sorted(ids) == sorted(set(ids))
    for node in root.all():
        for attribute in ("href", "src"):
            target = node.attrs.get(attribute)
            if target is None:
                continue
            parts = urlsplit(target)
            assert not parts.scheme, f"{target} leads outside"
            assert not parts.netloc, f"{target} leads outside"
            assert target.isascii(), f"{target} must be percent-encoded"
            file = (path.parent / unquote(parts.path)) if parts.path else path
            assert file.is_file(), target
            if parts.fragment:
                there = {n.attrs.get("id") for n in read(file).all()}
                assert parts.fragment in there, target
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert set(node.attrs.get(attribute, "").split()) <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_no_script_or_style_stands_in_the_page(site: Path, plan: Plan, name: str) -> None:
    root = page(site, plan, name)
    for script in root.all("script"):
        data = script.attrs.get("type") == "application/json"
        assert data or (script.attrs.get("src") and not script.text)
    assert not [n for n in root.all() if "style" in n.attrs]
    assert not [a for n in root.all() for a in n.attrs if a.startswith("on")]
    if name.startswith("mail/"):
        assert not root.all("script")
        assert not root.all("link")
        assert len(root.all("style")) == 1


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_has_words_source_and_its_numbers(site: Path, plan: Plan, name: str) -> None:
    figures = page(site, plan, name).all("figure")
    assert figures
    for figure in figures:
        assert figure.all("a", class_="figure-title")[0].text
        still = figure.all("div", class_="still")[0]
        assert still.attrs["role"] == "img"
        assert len(still.attrs["aria-label"]) > 40
        assert still.all("svg")[0].attrs["aria-hidden"] == "true"
        assert "Avser" in figure.all("span", class_="figure-unit")[0].text
        source = figure.all("p", class_="figure-source")[0].text
        assert "Källa" in source or "Egen bearbetning" in source
        assert figure.all("table")


@pytest.mark.parametrize("name", REPORTS)
def test_tables_can_be_read_cell_by_cell(site: Path, plan: Plan, name: str) -> None:
    for table in page(site, plan, name).all("table"):
        assert table.all("caption")[0].text
        head = table.all("thead")[0].all("th")
        assert all(cell.attrs["scope"] == "col" and cell.text for cell in head)
        for row in table.all("tbody")[0].all("tr"):
            cells = row.all("th") + row.all("td")
            assert len(cells) == len(head)
            assert row.all("th")[0].attrs["scope"] == "row"
            assert all(cell.text for cell in cells), row.text
        assert not [n for n in table.all() if {"colspan", "rowspan"} & set(n.attrs)]


def test_every_kommun_stands_in_every_figure_in_name_order(
    real_site: Path, real_plan: Plan
) -> None:
    names = [area.name for area in real_plan.kommuner]
    root = read(real_site / "regional" / "index.html")
    tables = [t for t in root.all("table") if t.attrs["id"].endswith("-kommuner-tabell")]
    assert len(tables) > 10
    for table in tables:
        rows = [row.all("th")[0].text for row in table.all("tbody")[0].all("tr")]
        assert rows[: len(names)] == names


def test_rows_have_deep_links(site: Path, plan: Plan) -> None:
    root = page(site, plan, "regional/index.html")
    ids = {node.attrs.get("id") for node in root.all()}
    assert "a1" in ids
    assert {f"a1-{area.id}" for area in plan.kommuner} <= ids


def test_missing_values_are_told_and_never_zero(site: Path, plan: Plan) -> None:
    root = page(site, plan, "regional/index.html")
    masked, silent = plan.kommuner[0].id, plan.kommuner[1].id
    row = next(n for n in root.all("tr") if n.attrs.get("id") == f"d1-{masked}")
    told = row.all("td")
    assert told[0].text == "Visas inte: bygger på få personer"
    assert [cell.text for cell in told[1:4]] == ["–", "–", "–"]
    row = next(n for n in root.all("tr") if n.attrs.get("id") == f"d1-{silent}")
    assert "Ingen uppgift lämnad" in row.text
    assert "senaste värde" in row.text


def test_masked_values_are_in_no_figure(site: Path, plan: Plan) -> None:
    root = page(site, plan, "regional/index.html")
    figure = next(n for n in root.all("figure") if n.attrs["id"] == "d1-kommuner")
    spec = json.loads(figure.all("script", class_="figure-data")[0].text)
    hovers = [text for trace in spec["data"] for text in trace["text"]]
    assert not [text for text in hovers if text.startswith(plan.kommuner[0].name)]
    words = [note["text"] for note in spec["layout"]["annotations"]]
    assert any("få personer" in text for text in words)


@pytest.mark.parametrize("name", PAGES)
def test_edition_date_and_plan_are_always_visible(site: Path, plan: Plan, name: str) -> None:
    bar = page(site, plan, name).all("div", class_="edition-bar")[0].text
    assert "Preliminär utgåva 2027" in bar
    assert "Underlag till och med 20 mars 2028" in bar
    assert f"revidering {plan.revision}" in bar
    assert "Exempeldata" in bar


def test_example_goals_and_statements_are_marked(real_site: Path, real_plan: Plan) -> None:
    root = read(real_site / "regional" / "index.html")
    text = root.text
    for goal in (goal for goal in real_plan.goals if goal.example):
        assert f"{goal.text} exempel" in text
    for statement in real_plan.statements.statements:
        suffix = " (exempel)" if statement.example else ""
        assert f"{statement.text}{suffix}" in text


def test_human_text_is_formatted_but_never_markup(site: Path, plan: Plan) -> None:
    root = page(site, plan, "regional/index.html")
    lead = root.all("section", class_="box-korthet")[0]
    assert lead.all("strong")[0].text == "skillnaderna"
    assert not lead.all("script")
    assert "<script>alert(1)</script>" in lead.text
    assert "Utvecklingsledare, 1 mars 2028" in lead.text


def test_nothing_is_proposed_by_the_machine(site: Path, plan: Plan) -> None:
    root = page(site, plan, "regional/index.html")
    assert root.all("section", class_="box-stallning")[0].text.endswith("Inga förslag är beredda.")


def test_start_page_leads_to_all_in_name_order(real_site: Path, real_plan: Plan) -> None:
    root = read(real_site / "index.html")
    links = [
        a.attrs["href"]
        for li in root.all("ul", class_="start-list")[0].all("li")
        for a in li.all("a")[:1]
    ]
    assert links == [f"{area.id}/index.html" for area in real_plan.kommuner]


def test_local_report_has_no_other_kommun(real_site: Path, real_plan: Plan) -> None:
    mine, *others = real_plan.kommuner
    text = read(real_site / mine.id / "index.html").all("main")[0].text
    assert not [
        area.name for area in others if re.search(rf"\b{re.escape(area.full_name)}\b", text)
    ]
    assert real_plan.county.name in text
