"""``LÄS-MIG.txt``: the folder told for people, with five lines of R that read it.

Belongs here: its words. Does not belong here: anything a machine reads.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from gnv_pipeline.formatting import day
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.opendata.tables import NOT_OPEN, Open
from gnv_pipeline.reports.render.opendata.terms import Terms

NAME = "LÄS-MIG.txt"
_WIDTH = 100

_FILES = """\
csv/: komma mellan fälten och decimalpunkt, UTF-8. För R, Python och andra program.

csv-excel/: semikolon och decimalkomma. Dubbelklicka, så öppnas filen rätt i svensk Excel. Excel tar
bort nollor i början av områdets id; behövs id, läs in med Data > Från text/CSV och välj Text för
kolumnen. En text som börjar med =, +, - eller @ har en apostrof före, så att Excel inte tar den för
en formel.

parquet/: samma tabeller, med typer.

datapackage.json: varje kolumn i csv/ med typ, enhet, källa, nycklar och koder (Frictionless Data
Package 2.0).

dcat.rdf: beskrivning för datakataloger (DCAT-AP-SE). Filens kommentar säger vad regionen har kvar
att fylla i."""

_READING = """\
Ett tomt fält är ett värde som saknas. I indicator_value står skälet i missing_reason, och vad koden
betyder i code_label. Noll är ett värde. Där masked är sant bygger värdet på få personer; det finns
inte i någon fil.

Andelar är procent 0–100, inte avrundade. Enheten står i indicator. Osäkerhetsintervallet är
95-procentigt (lower95 och upper95). Källorna publicerar olika tider på året: använd data_year, inte
uppföljningsåret.

Mål, målvärden och definitioner där example är sant är exempel och inte beslutade."""

_SOURCES = """\
Ange det som står i source_label på raden. Det som är räknat här, till exempel intervall, signaler
och länsvärden, anges som: {own}. Den som räknar vidare på värdena anger sin egen bearbetning, inte
källan."""


def r_lines(prefix: str) -> tuple[str, ...]:
    """Five lines of R (base, no package) that read the values and put names beside them.

    Ids stay texts, since zeros at their beginning belong to them.
    """
    read = (
        f'read.csv(paste0("csv/{prefix}", fil, ".csv"), na.strings = "", encoding = "UTF-8", ...)'
    )
    values = 'colClasses = c(organisation_id = "character", gender = "character")'
    areas = 'colClasses = c(organisation_id = "character")'
    return (
        f"las <- function(fil, ...) {read}",
        f'varden <- las("indicator_value", {values})',
        'indikatorer <- las("indicator")[, c("indicator_id", "short_name", "unit", "decimals")]',
        f'omraden <- las("organisation", {areas})[, c("organisation_id", "name")]',
        "tabell <- merge(merge(varden, indikatorer), omraden)",
    )


def readme_text(mart: Mart, plan: Plan, terms: Terms, tables: Sequence[Open]) -> str:
    """The whole text; lines of at most a hundred characters."""
    header = plan.header
    parts = [
        f"{header.report_title} · {header.focus_title}\nÖppna data {mart.year}",
        *map(_wrapped, terms.marks),
        _wrapped(f"Underlag till och med {day(terms.dated)}. Utgåva {terms.version}."),
        _wrapped(f"{header.focus_sentence} {header.closeness_sentence} {header.reading_advice}"),
        f"FILERNA\n\n{_paragraphs(_FILES)}",
        "TABELLERNA\n\n" + "\n".join(_listed(f"{one.table}: {one.text}") for one in tables),
        f"SÅ LÄSER DU\n\n{_paragraphs(_READING)}",
        f"ATT ANGE KÄLLA\n\n{_paragraphs(_SOURCES.format(own=header.processing_label))}",
        f"LICENS\n\n{_wrapped(terms.licence)}",
        "DET SOM INTE ÄR ÖPPNA DATA\n\n" + "\n".join(map(_listed, NOT_OPEN)),
        "FEM RADER R\n\n" + "\n".join(r_lines(terms.prefix)),
        f"Kontakt: {header.contact}",
    ]
    return "\n\n".join(parts) + "\n"


def _paragraphs(text: str) -> str:
    return "\n\n".join(_wrapped(part.replace("\n", " ")) for part in text.split("\n\n"))


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH)


def _listed(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="- ", subsequent_indent="  ")
