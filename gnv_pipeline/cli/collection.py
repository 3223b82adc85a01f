"""`gnv templates`, `check`, `submit`, `kolada`: from blank workbook to received values."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from gnv_pipeline import formatting
from gnv_pipeline.cli import show
from gnv_pipeline.findings import has_errors
from gnv_pipeline.home import DataHome

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_FILES = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FIL...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)


@click.command(
    options_metavar="[VAL]",
    help="Skriv en arbetsbok per organisation. Det som redan är känt är ifyllt.",
)
@click.option("--year", type=int, required=True, metavar="ÅR", help="Uppföljningsår.")
@click.option(
    "--round", "number", type=int, default=1, show_default=True, metavar="N", help="Omgång."
)
@click.option("--organisation", metavar="NAMN", help="Bara den här (namn eller id).")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="MAPP", help="Var filerna ska ligga."
)
@click.pass_obj
def templates(
    home: DataHome, year: int, number: int, organisation: str | None, out: Path | None
) -> int:
    """Write the blank workbooks of a round."""
    from gnv_pipeline.cli.steps import write_templates

    folder = out or home.templates / str(year)
    paths = write_templates(home, year, number, organisation, folder, progress=show.step)
    show.done(f"{len(paths)} {'mall' if len(paths) == 1 else 'mallar'} ligger i {folder}")
    show.next_step("skicka ut dem. Ifyllda filer lämnas in med 'gnv submit FIL...'.")
    return 0


@click.command(
    options_metavar="[VAL]", help="Kontrollera ifyllda arbetsböcker utan att lämna in dem."
)
@_FILES
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
@click.option(
    "--receipt",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FIL",
    help="Skriv avsändarens arbetsbok med markeringar hit (en fil åt gången).",
)
@click.option(
    "--receipts",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAPP",
    help="Skriv en markerad arbetsbok per fil i mappen.",
)
@click.pass_obj
def check(
    home: DataHome,
    files: tuple[Path, ...],
    as_json: bool,
    receipt: Path | None,
    receipts: Path | None,
) -> int:
    """Read workbooks and show what was found; nothing is stored."""
    from gnv_pipeline.cli.steps import check_file, write_checked
    from gnv_pipeline.intake.history import Remembered
    from gnv_pipeline.workbooks.receipt_model import headline

    if receipt and (receipts or len(files) > 1):
        raise click.UsageError("--receipt gäller en fil. Skriv --receipts MAPP för flera.")
    failed = False
    known = Remembered(home)
    answers = []
    for path in files:
        result = check_file(home, path, known)
        failed = failed or has_errors(result.findings)
        out = receipt or (receipts / f"Kvittens {path.stem}.xlsx" if receipts else None)
        if out and write_checked(path, out, result) and not as_json:
            show.done(f"Kvittens: {out}")
        if as_json:
            found = [finding.as_dict() for finding in result.findings]
            answers.append({"file": path.name, "accepted": result.accepted, "findings": found})
            continue
        show.findings(result.findings)
        if not result.accepted:
            show.error(f"{path.name} kan inte tas emot som den är.")
        else:
            show.done(f"{path.name}: {headline(result, stored=False)}")
    if as_json:
        click.echo(json.dumps(answers, ensure_ascii=False, indent=2))
    else:
        show.next_step(
            "rätta det som står ovan." if failed else "lämna in med 'gnv submit FIL...'."
        )
    return 1 if failed else 0


@click.command(
    options_metavar="[VAL]",
    help="Lämna in ifyllda arbetsböcker. Svar och kvittens läggs i data/inkorg/svar.",
)
@_FILES
@click.option("--sender", default="", metavar="TEXT", help="Vem filen kom från (funktion).")
@click.pass_obj
def submit(home: DataHome, files: tuple[Path, ...], sender: str) -> int:
    """Take workbooks in: the originals are kept, the answer says what happened."""
    from gnv_pipeline.cli.steps import submit_file
    from gnv_pipeline.intake.answering import answer
    from gnv_pipeline.intake.answers import answer_text
    from gnv_pipeline.intake.history import Remembered

    failed = False
    known = Remembered(home)
    for path in files:
        now = datetime.now(STOCKHOLM)
        result = submit_file(home, path, sender, now, known=known)
        show.line(answer_text(result))
        answered = answer(home, path, result, now)
        if answered.receipt is not None:
            show.done(f"Kvittens att skicka tillbaka: {answered.receipt}")
        show.done(f"Svaret som text: {answered.text}")
        if answered.mailbox is not None:
            show.line(f"  Skickas till: {answered.mailbox}")
        failed = failed or has_errors(result.findings)
    show.next_step("se läget med 'gnv status --year ÅR' eller räkna med 'gnv run --year ÅR'.")
    return 1 if failed else 0


@click.group(
    options_metavar="[VAL]", subcommand_metavar="KOMMANDO ...", help="Nyckeltal från Kolada."
)
def kolada() -> None:
    """Group what concerns Kolada."""


@kolada.command(
    "import", options_metavar="[VAL]", help="Ta in filer med nyckeltal från Kolada (CSV)."
)
@_FILES
@click.pass_obj
def import_files(home: DataHome, files: tuple[Path, ...]) -> int:
    """Keep national values as received, with date and hash."""
    from gnv_pipeline.cli.steps import import_kolada

    failed = False
    for path in files:
        result = import_kolada(home, path, datetime.now(STOCKHOLM))
        show.findings(result.findings)
        if has_errors(result.findings):
            failed = True
            show.error(f"{path.name} togs inte in. Inget är ändrat. Rätta filen och försök igen.")
        elif result.new:
            rows = formatting.number(result.rows)
            show.done(f"{path.name}: {rows} rader sparade i {home.kolada}")
        else:
            show.done(f"{path.name} fanns redan. Inget är ändrat.")
    if not failed:
        show.next_step("räkna med 'gnv run --year ÅR'.")
    return 1 if failed else 0


@kolada.command("fetch", options_metavar="[VAL]", help="Hämta planens nyckeltal från Koladas API.")
@click.option("--years", default="", metavar="ÅR-ÅR", help="Dataår, till exempel 2015-2026.")
@click.option("--base-url", metavar="URL", help="En annan adress än Koladas egen.")
@click.pass_obj
def fetch_values(home: DataHome, years: str, base_url: str | None) -> int:
    """Fetch everything the plan follows and keep the answers as they came."""
    from gnv_pipeline.cli.steps import fetch_kolada

    now = datetime.now(STOCKHOLM)
    result = fetch_kolada(home, _years(years, now.year), now, base_url, progress=show.step)
    show.findings(result.findings)
    if has_errors(result.findings):
        return 1
    if result.new:
        show.done(f"{result.rows} värden sparade i {home.kolada}")
    else:
        show.done("Kolada svarade precis som förut. Inget är ändrat.")
    show.next_step("räkna med 'gnv run --year ÅR'.")
    return 0


def _years(text: str, this_year: int) -> range:
    """``2015-2026`` as years; without text the ten latest, so that revisions are seen."""
    if not text:
        return range(this_year - 9, this_year + 1)
    first, _, last = text.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise click.UsageError(f"Vi läste '{text}'. Skriv åren så här: 2015-2026.")
    return range(int(first), int(last or first) + 1)


@click.group(
    options_metavar="[VAL]",
    subcommand_metavar="KOMMANDO ...",
    help="Arbetsböcker med många organisationer i samma fil.",
)
def bulk() -> None:
    """Group what concerns bulk workbooks."""


@bulk.command(
    "import", options_metavar="[VAL]", help="Ta in värden ur länsfiler och Koladas export."
)
@_FILES
@click.option("--source", required=True, metavar="TEXT", help="Varifrån filen kommer.")
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle tas in. Inget sparas.")
@click.pass_obj
def import_bulk(home: DataHome, files: tuple[Path, ...], source: str, dry_run: bool) -> int:
    """Take values of the plan's indicators out of workbooks that hold many areas."""
    from gnv_pipeline.cli.steps import import_bulk_file

    failed = False
    for path in files:
        show.step(path.name)
        result = import_bulk_file(home, path, source, dry_run, datetime.now(STOCKHOLM))
        show.findings(result.findings)
        for text in result.lines():
            show.line(text)
        failed = failed or result.rows == 0
    show.next_step("räkna med 'gnv run --year ÅR'." if not failed else "läs svaret ovan.")
    return 1 if failed else 0
