"""Checks of ``statements.yaml`` and ``fields.yaml``: what people are asked in a workbook.

Does not belong here: dates of the rounds (``checks_dates``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gnv_pipeline.findings import Finding
from gnv_pipeline.plan.checks_base import Places, meant, repeated
from gnv_pipeline.plan.models import Code, FieldSpec, Plan
from gnv_pipeline.plan.names import name_key

STATEMENTS = "statements.yaml"
FIELDS = "fields.yaml"

NEEDED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "hand_in": ("filled_by", "treated", "approved_by", "approved_on"),
    "activities": ("name", "delmal", "goal", "status"),
    "local_plan": ("works_with", "commitment", "own_target", "noticed_by"),
    "obstacles": ("text", "theme", "support"),
}
"""Fields that templates, judgements and reports read by id; a plan may add any others."""

NEEDED_CODES: Mapping[str, tuple[str, ...]] = {
    "activity_status": ("planned", "ongoing", "in_daily_use", "ended_not_introduced", "paused"),
    "yes_no": ("yes", "no"),
    "treated": ("yes", "planned", "no"),
}
"""Codes that judgements count; labels are free."""

MISSING_REASONS = ("dropout", "secrecy", "not_applicable", "unknown")
"""Reasons a person may give for an empty value."""


def check_statements(plan: Plan, places: Places) -> Iterator[Finding]:
    """The self-assessment: ids once, delmål that exist, a scale that can be scored."""
    statements = plan.statements.statements
    for number, one, _ in repeated(statements, lambda one: one.id):
        yield places.error(
            STATEMENTS,
            ("statements", number, "id"),
            "duplicate-id",
            f"Två påståenden har id {one.id}.",
            "Ge det ena påståendet ett annat id.",
        )
    for number, one, _ in repeated(statements, lambda one: name_key(one.text)):
        yield places.warning(
            STATEMENTS,
            ("statements", number, "text"),
            "duplicate-text",
            f"Påståendet {one.id} har samma text som ett annat.",
            "Skriv om det ena eller ta bort det.",
        )
    for number, one in enumerate(statements):
        if one.delmal not in plan.delmal_by_id:
            yield places.error(
                STATEMENTS,
                ("statements", number, "delmal"),
                "unknown-delmal",
                f"Påståendet {one.id} hör till delmålet {one.delmal}, som inte finns.",
                meant(one.delmal, plan.delmal_by_id),
            )
    yield from _scale(plan, places)


def _scale(plan: Plan, places: Places) -> Iterator[Finding]:
    scale = plan.statements.scale
    for number, step, _ in repeated(scale, lambda one: one.code):
        yield places.error(
            STATEMENTS,
            ("scale", number, "code"),
            "duplicate-scale-step",
            f"Två svar i skalan har samma kod: {step.code}.",
            "Ge svaren olika koder.",
        )
    for number, step, _ in repeated(scale, lambda one: name_key(one.label)):
        yield places.error(
            STATEMENTS,
            ("scale", number, "label"),
            "duplicate-scale-step",
            f"Två svar i skalan har samma text: {step.label}.",
            "Ge svaren olika texter.",
        )
    scored = [(number, step) for number, step in enumerate(scale) if step.score is not None]
    if len(scored) < 2:
        yield places.error(
            STATEMENTS,
            ("scale",),
            "scale-without-scores",
            f"Svarsskalan har {len(scored)} svar med poäng; minst två behövs för ett medelvärde.",
            "Lägg till score på svaren, till exempel score: 1 till score: 5.",
            "score: 1",
        )
    for number, (where, step), first in repeated(scored, lambda one: one[1].score):
        yield places.error(
            STATEMENTS,
            ("scale", where, "score"),
            "duplicate-scale-step",
            f"Två svar ger samma poäng ({step.score}): {scored[first][1].label} och "
            f"{scored[number][1].label}.",
            "Ge varje svar sin egen poäng.",
        )


def check_fields(plan: Plan, places: Places) -> Iterator[Finding]:
    """Fields and code lists: ids once, lists that exist, what other rooms rely on."""
    for sheet in NEEDED_FIELDS:
        specs: tuple[FieldSpec, ...] = getattr(plan.fields, sheet)
        yield from _sheet(plan, places, sheet, specs)
    for name, codes in plan.fields.code_lists.items():
        yield from _codes(places, ("code_lists", name), f"Kodlistan {name}", codes)
        for code in NEEDED_CODES.get(name, ()):
            if code not in {one.code for one in codes}:
                yield places.error(
                    FIELDS,
                    ("code_lists", name),
                    "missing-code",
                    f"Kodlistan {name} saknar koden {code}.",
                    f'Lägg till {{code: {code}, label: "…"}}.',
                )
    for name in NEEDED_CODES:
        if name not in plan.fields.code_lists:
            yield places.error(
                FIELDS,
                ("code_lists",),
                "missing-code-list",
                f"Kodlistan {name} saknas.",
                f"Lägg till den med koderna {', '.join(NEEDED_CODES[name])}.",
            )
    reasons = plan.fields.missing_reasons
    yield from _codes(places, ("missing_reasons",), "Listan med skäl", reasons)
    for number, reason in enumerate(reasons):
        if reason.code not in MISSING_REASONS:
            yield places.error(
                FIELDS,
                ("missing_reasons", number, "code"),
                "unknown-missing-reason",
                f"Skälet {reason.code} finns inte.",
                meant(reason.code, MISSING_REASONS),
            )


def _sheet(
    plan: Plan, places: Places, sheet: str, specs: tuple[FieldSpec, ...]
) -> Iterator[Finding]:
    for number, one, _ in repeated(specs, lambda one: one.id):
        yield places.error(
            FIELDS,
            (sheet, number, "id"),
            "duplicate-id",
            f"Två fält i {sheet} har id {one.id}.",
            "Ge det ena fältet ett annat id.",
        )
    for number, one, _ in repeated(specs, lambda one: name_key(one.label)):
        yield places.error(
            FIELDS,
            (sheet, number, "label"),
            "duplicate-name",
            f"Två fält i {sheet} har rubriken {one.label}.",
            "Ge dem olika rubriker.",
        )
    for needed in NEEDED_FIELDS[sheet]:
        if needed not in {one.id for one in specs}:
            yield places.error(
                FIELDS,
                (sheet,),
                "missing-field",
                f"Fältet {needed} saknas i {sheet}; mallar och rapporter behöver det.",
                f"Lägg till ett fält med id: {needed}.",
            )
    for number, one in enumerate(specs):
        path = (sheet, number)
        if one.kind == "code" and one.codes is None:
            yield places.error(
                FIELDS,
                path,
                "field-without-codes",
                f"Fältet {one.id} i {sheet} är en lista att välja ur, men listan är inte angiven.",
                "Lägg till codes: och namnet på en kodlista.",
                "codes: yes_no",
            )
        if one.codes is not None and one.kind != "code":
            yield places.error(
                FIELDS,
                (*path, "codes"),
                "codes-without-code-field",
                f"Fältet {one.id} i {sheet} har en kodlista men är av slaget {one.kind}.",
                "Skriv kind: code, eller ta bort codes.",
                "kind: code",
            )
        if one.codes is not None and one.codes not in plan.fields.code_lists:
            yield places.error(
                FIELDS,
                (*path, "codes"),
                "unknown-code-list",
                f"Fältet {one.id} i {sheet} använder kodlistan {one.codes}, som inte finns.",
                meant(one.codes, plan.fields.code_lists),
            )


def _codes(
    places: Places, path: tuple[str | int, ...], named: str, codes: tuple[Code, ...]
) -> Iterator[Finding]:
    if not codes:
        yield places.error(
            FIELDS, path, "empty-list", f"{named} är tom.", "Lägg till minst en kod."
        )
    for number, one, _ in repeated(codes, lambda one: one.code):
        yield places.error(
            FIELDS,
            (*path, number, "code"),
            "duplicate-id",
            f"{named} har koden {one.code} två gånger.",
            "Ta bort den ena.",
        )
    owner: dict[str, str] = {}
    for number, one in enumerate(codes):
        for word in dict.fromkeys(name_key(word) for word in (one.label, *one.known_as)):
            first = owner.setdefault(word, one.code)
            if first != one.code:
                yield places.error(
                    FIELDS,
                    (*path, number),
                    "ambiguous-name",
                    f"{named}: {word} kan betyda både {first} och {one.code}.",
                    "Låt ordet stå på bara en kod.",
                )
