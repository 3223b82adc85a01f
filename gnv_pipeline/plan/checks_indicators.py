"""Checks of ``indicators.yaml``: what each indicator refers to, its sources and its definitions.

Does not belong here: goals (``checks_goals``).
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.findings import Finding
from gnv_pipeline.plan.checks_base import Places, meant, repeated
from gnv_pipeline.plan.models import Indicator, Plan, Source

FILE = "indicators.yaml"
MOST_MAIN = 10
"""The assignment asks for "ett fåtal" indicators; more than this is a list nobody follows."""


def check_indicators(plan: Plan, places: Places) -> Iterator[Finding]:
    """All checks of the catalogue."""
    yield from _twice(plan, places)
    bases = {
        one.basis.indicator
        for one in plan.indicators
        if one.basis.kind in {"respondents", "derived_counts"}
    }
    for number, indicator in enumerate(plan.indicators):
        path = ("indicators", number)
        yield from _references(plan, places, path, indicator, indicator.id in bases)
        yield from _sources(places, path, indicator)
        yield from _definitions(places, path, indicator)
        yield from _numbers(places, path, indicator)
    main = [number for number, one in enumerate(plan.indicators) if one.role == "main"]
    if len(main) > MOST_MAIN:
        yield places.warning(
            FILE,
            ("indicators", main[MOST_MAIN], "role"),
            "too-many-main",
            f"Planen har {len(main)} huvudindikatorer; fler än {MOST_MAIN} blir svåra att följa.",
            "Gör några av dem till stödmått (role: support).",
            "support",
        )


def _twice(plan: Plan, places: Places) -> Iterator[Finding]:
    for number, one, _ in repeated(plan.indicators, lambda one: one.id):
        yield places.error(
            FILE,
            ("indicators", number, "id"),
            "duplicate-id",
            f"Två indikatorer har id {one.id}.",
            "Ge den ena indikatorn ett annat id.",
        )
    for number, one, first in repeated(
        plan.indicators, lambda one: (one.kolada_id or one.id, one.kolada_id is None)
    ):
        if one.kolada_id is None or one.id == plan.indicators[first].id:
            continue
        yield places.error(
            FILE,
            ("indicators", number, "kolada_id"),
            "duplicate-kolada-id",
            f"Koladas nyckeltal {one.kolada_id} står på två indikatorer: "
            f"{plan.indicators[first].id} och {one.id}.",
            "Låt ett nyckeltal vara en indikator.",
        )
    for number, one, first in repeated(plan.indicators, lambda one: one.short_name.casefold()):
        if one.id == plan.indicators[first].id:
            continue
        yield places.warning(
            FILE,
            ("indicators", number, "short_name"),
            "duplicate-name",
            f"Indikatorerna {plan.indicators[first].id} och {one.id} har samma korta namn: "
            f"{one.short_name}.",
            "Ge dem olika namn, annars går de inte att skilja åt i diagram och tabeller.",
        )


def _references(
    plan: Plan, places: Places, path: tuple[str | int, ...], one: Indicator, is_base: bool
) -> Iterator[Finding]:
    if one.delmal is None and not is_base and one.unit != "count":
        yield places.error(
            FILE,
            path,
            "indicator-without-delmal",
            f"Indikatorn {one.id} hör inte till något delmål.",
            "Lägg till en rad: delmal: och delmålets id.",
            plan.delmal[0].id,
        )
    elif one.delmal is not None and one.delmal not in plan.delmal_by_id:
        yield places.error(
            FILE,
            (*path, "delmal"),
            "unknown-delmal",
            f"Indikatorn {one.id} hör till delmålet {one.delmal}, som inte finns.",
            meant(one.delmal, plan.delmal_by_id),
        )
    for key, wanted in (
        (("basis", "indicator"), one.basis.indicator),
        (("companion",), one.companion),
        (("replaced_by",), one.replaced_by),
    ):
        if wanted is None:
            continue
        if wanted not in plan.indicator_by_id:
            yield places.error(
                FILE,
                (*path, *key),
                "unknown-indicator",
                f"Indikatorn {one.id} hänvisar till indikatorn {wanted}, som inte finns.",
                meant(wanted, plan.indicator_by_id),
            )
        elif wanted == one.id:
            yield places.error(
                FILE,
                (*path, *key),
                "refers-to-itself",
                f"Indikatorn {one.id} hänvisar till sig själv ({'.'.join(key)}).",
                "Skriv en annan indikator eller ta bort raden.",
            )
    if one.basis.kind in {"respondents", "derived_counts"} and one.basis.indicator is None:
        yield places.error(
            FILE,
            (*path, "basis"),
            "basis-without-indicator",
            f"Indikatorn {one.id}: osäkerheten räknas ur en annan indikator, men vilken står inte.",
            "Lägg till indicator: och id för antal svarande eller befolkning i basis.",
        )
    if one.derived is not None and one.basis.indicator is None:
        yield places.error(
            FILE,
            (*path, "derived"),
            "derived-from-nothing",
            f"Indikatorn {one.id} är härledd, men det står inte ur vilken indikator.",
            "Skriv basis: {kind: none, indicator: id} med den indikator den räknas ur.",
        )


def _sources(places: Places, path: tuple[str | int, ...], one: Indicator) -> Iterator[Finding]:
    if not one.sources and one.derived is None:
        yield places.error(
            FILE,
            path,
            "indicator-without-source",
            f"Indikatorn {one.id} har ingen källa.",
            "Lägg till sources: med minst en rad för kolada, workbook eller bulk.",
        )
    for number, source in enumerate(one.sources):
        yield from _source(places, (*path, "sources", number), one, source)
    for number, source in enumerate(one.sources):
        for other in one.sources[:number]:
            if other.level == source.level and _overlap(other, source):
                yield places.error(
                    FILE,
                    (*path, "sources", number),
                    "overlapping-sources",
                    f"Indikatorn {one.id} har två källor för samma nivå ({source.level}) och år.",
                    "Bara en källa får gälla per nivå och år: skriv from_year och to_year.",
                )
                break
    yield from _county_value(places, path, one)


def _source(
    places: Places, path: tuple[str | int, ...], one: Indicator, source: Source
) -> Iterator[Finding]:
    if source.kind == "kolada" and source.kolada_id is None:
        yield places.error(
            FILE,
            path,
            "source-without-kolada-id",
            f"Indikatorn {one.id} hämtas från Kolada, men nyckeltalets id saknas.",
            "Lägg till kolada_id på källan.",
            '"U21505"',
        )
    if source.kind == "workbook" and source.reported_by is None:
        yield places.error(
            FILE,
            path,
            "source-without-reporter",
            f"Indikatorn {one.id} frågas i mallen, men det står inte vem som lämnar den.",
            "Lägg till reported_by: kommun eller reported_by: region.",
            "kommun",
        )
    if source.kind != "workbook" and source.reported_by is not None:
        yield places.error(
            FILE,
            (*path, "reported_by"),
            "reporter-without-workbook",
            f"Indikatorn {one.id}: bara värden ur mallen (kind: workbook) har en som lämnar dem.",
            "Ta bort reported_by eller skriv kind: workbook.",
        )
    if one.level != "both" and source.level in {"kommun", "region"} and source.level != one.level:
        yield places.error(
            FILE,
            (*path, "level"),
            "source-of-other-level",
            f"Indikatorn {one.id} gäller nivån {one.level} men har en källa för {source.level}.",
            "Ändra källans nivå, eller skriv level: both på indikatorn.",
        )
    if None not in (source.from_year, source.to_year) and _start(source) > _end(source):
        yield places.error(
            FILE,
            (*path, "to_year"),
            "years-in-wrong-order",
            f"Indikatorn {one.id}: källan slutar {source.to_year} men börjar {source.from_year}.",
            "Byt plats på åren.",
        )


def _start(source: Source) -> int:
    return source.from_year or 0


def _end(source: Source) -> int:
    return source.to_year or 9999


def _overlap(one: Source, other: Source) -> bool:
    return _start(one) <= _end(other) and _start(other) <= _end(one)


def _county_value(places: Places, path: tuple[str | int, ...], one: Indicator) -> Iterator[Finding]:
    """The rule for the county's value needs what it is made from."""
    levels = {source.level for source in one.sources}
    fault = {
        "official_region": (
            "region" not in levels and bool(one.sources),
            "regionens officiella värde, men ingen källa har level: region",
        ),
        "weighted_by_respondents": (
            one.basis.kind != "respondents",
            "kommunernas värden vägda med antal svarande, men basis är inte respondents",
        ),
        "summed": (
            one.basis.kind != "counts" and one.unit != "count",
            "summan av kommunernas tal, men det finns inga tal att summera (basis: counts)",
        ),
        "unweighted": (
            "kommun" not in levels and bool(one.sources),
            "ett ovägt medel av kommunerna, men ingen källa har level: kommun",
        ),
        "none": (False, ""),
    }[one.county_value]
    if fault[0]:
        yield places.error(
            FILE,
            (*path, "county_value"),
            "county-value-impossible",
            f"Indikatorn {one.id}: länets värde ska vara {fault[1]}.",
            "Välj en annan regel (county_value) eller lägg till det som saknas.",
        )


