"""A kommun's values: its development, supporting indicators, the region's values, what is missing.

Belongs here: rows and tables of one kommun's own values. Does not belong here: standings against goals
(``standing``) or what it has answered (``local_answers``).
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.formatting import interval, number
from gnv_pipeline.reports.model import (
    figure_development,
    indicator_section,
    standing,
    texts,
    words,
)
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Multiples,
    Section,
    Statement,
    Table,
)
from gnv_pipeline.reports.model.parts import Row as TableRow


def own_indicators(mart: Mart) -> list[Row]:
    """Indicators of the overview that a kommun has values of."""
    found = (mart.indicators[key] for key in standing.shown(mart))
    return [row for row in found if row["level"] != "region" and not row["derived"]]


def development(mart: Mart, organisation: str) -> Section:
    """Own development, the county and the nation beside, as small figures that are read together."""
    links = indicator_section.by_indicator(mart)
    rows = own_indicators(mart)
    found = [
        figure_development.development(
            mart, row, organisation, links.get(row["indicator_id"]), own=True
        )
        for row in rows
    ]
    figures = tuple(figure for figure in found if figure is not None)
    blocks: list[Block] = []
    if figures:
        blocks.append(Multiples("utveckling-figurer", texts.OWN_DEVELOPMENT, figures))
    lacking = [row["short_name"] for row, figure in zip(rows, found, strict=True) if figure is None]
    if lacking:
        blocks.append(Statement(f"Utan värden än: {', '.join(lacking)}.", "missing"))
    trends = _certain_trends(mart, organisation)
    if trends:
        blocks.append(Facts(trends))
    if pooled(mart, organisation) is not None:
        blocks.append(Statement(texts.POOLED_POINTER, "note"))
    region = of_region(mart)
    inner = (region,) if region is not None else ()
    return Section("utveckling", "Er utveckling", tuple(blocks), inner, page=True)


def _certain_trends(mart: Mart, organisation: str) -> tuple[tuple[str, str], ...]:
    """What five measurements tell with certainty; what cannot be told stands with each value in words."""
    return tuple(
        (row["short_name"], text)
        for row in own_indicators(mart)
        for text in indicator_section.certain_trend(mart, row["indicator_id"], organisation)
    )


def pooled(mart: Mart, organisation: str) -> Section | None:
    """Several rounds together for kommuner with few respondents; None where each round has enough."""
    rows = [
        row
        for row in mart.optional("pooled_value")
        if row["organisation_id"] == organisation and row["gender"] == "T"
    ]
    if not rows:
        return None
    order = {key: place for place, key in enumerate(mart.indicators)}
    rows.sort(key=lambda row: order[row["indicator_id"]])
    title = "Flera omgångar sammanslagna"
    table = Table(
        "sammanslagna-tabell",
        title,
        (
            Column("Mått"),
            Column("Ni", "number"),
            Column("Osäkerhetsintervall", "number"),
            Column("Omgångar"),
        ),
        tuple(_pooled_row(mart, row) for row in rows),
    )
    return Section("sammanslagna", title, (Statement(texts.POOLED_NOTE, "note"), table))


def _pooled_row(mart: Mart, row: Row) -> TableRow:
    indicator = mart.indicators[row["indicator_id"]]
    around = interval(row["lower95"], row["upper95"], indicator["decimals"])
    return TableRow(
        (
            Cell(indicator["short_name"]),
            Cell(words.short_value(mart, indicator, row["value"])),
            Cell(around or "–"),
            Cell(f"{number(row['rounds'])} ({row['from_year']}–{row['data_year']})"),
        )
    )


# --- in words, for the appendix ----------------------------------------------------------------


def in_words(mart: Mart, organisation: str) -> Section:
    """Every own indicator in sentences, with its comments."""
    parts = tuple(_one_in_words(mart, row, organisation) for row in own_indicators(mart))
    return Section("matt", "Era värden i ord", (), parts, page=True)


def _one_in_words(mart: Mart, indicator: Row, organisation: str) -> Section:
    key = indicator["indicator_id"]
    blocks: list[Block] = []
    for places in (
        ("indicator.kommun", "indicator.missing"),
        ("goal.level", "goal.pace", "trend.series"),
    ):
        told = [
            text
            for place in places
            for text in mart.sentences(place, (organisation,), indicator=key)
        ]
        if told:
            blocks.append(Statement(" ".join(told)))
    if not blocks:
        blocks.append(Statement(mart.label("availability", indicator["availability"]), "missing"))
    comments = indicator_section.comments_of(mart, key, organisation)
    if comments:
        blocks.append(Bullets(comments))
    return Section(
        key,
        indicator["name"],
        tuple(blocks),
        badges=indicator_section.badges(mart, indicator)[1:],
        subtitle=words.remark(mart, indicator, unit=False) or None,
    )


# --- tables ------------------------------------------------------------------------------------


def support(mart: Mart, organisation: str) -> Section | None:
    """Supporting indicators in one table; None where the plan has none."""
    rows = [
        row
        for row in mart.indicators.values()
        if row["role"] == "support"
        and row["level"] != "region"
        and row["delmal_id"]
        and not row["derived"]
        and row["indicator_id"] not in standing.shown(mart)
    ]
    if not rows:
        return None
    return Section("stod", "Fler mått", (_support_table(mart, rows, organisation),))


def _support_table(mart: Mart, indicators: Iterable[Row], organisation: str) -> Table:
    rows = [_value_row(mart, indicator, organisation, compared=True) for indicator in indicators]
    columns = (
        Column("Stödmått"),
        Column("Ni", "number"),
        Column("Osäkerhetsintervall", "number"),
        Column("Avser"),
        Column("Länet", "number"),
        Column("Mot övriga kommuner"),
    )
    return Table("stodmatt", "Stödmått: era värden och länets", columns, tuple(rows), wide=True)


def _value_row(mart: Mart, indicator: Row, area: str, *, compared: bool) -> TableRow:
    key, year = indicator["indicator_id"], indicator["judged_year"]
    row = mart.value(key, area, year)
    shown = words.value_cell(mart, indicator, row)
    if year is None:
        shown = Cell(mart.label("availability", indicator["availability"]), missing=True)
    name = f"{indicator['short_name']} ({words.remark(mart, indicator)})"
    cells = [
        Cell(name),
        shown,
        Cell(words.limits(indicator, row) or "–"),
        Cell(words.period(indicator, year)),
    ]
    if compared:
        county = mart.value(key, mart.county, year)
        cells.append(words.value_cell(mart, indicator, county) if county else Cell("–"))
        against = mart.comparison(key, area, "others")
        symbol, told = words.compared(mart, indicator, against) if against else ("", "–")
        cells.append(Cell(told, symbol))
    return TableRow(tuple(cells), key=None)


def of_region(mart: Mart) -> Section | None:
    """The region's values, labelled as the region's: they are nobody else's failure or success."""
    region = mart.area_of_kind("region")
    rows = [
        row
        for row in mart.indicators.values()
        if row["level"] == "region" and row["role"] == "main" and not row["derived"]
    ]
    if region is None or not rows:
        return None
    table = Table(
        "regionens-varden",
        f"Värden som bara finns för {mart.organisations[region]['full_name']}",
        (
            Column("Indikator"),
            Column(mart.name(region), "number"),
            Column("Osäkerhetsintervall", "number"),
            Column("Avser"),
        ),
        tuple(_value_row(mart, row, region, compared=False) for row in rows),
    )
    note = Statement(
        "Här finns inget värde för kommunen. Regionens värde står här för sammanhanget.", "note"
    )
    return Section("regionen", "Regionens värden", (note, table))


def missing(mart: Mart, organisation: str) -> Section:
    """What lacks a value in the judged year, and what waits for correction."""
    items = []
    for key, indicator in mart.indicators.items():
        if indicator["level"] == "region" or indicator["derived"] or not indicator["delmal_id"]:
            continue
        year = indicator["judged_year"]
        row = mart.value(key, organisation, year)
        if year is None:
            items.append(
                f"{indicator['short_name']}: {mart.label('availability', indicator['availability']).lower()}."
            )
        elif row is None or row["value"] is None:
            reason = words.missing_words(mart, row)
            items.append(
                f"{indicator['short_name']} {words.period(indicator, year)}: {reason[0].lower()}{reason[1:]}."
            )
    handed = [
        row
        for row in mart.rows("submission")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    ]
    for row in handed:
        if row["rows_waiting"]:
            items.append(f"Väntar på rättning: {number(row['rows_waiting'])} rader i ert underlag.")
        if row["note"]:
            items.append(row["note"])
    blocks: tuple[Block, ...] = (Bullets(tuple(items)),) if items else (Statement("Inget saknas."),)
    return Section("saknas", "Det här saknas eller väntar", blocks)
