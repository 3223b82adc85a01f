"""`gnv plan …`: is the plan sound?"""

from __future__ import annotations

import click

from gnv_pipeline.cli import show
from gnv_pipeline.findings import has_errors
from gnv_pipeline.home import DataHome


@click.group(
    options_metavar="[VAL]",
    subcommand_metavar="KOMMANDO ...",
    help="Kontrollera handlingsplanen i data/raw/plan.",
)
def plan() -> None:
    """Group the plan's commands."""


@plan.command(options_metavar="[VAL]", help="Kontrollera planen: nämner fil och rad för varje fel.")
@click.option("--year", type=int, metavar="ÅR", help="Bara planens revision för det året.")
@click.pass_obj
def check(home: DataHome, year: int | None) -> int:
    """Check one revision of the plan, or all of them."""
    from gnv_pipeline.plan.checking import check_plan
    from gnv_pipeline.plan.loading import plan_folder, plan_folders

    folders = [plan_folder(home, year)[0]] if year else plan_folders(home)
    if not folders:
        show.error(f"Ingen plan finns i {home.plans}. Skapa en med 'gnv init MAPP'.")
        return 1
    failed = False
    for folder in folders:
        found = check_plan(folder)
        show.findings(found)
        failed = failed or has_errors(found)
        if has_errors(found):
            show.error(f"Planen {folder.name} har fel som måste rättas.")
        else:
            show.done(f"Planen {folder.name} kan användas.")
    if not failed:
        for text in _new_rules(home):
            show.line(text)
    show.next_step("rätta det som står ovan." if failed else "skriv mallar med 'gnv templates'.")
    return 1 if failed else 0


def _new_rules(home: DataHome) -> tuple[str, ...]:
    """What rules in their first year would have stopped in the files that have come so far.

    The plan's own year decides which rules are new: its rounds reach years ahead.
    """
    from gnv_pipeline.intake.store import Store
    from gnv_pipeline.plan.loading import load_plan, plan_folders
    from gnv_pipeline.workbooks.trial import new_rules, trial_lines

    plan = load_plan(plan_folders(home)[-1])
    years = sorted({one.year for one in plan.rounds})
    if not years or not new_rules(plan.revision):
        return ()
    return trial_lines(Store(home).earlier(plan, years[-1] + 1), plan.revision)