def _definitions(places: Places, path: tuple[str | int, ...], one: Indicator) -> Iterator[Finding]:
    for number, version in enumerate(one.definitions):
        here = (*path, "definitions", number)
        if version.to_year is not None and version.to_year < version.from_year:
            yield places.error(
                FILE,
                (*here, "to_year"),
                "years-in-wrong-order",
                f"Indikatorn {one.id}: definition {version.version} slutar {version.to_year} "
                f"men börjar {version.from_year}.",
                "Byt plats på åren.",
            )
        if number == 0:
            continue
        before = one.definitions[number - 1]
        if version.version <= before.version:
            yield places.error(
                FILE,
                (*here, "version"),
                "definition-order",
                f"Indikatorn {one.id}: definition {version.version} står efter {before.version}.",
                "Numrera definitionerna 1, 2, 3 … i den ordning de började gälla.",
            )
        if before.to_year is None or before.to_year >= version.from_year:
            until = "utan slutår" if before.to_year is None else f"till {before.to_year}"
            yield places.error(
                FILE,
                (*here, "from_year"),
                "overlapping-definitions",
                f"Indikatorn {one.id}: definition {before.version} gäller {until}, men definition "
                f"{version.version} börjar redan {version.from_year}.",
                f"Skriv to_year: {version.from_year - 1} på definition {before.version}.",
                str(version.from_year - 1),
            )
        elif before.to_year + 1 < version.from_year:
            yield places.error(
                FILE,
                (*here, "from_year"),
                "gap-between-definitions",
                f"Indikatorn {one.id}: ingen definition gäller "
                f"{before.to_year + 1}–{version.from_year - 1}.",
                f"Skriv from_year: {before.to_year + 1}, eller ange åren som saknar undersökning "
                "i no_survey_years.",
                str(before.to_year + 1),
            )
        if version.break_note is None:
            yield places.warning(
                FILE,
                here,
                "break-without-note",
                f"Indikatorn {one.id}: det står inte vad som ändrades med definition "
                f"{version.version}.",
                "Lägg till break_note med en mening om vad som ändrades.",
            )


