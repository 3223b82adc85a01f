"""`gnv extend`, `abstain`, `purge`: decisions on a whole hand-in."""

from __future__ import annotations

from datetime import datetime

import click

from gnv_pipeline import formatting
from gnv_pipeline.cli import show
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


@click.command(options_metavar="[VAL]", help="Ge en organisation anstånd till en senare dag.")
@_AREA
@_YEAR
@_ROUND
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    metavar="DATUM",
    help="Sista dag.",
)
@_REASON
@_FUNCTION
@click.pass_obj
def extend(
    home: DataHome,
    organisation: str,
    year: int,
    number: int,
    until: datetime,
    reason: str,
    function: str,
) -> int:
    """Grant more time; status and report say until when."""
    from gnv_pipeline.cli.steps import STOCKHOLM, find_area, find_round, plan_for
    from gnv_pipeline.intake.decisions import grant_extension
    from gnv_pipeline.intake.example import holds_example

    plan = plan_for(home, year)
    find_round(plan, year, number)
    area = find_area(plan, organisation, plan.reporters)
    made = grant_extension(
        home, plan, year, number, area.id, until=until.date(), reason=reason, function=function,
        now=datetime.now(STOCKHOLM), example=holds_example(home),
    )  # fmt: skip
    show.done(f"{made}: {area.full_name} har anstånd till {formatting.day(until.date())}.")
    show.next_step(f"se läget med 'gnv status --year {year}'. Ångra med 'gnv withdraw {made}'.")
    return 0


@click.command(
    options_metavar="[VAL]",
    help="Anteckna att en organisation avstår i år. Lämnar den ändå gäller filen som vanligt.",
)
@_AREA
@_YEAR
@_ROUND
@_REASON
@_FUNCTION
@click.pass_obj
def abstain(
    home: DataHome, organisation: str, year: int, number: int, reason: str, function: str
) -> int:
    """Note that an organisation hands in nothing this year."""
    from gnv_pipeline.cli.steps import STOCKHOLM, find_area, find_round, plan_for
    from gnv_pipeline.intake.decisions import record_abstention
    from gnv_pipeline.intake.example import holds_example

    plan = plan_for(home, year)
    find_round(plan, year, number)
    area = find_area(plan, organisation, plan.reporters)
    made = record_abstention(
        home, plan, year, number, area.id, reason=reason, function=function,
        now=datetime.now(STOCKHOLM), example=holds_example(home),
    )  # fmt: skip
    show.done(f"{made}: {area.full_name} avstår uppföljningsår {year}.")
    show.next_step(f"se läget med 'gnv status --year {year}'. Ångra med 'gnv withdraw {made}'.")
    return 0


@click.command(
    options_metavar="[VAL]",
    help=(
        "Ta bort ett original enligt ett beslut, till exempel när det innehåller personuppgifter. En rad med "
        "kontrollsumma, tid och skäl blir kvar. Det går inte att ångra."
    ),
)
@click.argument("sha256", metavar="SHA256")
@click.option("--reason", required=True, metavar="TEXT", help="Varför.")
@click.option(
    "--decision", required=True, metavar="TEXT", help="Beslutet, till exempel ett diarienummer."
)
@click.option("--yes", is_flag=True, help="Fråga inte.")
@click.pass_obj
def purge(home: DataHome, sha256: str, reason: str, decision: str, yes: bool) -> int:
    """Remove an original and say what else may hold its content."""
    from gnv_pipeline.cli.steps import STOCKHOLM
    from gnv_pipeline.intake.ledger import received_day
    from gnv_pipeline.intake.purging import find_purgeable
    from gnv_pipeline.intake.purging import purge as remove

    found = find_purgeable(home, sha256)
    came = formatting.day(received_day(found.received_at))
    if found.tombstone is not None:
        on = formatting.day(received_day(found.tombstone.received_at))
        remove(home, found.sha256, reason=reason, decision=decision, now=datetime.now(STOCKHOLM))
        show.line(
            f"{found.file_name} togs bort {on} enligt beslut ({found.tombstone.decision}). "
            "Inget mer behöver göras."
        )
        return 0
    show.line(f"{found.file_name}, mottagen {came}")
    show.line(f"sha256: {found.sha256}")
    show.line("Ska filen tas bort? Det går inte att ångra.")
    if not yes and click.prompt("Skriv ja för att ta bort den", default="nej").casefold() != "ja":
        show.line("Inget är borttaget.")
        return 0
    remove(home, found.sha256, reason=reason, decision=decision, now=datetime.now(STOCKHOLM))
    show.done(f"{found.file_name} är borttagen. Kontrollsumma, tid, skäl och beslut är sparade.")
    for path in found.copies:
        show.line(f"  Ta bort den här kopian för hand: {path}")
    show.line(
        "  Ta också bort filen ur mejl, säkerhetskopior och inkorgen. Utgivna rapporter är oförändrade."
    )
    year = found.year or "ÅR"
    show.next_step(f"räkna om med 'gnv run --year {year}', så försvinner uppgifterna ur databasen.")
    return 0  # fmt: skip
