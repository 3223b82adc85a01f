"""Checks of ``areas.yaml`` and ``plan.yaml``: who is followed up and who hands in.

Does not belong here: dates (``checks_dates``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gnv_pipeline.findings import Finding
from gnv_pipeline.plan.checks_base import Places, repeated
from gnv_pipeline.plan.models import AreaKind, Look, Plan
from gnv_pipeline.plan.names import name_key, spellings

FILE = "areas.yaml"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KIND_WORDS = {
    AreaKind.KOMMUN: "kommun",
    AreaKind.REGION: "region",
    AreaKind.COUNTY: "län som helhet",
    AreaKind.NATION: "rike",
    AreaKind.GROUP: "jämförelsegrupp",
}


def check_areas(plan: Plan, places: Places) -> Iterator[Finding]:
    """Ids and names that stand twice, kinds that are missing, who may hand in."""
    for number, area, first in repeated(plan.areas, lambda area: area.id):
        yield places.error(
            FILE,
            ("areas", number, "id"),
            "duplicate-id",
            f"Två områden har id {area.id}: {plan.areas[first].name} och {area.name}.",
            "Ge det ena området ett annat id.",
        )
    yield from _kinds(plan, places)
    yield from _names(plan, places)
    for number, area in enumerate(plan.areas):
        if area.reports and area.kind not in {AreaKind.KOMMUN, AreaKind.REGION}:
            yield places.error(
                FILE,
                ("areas", number, "reports"),
                "cannot-report",
                f"{area.name} är {_KIND_WORDS[area.kind]} och kan inte lämna underlag.",
                "Skriv reports: false eller ta bort raden.",
                "false",
            )
    if not plan.reporters:
        yield places.error(
            FILE,
            ("areas",),
            "nobody-reports",
            "Inget område lämnar underlag.",
            "Skriv reports: true på de kommuner och den region som ska lämna underlag.",
            "true",
        )


def _kinds(plan: Plan, places: Places) -> Iterator[Finding]:
    for kind, most in (
        (AreaKind.REGION, 1),
        (AreaKind.COUNTY, 1),
        (AreaKind.NATION, 1),
        (AreaKind.GROUP, 1),
        (AreaKind.KOMMUN, None),
    ):
        found = [number for number, area in enumerate(plan.areas) if area.kind is kind]
        needed = kind not in {AreaKind.NATION, AreaKind.GROUP}
        if needed and not found:
            yield places.error(
                FILE,
                ("areas",),
                f"no-{kind.value}",
                f"Inget område är {_KIND_WORDS[kind]} (kind: {kind.value}).",
                f"Lägg till ett område med kind: {kind.value}.",
            )
        if most is not None and len(found) > most:
            named = " och ".join(plan.areas[number].name for number in found)
            yield places.error(
                FILE,
                ("areas", found[most], "kind"),
                f"several-{kind.value}",
                f"Bara ett område får vara {_KIND_WORDS[kind]}, men {named} är det.",
                "Ändra kind på det ena området eller ta bort det.",
            )


def _names(plan: Plan, places: Places) -> Iterator[Finding]:
    """A name that means two areas would put one organisation's figures on the other."""
    owner: dict[str, int] = {}
    for number, area in enumerate(plan.areas):
        for spelling in dict.fromkeys(name_key(one) for one in spellings(area)):
            first = owner.setdefault(spelling, number)
            other = plan.areas[first]
            if first == number or other.id == area.id:
                continue
            written = next(one for one in spellings(area) if name_key(one) == spelling)
            yield places.error(
                FILE,
                _path_of_spelling(plan, number, written),
                "ambiguous-name",
                f"Namnet {written} kan betyda både {other.name} ({other.id}) och "
                f"{area.name} ({area.id}).",
                "Låt namnet eller varianten stå på bara ett område.",
            )


def _path_of_spelling(plan: Plan, number: int, written: str) -> tuple[str | int, ...]:
    area = plan.areas[number]
    if written == area.name:
        return ("areas", number, "name")
    if written == area.full_name:
        return ("areas", number, "full_name")
    if written in area.variants:
        return ("areas", number, "variants", area.variants.index(written))
    return ("areas", number, "id")


def check_header(plan: Plan, places: Places, folder_name: str) -> Iterator[Finding]:
    """``plan.yaml``: years in order, the revision of its folder, colours that are colours."""
    header = plan.header
    if header.first_year > header.last_year:
        yield places.error(
            "plan.yaml",
            ("last_year",),
            "years-in-wrong-order",
            f"Planen börjar {header.first_year} men slutar {header.last_year}.",
            "Skriv ett slutår (last_year) som inte ligger före startåret (first_year).",
        )
    if re.fullmatch(r"\d{4}", folder_name) and folder_name != str(header.revision):
        yield places.error(
            "plan.yaml",
            ("revision",),
            "revision-not-folder",
            f"Mappen heter {folder_name} men planens revision är {header.revision}.",
            f"Skriv revision: {folder_name}, eller byt namn på mappen till {header.revision}.",
            folder_name,
        )
    for key in Look.model_fields:
        value = getattr(header.look, key)
        if isinstance(value, str) and not _COLOUR.fullmatch(value):
            yield places.error(
                "plan.yaml",
                ("look", key),
                "wrong-form",
                f"Färgen {key}: vi läste ”{value}”.",
                "En färg skrivs med # och sex tecken 0–9 eller a–f, inom citattecken.",
                '"#336699"',
            )
    if header.decided:
        for number, goal in enumerate(plan.goals):
            if goal.example:
                yield places.warning(
                    "goals.yaml",
                    ("goals", number, "example"),
                    "example-in-decided-plan",
                    f"Planen är beslutad (decided: true), men målet {goal.id} är märkt som exempel.",
                    "Skriv example: false om målet är beslutat.",
                    "false",
                )


def check_delmal(plan: Plan, places: Places) -> Iterator[Finding]:
    """``delmal.yaml``: ids and names once, and every delmål followed up in some way."""
    for number, delmal, _ in repeated(plan.delmal, lambda one: one.id):
        yield places.error(
            "delmal.yaml",
            ("delmal", number, "id"),
            "duplicate-id",
            f"Två delmål har id {delmal.id}.",
            "Ge det ena delmålet ett annat id.",
        )
    for number, delmal, _ in repeated(plan.delmal, lambda one: name_key(one.name)):
        yield places.error(
            "delmal.yaml",
            ("delmal", number, "name"),
            "duplicate-name",
            f"Två delmål heter {delmal.name}.",
            "Ge det ena delmålet ett annat namn.",
        )
    with_goal = {goal.delmal for goal in plan.goals}
    with_statement = {statement.delmal for statement in plan.statements.statements}
    for number, delmal in enumerate(plan.delmal):
        if delmal.id not in with_goal:
            yield places.warning(
                "delmal.yaml",
                ("delmal", number),
                "delmal-without-goal",
                f"Inget mål hör till delmålet {delmal.name}.",
                "Lägg till ett mål i goals.yaml om delmålet ska följas upp med mål.",
            )
        if plan.statements.statements and delmal.id not in with_statement:
            yield places.warning(
                "delmal.yaml",
                ("delmal", number),
                "delmal-without-statement",
                f"Självskattningen har inget påstående för delmålet {delmal.name}.",
                "Lägg till ett påstående i statements.yaml.",
            )