def _numbers(places: Places, path: tuple[str | int, ...], one: Indicator) -> Iterator[Finding]:
    if one.plausible is not None and one.plausible.low >= one.plausible.high:
        yield places.error(
            FILE,
            (*path, "plausible"),
            "limits-in-wrong-order",
            f"Indikatorn {one.id}: det vanliga lägsta värdet är inte lägre än det högsta.",
            "Skriv low lägre än high.",
        )
    for number, gender, _ in repeated(one.genders, lambda gender: gender):
        yield places.error(
            FILE,
            (*path, "genders", number),
            "duplicate-gender",
            f"Indikatorn {one.id}: {gender} står två gånger i genders.",
            "Ta bort det ena.",
        )
    if "T" not in one.genders:
        yield places.error(
            FILE,
            (*path, "genders"),
            "no-total",
            f"Indikatorn {one.id} saknar totalvärde (T) i genders.",
            "Lägg till T, som står för alla.",
            "[T, K, M]",
        )
    if one.basis.years > 1 and one.basis.kind == "counts":
        yield places.warning(
            FILE,
            (*path, "basis", "years"),
            "several-years-of-counts",
            f"Indikatorn {one.id}: egna tal räknas för ett år, men basis säger {one.basis.years}.",
            "Ta bort years, eller välj ett annat slag av basis.",
        )
