"""`gnv correct`, `waive`, `withdraw`, `decisions`: decisions on rows, beside the file."""

from __future__ import annotations

from datetime import datetime

import click

from gnv_pipeline.cli import show
from gnv_pipeline.findings import FindingsError
from gnv_pipeline.home import DataHome

_AREA = click.argument("organisation", metavar="ORGANISATION")
_YEAR = click.option("--year", type=int, required=True, metavar="ÅR", help="Uppföljningsår.")
_ROUND = click.option(
    "--round", "number", type=int, default=1, show_default=True, metavar="N", help="Omgång."
)
_REASON = click.option("--reason", required=True, metavar="TEXT", help="Varför.")
_FUNCTION = click.option(
    "--function", required=True, metavar="TEXT", help="Vilken funktion som beslutar. Inga namn."
)


@click.command(
    options_metavar="[VAL]",
    help=(
        "Rätta celler i en inlämnad arbetsbok. Originalet ändras aldrig: rättelsen sparas bredvid och gäller "
        "från nästa 'gnv run'. Skriv cell och värde så här: D7=41. D7= tömmer cellen."
    ),
)
@_AREA
@click.argument("sheet", metavar="BLAD")
@click.argument("values", metavar="CELL=VÄRDE...", nargs=-1, required=True)
@_YEAR
@_ROUND
@_REASON
@click.option(
    "--source", required=True, metavar="TEXT", help="Vem som sagt det och hur: 'telefon 12 april'."
)
@_FUNCTION
@click.pass_obj
def correct(
    home: DataHome,
    organisation: str,
    sheet: str,
    values: tuple[str, ...],
    year: int,
    number: int,
    reason: str,
    source: str,
    function: str,
) -> int:
    """Take down a correction and show what became of the row."""
    from gnv_pipeline.cli.steps import STOCKHOLM, find_area, find_round, plan_for
    from gnv_pipeline.intake import correcting
    from gnv_pipeline.intake.store import Store

    plan = plan_for(home, year)
    find_round(plan, year, number)
    area = find_area(plan, organisation, plan.reporters)
    try:
        made = correcting.correct(
            Store(home), plan, year, number, area.id, sheet, _cells(values),
            reason=reason, source=source, function=function, now=datetime.now(STOCKHOLM),
        )  # fmt: skip
    except FindingsError as stopped:
        show.findings(stopped.findings)
        show.error("Rättelsen är inte sparad. Rätta det som står ovan och försök igen.")
        return 1
    for one in made.cells:
        show.done(
            f"{made.decision_id}: {made.sheet} {one.cell}: {_shown(one.old)} → {_shown(one.new)}"
        )
    show.line(f"  {area.full_name}, {made.file_name}. Originalet är oförändrat.")
    if made.released:
        show.line("  Raden väntade på rättning och är mottagen nu.")
    if made.waiting:
        show.line("  Raden väntar fortfarande på rättning:")
    show.findings(made.findings)
    show.next_step(
        f"räkna om med 'gnv run --year {year}'. Ångra med 'gnv withdraw {made.decision_id}'."
    )
    return 0


def _cells(values: tuple[str, ...]) -> dict[str, str]:
    """``D7=41`` as cell and value; wrong use where the sign is missing or a cell is given twice."""
    found: dict[str, str] = {}
    for text in values:
        cell, sign, value = text.partition("=")
        if not sign or not cell.strip():
            raise click.UsageError(f"Vi läste '{text}'. Skriv cell och värde så här: D7=41.")
        if cell.strip().upper() in found:
            raise click.UsageError(f"Cellen {cell.strip().upper()} står två gånger.")
        found[cell.strip().upper()] = value
    return found


def _shown(text: str) -> str:
    return text or "tom"


@click.command(
    options_metavar="[VAL]",
    help=(
        "Upphäv en kontroll som stoppar en rad. Värdet tas då in som det är skrivet, och skälet står i "
        "rapporten. Bara vissa kontroller går att upphäva."
    ),
)
@_AREA
@click.argument("sheet", metavar="BLAD")
@click.argument("cell", metavar="CELL")
@_YEAR
@_ROUND
@_REASON
@_FUNCTION
@click.pass_obj
def waive(
    home: DataHome,
    organisation: str,
    sheet: str,
    cell: str,
    year: int,
    number: int,
    reason: str,
    function: str,
) -> int:
    """Lift the rules that stop a cell."""
    from gnv_pipeline.cli.steps import STOCKHOLM, find_area, find_round, plan_for
    from gnv_pipeline.intake import waiving
    from gnv_pipeline.intake.store import Store

    plan = plan_for(home, year)
    find_round(plan, year, number)
    area = find_area(plan, organisation, plan.reporters)
    made = waiving.waive(
        Store(home), plan, year, number, area.id, sheet, cell,
        reason=reason, function=function, now=datetime.now(STOCKHOLM),
    )  # fmt: skip
    for one in made:
        show.done(
            f"{one.decision_id}: kontrollen '{one.about}' gäller inte {one.sheet} {one.cell} "
            f"({area.full_name})."
        )
    show.line("  Skälet och funktionen står i rapporten och i kvittensen.")
    show.next_step(
        f"räkna om med 'gnv run --year {year}'. Ångra med 'gnv withdraw {made[0].decision_id}'."
    )
    return 0


@click.command(
    options_metavar="[VAL]",
    help="Ta tillbaka en rättelse, en upphävd kontroll, ett anstånd eller ett annat beslut.",
)
@click.argument("decision", metavar="BESLUT")
@_REASON
@_FUNCTION
@click.pass_obj
def withdraw(home: DataHome, decision: str, reason: str, function: str) -> int:
    """Take a decision back; its line stays in the ledger."""
    from gnv_pipeline.cli.steps import STOCKHOLM
    from gnv_pipeline.intake import decisions as deciding
    from gnv_pipeline.intake.example import holds_example

    taken = deciding.withdraw(
        home, decision, reason=reason, function=function, now=datetime.now(STOCKHOLM),
        example=holds_example(home),
    )  # fmt: skip
    show.done(
        f"{taken} gäller inte längre. Beslutet och skälet till att det togs tillbaka finns kvar."
    )
    show.next_step("räkna om med 'gnv run --year ÅR'.")
    return 0  # fmt: skip


@click.command(
    options_metavar="[VAL]",
    help="Visa rättelser, upphävda kontroller, anstånd, faktagranskning och borttagna original.",
)
@_YEAR
@click.option("--organisation", metavar="NAMN", help="Bara den här (namn eller id).")
@click.pass_obj
def decisions(home: DataHome, year: int, organisation: str | None) -> int:
    """One line per decision of a year, oldest first; those taken back say so."""
    from gnv_pipeline.cli.steps import find_area, plan_for
    from gnv_pipeline.intake.listing import decisions_of

    plan = plan_for(home, year)
    area = find_area(plan, organisation, plan.reporters) if organisation else None
    found = decisions_of(home, plan, year, area.id if area else None)
    if not found:
        show.line(f"Inga beslut finns för {year}.")
        show.next_step("se vilka som har lämnat med 'gnv status --year " + str(year) + "'.")
        return 0
    show.table(
        ("Id", "Dag", "Organisation", "Vad", "Varför", "Funktion"),
        [(one.decision_id, one.on, one.organisation, one.what, one.why, one.function) for one in found],
    )  # fmt: skip
    show.next_step("ta tillbaka ett beslut med 'gnv withdraw ID --reason TEXT --function TEXT'.")
    return 0
