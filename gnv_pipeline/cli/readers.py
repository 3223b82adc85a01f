"""`gnv trace` and `gnv dagster`: looking at what was made."""

from __future__ import annotations

from typing import Literal

import click

from gnv_pipeline.cli import show
from gnv_pipeline.home import DataHome


@click.command(
    options_metavar="[VAL]",
    help="Följ ett tal till sin cell eller rad. Visar varje steg från rapporten till originalet.",
)
@click.argument("indicator", metavar="NYCKELTAL")
@click.argument("area", metavar="OMRÅDE")
@click.argument("data_year", metavar="ÅR", type=int)
@click.option(
    "--gender",
    type=click.Choice(["T", "K", "M"]),
    default="T",
    show_default=True,
    help="T = totalt, K = kvinnor, M = män.",
)
@click.pass_obj
def trace(
    home: DataHome, indicator: str, area: str, data_year: int, gender: Literal["T", "K", "M"]
) -> int:
    """Show every step between a published number and its original."""
    from gnv_pipeline.cli.steps import trace_lines

    for text in trace_lines(home, indicator, area, data_year, gender):
        show.line(text)
    return 0


@click.command(
    options_metavar="[VAL]",
    help="Öppna Dagsters webbsida. Den visar samma flöde, körningar och uppgifter.",
)
@click.option("--port", type=int, default=3000, show_default=True, metavar="PORT", help="Port.")
@click.pass_obj
def dagster(home: DataHome, port: int) -> int:
    """Start Dagster's web server and daemon for this data home, until Ctrl+C."""
    from gnv_pipeline.orchestration.serve import serve

    show.step(f"Dagster startar på http://127.0.0.1:{port} (avsluta med Ctrl+C)")
    code = serve(home, port)
    if code == 0:
        show.done("Dagster är stoppat.")
    return code
