"""The command group, its global option and what happens when a command fails.

Belongs here: assembling the commands and turning exceptions into words and exit codes. Does not belong
here: the commands themselves (one module per subject).
"""

from __future__ import annotations

import gettext
import os
import sys
import traceback
from importlib.metadata import version
from pathlib import Path

import click

from gnv_pipeline.cli import (
    collection,
    correcting,
    cycle,
    deciding,
    planning,
    readers,
    reviewing,
    show,
    starting,
)
from gnv_pipeline.findings import FindingsError
from gnv_pipeline.home import ENVIRONMENT_VARIABLE, find_home

_LOCALE = Path(__file__).resolve().parent.parent / "locale"


class _InOrderOfUse(click.Group):
    """A group that lists its commands in the order of the year, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrderOfUse,
    options_metavar="[VAL]",
    subcommand_metavar="KOMMANDO ...",
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    help=(
        "Uppföljning av en handlingsplan för god och nära vård: från plan och mallar till inlämning, "
        "bedömning och årsrapport."
    ),
    epilog="Börja med 'gnv demo' för att se exempelåren, eller 'gnv init MAPP' för egna uppgifter.",
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAPP",
    help=f"Mappen med data (annars {ENVIRONMENT_VARIABLE}, annars närmaste mapp med en plan).",
)
@click.version_option(version("gnv-pipeline"), prog_name="gnv", help="Visa versionen.")
@click.pass_context
def gnv(context: click.Context, home: Path | None) -> None:
    """Find the data home for the command that follows."""
    context.obj = find_home(home)


for command in (
    planning.plan,
    collection.templates,
    collection.check,
    collection.submit,
    correcting.correct,
    correcting.waive,
    deciding.extend,
    deciding.abstain,
    correcting.withdraw,
    correcting.decisions,
    deciding.purge,
    collection.kolada,
    collection.bulk,
    cycle.run,
    cycle.status,
    reviewing.review,
    readers.trace,
    readers.dagster,
    starting.demo,
    starting.init,
):
    gnv.add_command(command)


def main() -> None:
    """Run `gnv` and leave the process with its exit code."""
    _speak_swedish()
    sys.exit(_run())


def _speak_swedish() -> None:
    """Make the command line library's own words Swedish, and never fail on a character."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain("messages", str(_LOCALE))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _run() -> int:
    try:
        # Without a list of its own the library expands *.xlsx itself, which the Windows terminal does not.
        result = gnv.main(prog_name="gnv", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        show.error("Avbrutet. Inget som var klart har gått förlorat.")
        return 1
    except FindingsError as problem:
        show.findings(problem.findings)
        return 1
    except Exception:  # noqa: BLE001  the last resort: shown whole, never hidden
        show.error("Ett oväntat fel inträffade. Skicka texten nedan till den som sköter systemet.")
        traceback.print_exc()
        return 1
