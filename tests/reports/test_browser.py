"""The reports in a real browser: drawn, readable at 360 pixels, accessible, printable, without script too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from gnv_pipeline.plan.models import Plan

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = [(1280, 900), (360, 740)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
A4_TEXT_WIDTH, A4_TEXT_HEIGHT = 688, 1001  # 182 × 265 mm inside the margins, at 96 dots per inch


def named(site: Path, plan: Plan, name: str) -> Path:
    """A page by a short name: of the first kommun, of its enhetschefer, or the regional file for mail."""
    pages = {"local": "index.html", "unit": "enhetschef.html"}
    if name in pages:
        return site / plan.kommuner[0].id / pages[name]
    return next((site / "mail").glob("Årsrapport-*.html")) if name == "mail" else site / name


def show(page: Page, path: Path) -> list[str]:
    """Open a page from disk, wait for its figures, and return the console's errors."""
    told: list[str] = []
    page.on(
        "console", lambda message: told.append(message.text) if message.type == "error" else None
    )
    page.goto(path.as_uri())
    if page.locator("script.figure-data").count():
        page.wait_for_function("document.documentElement.dataset.figures === 'ready'")
    return told


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone"])
@pytest.mark.parametrize("name", ["index.html", "regional/index.html", "local", "mail"])
def test_page_is_drawn_and_fits(
    chromium_page: Page, real_site: Path, real_plan: Plan, name: str, size: tuple[int, int]
) -> None:
    chromium_page.set_viewport_size({"width": size[0], "height": size[1]})
    assert show(chromium_page, named(real_site, real_plan, name)) == []
    drawn = chromium_page.locator(".js-plotly-plot .main-svg").count()
    if name.startswith("mail") or name == "index.html":
        assert drawn == 0
    else:
        assert (
            chromium_page.locator(".js-plotly-plot").count()
            == chromium_page.locator("figure").count()
        )
        assert drawn > 0
    assert chromium_page.evaluate("document.documentElement.scrollWidth") <= size[0]


def violations(page: Page) -> str:
    """What axe-core finds against WCAG 2.1 A and AA, with everything unfolded; empty where all is well."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(page, options=RULES)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("index.html", SIZES[1]),
        ("regional/index.html", SIZES[0]),
        ("local", SIZES[1]),
        ("unit", SIZES[1]),
        ("mail", SIZES[1]),
    ],
)
def test_no_kind_of_page_breaks_a_rule_of_accessibility(
    chromium_page: Page, site: Path, plan: Plan, name: str, size: tuple[int, int]
) -> None:
    """One page of each kind; the search is open where there is one."""
    chromium_page.set_viewport_size({"width": size[0], "height": size[1]})
    show(chromium_page, named(site, plan, name))
    if chromium_page.locator("#sok").count():
        chromium_page.fill("#sok", "procent")
        assert chromium_page.locator(".hits a").count() > 1
    assert violations(chromium_page) == ""


@pytest.mark.full
@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone"])
def test_no_page_at_all_breaks_a_rule_of_accessibility(
    chromium_page: Page, site: Path, size: tuple[int, int]
) -> None:
    """Every page of the folder and every file for mail, at both sizes."""
    chromium_page.set_viewport_size({"width": size[0], "height": size[1]})
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 5
    for path in pages:
        show(chromium_page, path)
        assert violations(chromium_page) == "", path.name


@pytest.mark.full
def test_no_page_of_the_real_plan_breaks_a_rule(
    chromium_page: Page, real_site: Path, real_plan: Plan
) -> None:
    for name in ("index.html", "regional/index.html", "local"):
        show(chromium_page, named(real_site, real_plan, name))
        assert violations(chromium_page) == "", name


@pytest.mark.parametrize(
    ("site_name", "name"),
    [("site", "regional/index.html"), ("site", "mail"), ("real_site", "mail")],
)
def test_page_one_stands_alone_on_one_sheet(
    chromium_page: Page,
    request: pytest.FixtureRequest,
    real_plan: Plan,
    site_name: str,
    name: str,
) -> None:
    """The cover is a sheet of its own; page 1 follows with its banners and nothing of what comes after."""
    chromium_page.set_viewport_size({"width": A4_TEXT_WIDTH, "height": A4_TEXT_HEIGHT})
    show(chromium_page, named(request.getfixturevalue(site_name), real_plan, name))
    chromium_page.emulate_media(media="print")
    height = chromium_page.evaluate(
        "document.querySelector('.front').getBoundingClientRect().bottom"
        " - document.querySelector('.banners').getBoundingClientRect().top"
    )
    assert 0 < height <= A4_TEXT_HEIGHT
    assert chromium_page.locator(".still svg").first.is_visible()
    assert chromium_page.locator(".live:visible").count() == 0


def test_deep_link_opens_the_table_it_points_into(
    chromium_page: Page, site: Path, plan: Plan
) -> None:
    row = f"a1-{plan.kommuner[0].id}"
    chromium_page.goto(f"{(site / 'regional' / 'index.html').as_uri()}#{row}")
    chromium_page.wait_for_function("document.documentElement.dataset.figures === 'ready'")
    assert chromium_page.locator(f"#{row}").is_visible()


def test_keyboard_reaches_content_first(chromium_page: Page, site: Path) -> None:
    show(chromium_page, site / "regional" / "index.html")
    chromium_page.keyboard.press("Tab")
    assert chromium_page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    chromium_page.keyboard.press("Enter")
    assert chromium_page.evaluate("document.activeElement.id") == "innehall"


def test_the_overview_becomes_cards_that_can_be_read_on_a_phone(
    chromium_page: Page, real_site: Path, real_plan: Plan
) -> None:
    """Its columns once kept their share of the width: one letter per line."""
    chromium_page.set_viewport_size({"width": 360, "height": 740})
    for name in ("regional", real_plan.kommuner[0].id):
        show(chromium_page, real_site / name / "index.html")
        cells = chromium_page.locator(".glance td")
        widths = cells.evaluate_all("all => all.map(cell => cell.getBoundingClientRect().width)")
        assert len(widths) > 0
        assert min(widths) > 240


def test_hover_speaks_swedish(chromium_page: Page, site: Path) -> None:
    show(chromium_page, site / "regional" / "index.html")
    point = chromium_page.locator("figure[id$=-utveckling] .plot .point").first
    point.scroll_into_view_if_needed()
    point.hover(force=True)
    chromium_page.wait_for_selector(".hoverlayer .hovertext", state="attached")
    text = chromium_page.locator(".hoverlayer .hovertext").first.text_content() or ""
    assert text.strip()
    assert "." not in text.replace("...", "")


def test_without_script_there_are_pictures_words_and_tables(browser: Browser, site: Path) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1000, "height": 800}
    )
    page = context.new_page()
    page.goto((site / "regional" / "index.html").as_uri())
    assert page.locator("figure .still svg").first.is_visible()
    assert page.locator(".noscript").is_visible()
    assert page.locator("figure details.data").first.is_visible()
    context.close()
