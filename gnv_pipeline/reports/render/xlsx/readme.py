"""The sheet Läs mig: what the file is, from when, how to read it, and what each sheet holds.

Belongs here: its words and their order. Does not belong here: anything about values of the year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import frame
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.xlsx.cells import Sheet, label

NAME = "Läs mig"

_HOW = (
    "Celler med värden innehåller alla decimaler; Excel visar så många som indikatorn har.",
    "Saknas ett värde står skälet i ord. Noll är ett värde och betyder noll.",
    (
        "Bygger en egen uppgift på få personer visas den inte. Det står i ord där den skulle ha "
        "stått, och talet finns inte någonstans i filen."
    ),
    (
        "Intervall från och till är 95-procentiga konfidensintervall. Är intervallet brett är "
        "underlaget litet. Saknas intervallet är underlagets storlek inte känd, eller så är alla "
        "räknade."
    ),
    "Varje värde har sitt eget dataår, eftersom källorna publicerar olika tider på året.",
    (
        "Kommunerna står i namnordning. Sortera gärna om, men en rangordning säger sällan något: "
        "små skillnader kan vara slump."
    ),
    (
        "Kolumnen Källa säger hur ett värde ska anges. Värden som är hämtade har källans namn; "
        "det som är räknat här är egen bearbetning och ska inte anges som källans."
    ),
    "Det som är märkt exempel är inte beslutat av regionen.",
    "Bladen har filter på rubrikraden, och rubrikerna följer med när ni bläddrar.",
)


@dataclass(frozen=True, slots=True)
class ReadMe:
    """The sheet's parts. ``marks`` is what the reader must know first, most important first."""

    title: str
    subtitle: str
    marks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    how: tuple[str, ...]
    sheets: tuple[tuple[str, str], ...]


def read_me(mart: Mart, plan: Plan, sheets: Iterable[Sheet]) -> ReadMe:
    """The sheet for a publication whose other sheets are these."""
    edition = frame.edition(mart, plan)
    header = plan.header
    return ReadMe(
        title=f"Tabellbilaga till årsrapporten {mart.year}",
        subtitle=f"{header.report_title} · {header.focus_title}",
        marks=frame.banners(mart, plan),
        facts=(
            ("Utgåva", edition.label),
            ("Underlag", edition.as_of),
            ("Handlingsplan", edition.plan),
            ("Avsändare", edition.sender),
            ("Framtagen av", header.prepared_by),
            ("Kontakt", header.contact),
            ("Programversion", edition.code_version),
        ),
        how=(header.reading_advice, header.focus_sentence, header.closeness_sentence, *_HOW),
        sheets=tuple((sheet.name, sheet.about) for sheet in sheets),
    )


def short_marks(mart: Mart) -> str:
    """``Exempeldata · Preliminär utgåva 2026``: stands on every sheet and every printed page."""
    edition = f"{label(mart, 'edition', mart.edition['edition'])} {mart.year}"
    return f"Exempeldata · {edition}" if mart.edition["example"] else edition
