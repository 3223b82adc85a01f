"""`gnv run` and `gnv status`: the yearly refresh and who has handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import click

from gnv_pipeline import formatting
from gnv_pipeline.cli import show
from gnv_pipeline.findings import has_errors
from gnv_pipeline.home import DataHome


@click.command(options_metavar="[VAL]", help="Räkna om ett uppföljningsår och ge ut rapporterna.")
@click.option("--year", type=int, required=True, metavar="ÅR", help="Uppföljningsår.")
@click.option(
    "--edition",
    type=click.Choice(["preliminary", "final", "autumn_update"]),
    default="preliminary",
    show_default=True,
    help="Utgåva: preliminär, slutlig eller höstuppdatering.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATUM",
    help="Utgåvans datum (annars senaste datum bland uppgifterna).",
)
@click.pass_obj
def run(
    home: DataHome,
    year: int,
    edition: Literal["preliminary", "final", "autumn_update"],
    as_of: datetime | None,
) -> int:
    """Materialise the whole refresh in this process and show where the reports lie."""
    from gnv_pipeline.cli.steps import check_report_year

    check_report_year(home, year)  # before the slow imports: a wrong year is answered at once
    from gnv_pipeline.orchestration.run import run_year

    chosen: date | None = as_of.date() if as_of else None
    result = run_year(home, year, edition, chosen, progress=show.step)
    show.findings(result.findings)
    if not result.succeeded:
        show.error("Inget nytt är utgivet. Den förra utgåvan gäller som förut.")
        return 1
    if has_errors(result.findings):
        show.error("Utgåvan är utgiven, men texterna med fel är inte med i den.")
    show.done(f"Regional årsrapport: {result.reports / 'regional' / 'index.html'}")
    show.done(f"Alla rapporter: {result.reports / 'index.html'}")
    show.done(f"Alla rapporter som PDF: {result.reports / 'pdf'}")
    show.done(f"Filer för e-post: {result.reports / 'mail'}")
    _free_texts(home, year, edition)
    show.next_step(
        f"öppna rapporten, eller se ett tals väg med 'gnv trace NYCKELTAL OMRÅDE {year}'."
    )
    return 1 if has_errors(result.findings) else 0


def _free_texts(home: DataHome, year: int, edition: str) -> None:
    """Tell where all free texts stand: they are published as they were written."""
    from gnv_pipeline.publishing import free_texts, pointer

    database = pointer.current_edition(home, year, edition)
    path, count = free_texts.write(home, database) if database else (home.internal, 0)
    if count:
        words = "fritexten" if count == 1 else f"de {formatting.number(count)} fritexterna"
        show.step(f"Läs {words} innan rapporterna skickas: de ges ut som de är skrivna. {path}")


@click.command(options_metavar="[VAL]", help="Visa vilka som har lämnat in och hur fullständigt.")
@click.option("--year", type=int, required=True, metavar="ÅR", help="Uppföljningsår.")
@click.option(
    "--round", "number", type=int, default=1, show_default=True, metavar="N", help="Omgång."
)
@click.pass_obj
def status(home: DataHome, year: int, number: int) -> int:
    """One line per expected organisation."""
    from gnv_pipeline.cli.standing import rounds_of, standing

    if not (known := rounds_of(home, year)):
        show.line(f"Planen har ingen insamling för {year}, så ingen väntas lämna något.")
        years = rounds_of(home)
        show.next_step(
            f"skriv ett år som har en: {', '.join(years)}, eller lägg till en i rounds.yaml."
            if years
            else "lägg till insamlingar i planens rounds.yaml."
        )
        return 0
    if number not in known.values():
        show.line(f"Planen har ingen omgång {number} för {year}. Den har {', '.join(known)}.")
        show.next_step(f"se den första med 'gnv status --year {year}'.")
        return 0
    table, summary, waiting = standing(home, year, number)
    show.table(("Organisation", "Läge", "Mottagen", "Ifyllt", "Väntar", "Att kontrollera"), table)
    for text in summary:
        show.line(text)
    first = "påminn dem som saknas eller ska rätta, eller räkna" if waiting else "räkna"
    show.next_step(f"{first} med 'gnv run --year {year}'. Beslut: 'gnv decisions --year {year}'.")
    return 0
