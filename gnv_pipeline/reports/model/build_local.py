"""The local report of one kommun from one publication: short, about the kommun, never a ranking.

Belongs here: which sections it has and their order. Does not belong here: sentences or judgements.
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.formatting import number
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    activities,
    cover,
    figure_development,
    frame,
    indicator_section,
    local_answers,
    obstacles,
    sources_section,
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
    Figure,
    HumanText,
    Report,
    Section,
    Statement,
    Table,
)
from gnv_pipeline.reports.model.parts import Row as TableRow


def build(mart: Mart, plan: Plan, organisation: str) -> Report:
    """The local report of a kommun as a model."""
    full_name = mart.organisations[organisation]["full_name"]
    edition = frame.edition(mart, plan)
    title = f"{full_name} {mart.year}"
    subject = f"Lokal rapport · {plan.header.report_title}"
    sections = (
        _position(mart, plan, organisation),
        _development(mart, organisation),
        _support(mart, organisation),
        _shared(mart),
        local_answers.self_assessment(mart, plan, organisation),
        _activities(mart, organisation),
        local_answers.local_plan(mart, organisation),
        _obstacles(mart, organisation),
        _missing(mart, organisation),
        _questions(mart, organisation),
        sources_section.short_definitions(mart, plan, standing.shown(mart)),
    )
    return Report(
        key=organisation,
        kind="local",
        organisation_id=organisation,
        title=title,
        subject=subject,
        focus=plan.header.focus_title,
        edition=edition,
        banners=frame.banners(mart, plan),
        front=None,
        sections=tuple(section for section in sections if section is not None),
        contact=plan.header.contact,
        cover=cover.local(mart, plan, edition, title, subject, organisation),
    )


def _position(mart: Mart, plan: Plan, organisation: str) -> Section:
    text = frame.human_text(
        mart, "kommun_kommentar", organisation, "Egen kommentar", texts.NOT_WRITTEN
    )
    human: tuple[HumanText, ...] = (text,) if text.markdown is not None else ()
    told = frame.plain(mart.sentences("submission.summary", (organisation,)))
    return Section(
        "mal",
        "Var ni står",
        (
            Statement(plan.header.focus_sentence, "lead"),
            *told,
            *human,
            Statement(texts.OWN_INTRO, "note"),
            standing.local(mart, organisation),
        ),
    )


def _development(mart: Mart, organisation: str) -> Section:
    links = indicator_section.by_indicator(mart)
    parts = []
    for key in standing.shown(mart):
        indicator = mart.indicators[key]
        if indicator["level"] == "region" or indicator["derived"]:
            continue
        figure = figure_development.development(
            mart, indicator, organisation, links.get(key), own=True
        )
        parts.append(_own_indicator(mart, indicator, organisation, figure))
    return Section("utveckling", "Er utveckling", (), tuple(parts), page=True, grid=True)


def _support(mart: Mart, organisation: str) -> Section | None:
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


def _own_indicator(mart: Mart, indicator: Row, organisation: str, figure: Figure | None) -> Section:
    key = indicator["indicator_id"]
    blocks: list[Block] = []
    for places in (("indicator.kommun", "indicator.missing"), ("goal.level", "goal.pace")):
        told = [
            text
            for place in places
            for text in mart.sentences(place, (organisation,), indicator=key)
        ]
        if told:
            blocks.append(Statement(" ".join(told)))
    blocks.append(
        figure or Statement(mart.label("availability", indicator["availability"]), "missing")
    )
    comments = indicator_section.comments_of(mart, key, organisation)
    if comments:
        blocks.append(Bullets(comments))
    return Section(
        key,
        indicator["short_name"],
        tuple(blocks),
        badges=indicator_section.badges(mart, indicator)[1:],
        subtitle=words.remark(mart, indicator, unit=False) or None,
    )


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


def _shared(mart: Mart) -> Section | None:
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


def _activities(mart: Mart, organisation: str) -> Section:
    rows = [
        row
        for row in mart.rows("activity")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    ]
    told = frame.plain(mart.sentences("activity.summary", (organisation,), order=0))
    if not rows:
        empty = told or (Statement("Inga aktiviteter är rapporterade.", "missing"),)
        return Section("aktiviteter", "Era aktiviteter", empty)
    caption = f"Aktiviteter som ni rapporterat {mart.year} ({number(len(rows))})"
    table = activities.table(mart, "aktiviteter-tabell", caption, rows, own=True)
    return Section("aktiviteter", "Era aktiviteter", (*told, table))


def _obstacles(mart: Mart, organisation: str) -> Section:
    rows = [
        row
        for row in mart.rows("obstacle")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    ]
    if not rows:
        empty = Statement("Ni har inte rapporterat några hinder eller behov av stöd.", "missing")
        return Section("hinder", "Hinder och stöd ni ber om", (empty,))
    table = obstacles.table(mart, "hinder-tabell", "Hinder och önskat stöd", rows, own=True)
    return Section("hinder", "Hinder och stöd ni ber om", (table,))


def _missing(mart: Mart, organisation: str) -> Section:
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


def _questions(mart: Mart, organisation: str) -> Section | None:
    """Questions to talk about, only where the publication has any."""
    told = mart.sentences("local.question", (organisation,))
    return Section("fragor", "Frågor att prata om", (Bullets(told),)) if told else None
