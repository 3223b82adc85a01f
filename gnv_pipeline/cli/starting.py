"""`gnv demo` and `gnv init`: the example years, and a home of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from gnv_pipeline.cli import show
from gnv_pipeline.home import DataHome

SHIPPED_PLANS = Path(__file__).resolve().parent.parent.parent / "data" / "raw" / "plan"
"""The plan that follows with the programme."""


@click.command(
    options_metavar="[VAL]", help="Kör exempelåren till färdiga rapporter. Allt märks Exempeldata."
)
@click.pass_obj
def demo(home: DataHome) -> int:
    """Generate, hand in, compute and publish the example years in this home."""
    from gnv_pipeline.cli.demo_years import run_demo
    from gnv_pipeline.intake.example import holds_real

    if holds_real(home):
        show.error(
            f"{home.root} innehåller riktiga uppgifter. Exempel blandas aldrig med dem. "
            "Ange en annan mapp: gnv --home MAPP demo"
        )
        return 1
    _copy_plans(home)
    result = run_demo(home, progress=show.step)
    if result is None:
        show.error("Exempelåren gick inte att ge ut. Se vad som står ovan.")
        return 1
    show.done(f"Regional årsrapport: {result / 'regional' / 'index.html'}")
    show.done(f"Alla rapporter: {result / 'index.html'}")
    show.done(f"Mallar: {home.templates}")
    show.done(f"Ifyllda exempel: {home.root / 'data' / 'exempel'}")
    show.next_step("öppna rapporten i en webbläsare. Egna uppgifter: 'gnv init MAPP'.")
    return 0


@click.command(
    options_metavar="[VAL]",
    help="Skapa en datamapp för egna uppgifter. Planen som följer med läggs i den.",
)
@click.argument("folder", metavar="MAPP", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--plan",
    "plan_source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAPP",
    help="En annan plan att börja med (mapp med en undermapp per år).",
)
def init(folder: Path, plan_source: Path | None) -> int:
    """Make the folders of a new data home."""
    home = DataHome(folder.resolve())
    if home.plans.exists() and any(home.plans.iterdir()):
        show.error(f"{home.root} är redan en datamapp. Inget är ändrat.")
        return 1
    _copy_plans(home, plan_source)
    for path in (home.submissions, home.kolada, home.texts, home.editions, home.answers):
        path.mkdir(parents=True, exist_ok=True)
    show.done(f"Ny datamapp: {home.root}")
    show.done(f"Planen ligger i {home.plans}")
    show.next_step(
        f'kontrollera planen med: gnv --home "{home.root}" plan check '
        "(eller sätt GNV_HOME till mappen en gång för alla)."
    )
    return 0


def _copy_plans(home: DataHome, source: Path | None = None) -> None:
    source = (source or SHIPPED_PLANS).resolve()
    if home.plans.exists() and any(home.plans.iterdir()):
        return
    shutil.copytree(source, home.plans, dirs_exist_ok=True)
