"""Reading a report with the keyboard, by searching, on a phone and on paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gnv_pipeline.plan.models import Plan
from tests.reports.page import read
from tests.reports.test_browser import named, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAB_STOPS = 45  # as many as a reader passes before the first figures
TEXT_OUTSIDE = """() => {
  const found = [];
  document.querySelectorAll('.js-plotly-plot').forEach(plot => {
    const room = plot.getBoundingClientRect();
    plot.querySelectorAll('text').forEach(text => {
      const box = text.getBoundingClientRect();
      if (!box.width || !text.textContent.trim()) { return; }
      const size = parseFloat(getComputedStyle(text).fontSize);
      if (box.left < room.left - 2 || box.right > room.right + 2 || size < 10) {
        found.push([plot.closest('figure').id, text.textContent, size]);
      }
    });
  });
  return found;
}"""
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {
    name: one.tagName + '#' + one.id + '.' + one.className + ' ' + one.textContent.trim().slice(0, 30),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def search(page: Page, words: str) -> list[str]:
    """Type words into the field; the titles found."""
    page.fill("#sok", words)
    return page.locator(".hits .hit-title").all_text_contents()


@pytest.mark.parametrize("name", ["regional", "local"])
def test_the_register_leads_only_to_places_of_the_page(site: Path, plan: Plan, name: str) -> None:
    key = plan.kommuner[0].id if name == "local" else name
    root = read(site / key / "index.html")
    block = next(s for s in root.all("script") if s.attrs.get("id") == "sokregister")
    entries = json.loads(block.text)
    ids = {node.attrs["id"] for node in root.all() if "id" in node.attrs}
    assert len(entries) > 20
    for title, _, place, _ in entries:
        assert title
        assert place in ids
    headings = {n.attrs["id"] for t in ("h3", "h4") for n in root.all(t) if "id" in n.attrs}
    assert headings <= {place for _, _, place, _ in entries}


def test_a_search_is_made_and_followed_by_keyboard_alone(
    chromium_page: Page, site: Path, plan: Plan
) -> None:
    page = chromium_page
    page.goto((site / "regional" / "index.html").as_uri())
    page.focus("#sok")
    page.keyboard.type(plan.kommuner[0].name.lower())
    assert page.locator(".search-told").text_content() != "Inga träffar."
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    hit = page.evaluate("document.activeElement.getAttribute('href')")
    assert hit == page.locator(".hits a").first.get_attribute("href")
    page.keyboard.press("Enter")
    assert page.locator(".hits").is_hidden()
    place = page.locator(f"[id='{hit[1:]}']")
    assert place.is_visible(), "the table it stands in is opened"
    assert place.evaluate("one => one.contains(document.activeElement)")


def test_search_knows_letters_without_dots_and_says_when_nothing_is_found(
    chromium_page: Page, site: Path, plan: Plan
) -> None:
    page = chromium_page
    page.goto((site / "regional" / "index.html").as_uri())
    dotted = next(area.name for area in plan.kommuner if not area.name.isascii())
    plain = dotted.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    assert search(page, plain) == search(page, dotted) != []
    assert search(page, "xyzzy") == []
    assert page.locator(".search-told").text_content() == "Inga träffar."
    page.focus("#sok")
    page.keyboard.press("Escape")
    assert page.input_value("#sok") == ""
    assert page.locator(".search-told").text_content() == ""


def test_search_ends_within_the_report_and_asks_nobody(chromium_page: Page, site: Path) -> None:
    asked: list[str] = []
    chromium_page.goto((site / "regional" / "index.html").as_uri())
    chromium_page.on("request", lambda request: asked.append(request.url))
    chromium_page.fill("#sok", "kommun")
    chromium_page.press("#sok", "Enter")
    assert asked == []
    assert (
        chromium_page.locator("mark").count() == 0
        or "<" not in chromium_page.locator("mark").first.inner_html()
    )


def test_every_tab_stop_is_seen_and_marked(chromium_page: Page, site: Path) -> None:
    page = chromium_page
    page.goto((site / "regional" / "index.html").as_uri())
    names = []
    for _ in range(TAB_STOPS):
        page.keyboard.press("Tab")
        told = page.evaluate(FOCUSED)
        assert told["seen"], told["name"]
        assert told["marked"], told["name"]
        names.append(told["name"])
    assert len(set(names)) > TAB_STOPS * 0.8, "the keyboard is not caught anywhere"


@pytest.mark.parametrize("kind", ["utveckling", "kommuner"])
def test_arrow_keys_read_the_values_of_a_figure(chromium_page: Page, site: Path, kind: str) -> None:
    page = chromium_page
    show(page, site / "regional" / "index.html")
    figure = page.locator(f"figure[id$=-{kind}]").first
    button = figure.locator(".walk button")
    button.focus()
    heard = []
    for key in ("ArrowRight", "ArrowDown", "Home", "End"):
        page.keyboard.press(key)
        heard.append(figure.locator(".told-point").text_content() or "")
    first, second, home, end = heard
    assert first == home
    assert first not in (second, end)
    assert all(any(c.isdigit() for c in text) for text in heard)
    assert figure.locator(".hoverlayer .hovertext").count() > 0
    page.keyboard.press("Tab")
    assert figure.locator(".told-point").text_content() == ""


@pytest.mark.parametrize("name", ["regional/index.html", "local"])
def test_figures_can_be_read_at_360_pixels(
    chromium_page: Page, real_site: Path, real_plan: Plan, name: str
) -> None:
    """Letters of at least ten pixels, none of them cut off."""
    chromium_page.set_viewport_size({"width": 360, "height": 740})
    show(chromium_page, named(real_site, real_plan, name))
    assert chromium_page.evaluate(TEXT_OUTSIDE) == []
    columns = chromium_page.locator(".panel-words > div").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert not columns or min(columns) > 250


def test_headings_rows_and_figures_lead_to_themselves(
    chromium_page: Page, site: Path, plan: Plan
) -> None:
    page = chromium_page
    page.goto((site / "regional" / "index.html").as_uri())
    sign = "one => getComputedStyle(one, '::after').opacity"
    link = page.locator("h3 a.here").first
    assert link.evaluate(sign) == "0"
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert link.evaluate(sign) == "1"
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{link.evaluate('one => one.closest(`h3`).id')}")
    rows = page.locator("tr[id] > th > a.here")
    assert rows.count() >= len(plan.kommuner)


def test_the_printed_preliminary_edition_is_marked_and_unheard(
    chromium_page: Page, site: Path
) -> None:
    chromium_page.goto((site / "regional" / "index.html").as_uri())
    mark = "getComputedStyle(document.body, '::before').content"
    assert chromium_page.evaluate(mark) == "none"
    chromium_page.emulate_media(media="print")
    assert chromium_page.evaluate(mark) == '"Preliminär" / ""'
