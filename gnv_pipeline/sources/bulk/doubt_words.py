"""The words for values that fit the plan by their title but are doubted, and for those Kolada has too.

Belongs here: findings on ``doubts``. Does not belong here: deciding (``doubts``), or what was taken
(``saying``).
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import number
from gnv_pipeline.sources.bulk.doubts import Compared, Doubt, Held
from gnv_pipeline.sources.bulk.saying import (
    ANSWER,
    GENDERS,
    SHOWN,
    called,
    counted_values,
    shown_number,
)


def doubted(doubts: Iterable[Doubt], file: str) -> list[Finding]:
    """Why values that fit by their title are not taken."""
    return [
        Finding(
            code=f"bulk-{doubt.kind.replace('_', '-')}",
            severity=Severity.WARNING,
            message=f"{called(doubt.indicator)}: {_doubt(doubt)} Värdena är inte med.",
            remedy=_DOUBT_REMEDIES[doubt.kind],
            file=file,
            sheet=doubt.first.sheet,
            cell=doubt.first.cell,
            field=doubt.indicator.id,
            value=shown_number(doubt.first.value),
        )
        for doubt in doubts
    ]


def held(values: Iterable[Held], file: str) -> list[Finding]:
    """Single values that can't be right, each at its cell; the first ten of a kind, the rest counted."""
    by_kind: dict[str, list[Held]] = {}
    for one in values:
        by_kind.setdefault(one.kind, []).append(one)
    findings = []
    for kind, members in by_kind.items():
        findings += [_held(one, file) for one in members[:SHOWN]]
        if len(members) > SHOWN:
            findings.append(
                Finding(
                    f"bulk-{kind}-more",
                    findings[-1].severity,
                    f"Och {number(len(members) - SHOWN)} till av samma slag.",
                    "Rätta dem på samma sätt.",
                    file,
                )
            )
    return findings


def _held(one: Held, file: str) -> Finding:
    value, indicator = one.value, one.indicator
    shown = shown_number(value.value)
    read = f"Vi läste {shown} för {one.area} {value.data_year}, {called(indicator)}."
    example = None
    if one.kind == "fraction-value":
        example = shown_number(100 * (value.value or 0.0))
        told = f"{read} Nyckeltalet räknas i procent. Är det {example} %? Värdet är inte med."
        remedy = f"Menas {example} %: skriv {example} i {value.cell} och läs in filen igen."
    else:
        most = " eller mer än 100" if indicator.unit == "percent" else ""
        told = f"{read} Det kan inte vara mindre än noll{most}. Värdet är inte med."
        remedy = f"Rätta {value.cell} och läs in filen igen."
    return Finding(
        code=f"bulk-{one.kind}",
        severity=Severity.WARNING if one.kind == "fraction-value" else Severity.ERROR,
        message=told,
        remedy=remedy,
        file=file,
        sheet=value.sheet,
        cell=value.cell,
        field=indicator.id,
        value=shown,
        example=example,
    )


_DOUBT_REMEDIES = {
    "fraction": "Skriv värdena i procent, till exempel 87,5, och läs in filen igen.",
    "implausible": "Se efter att titeln är rätt nyckeltal och att värdena har nyckeltalets enhet.",
    "likely_gender": "Skriv könet i en kolumn Kön eller i filens namn, och läs in filen igen.",
    "unlike_known": "Se efter att titeln är rätt nyckeltal. " + ANSWER,
}


def _doubt(doubt: Doubt) -> str:
    other = shown_number(doubt.other)
    place = f"{doubt.first.organisation_id} år {doubt.first.data_year}"
    if doubt.kind == "fraction":
        return (
            f"alla {counted_values(doubt.count)} ligger mellan 0 och 1. "
            "Är de andelar av ett i stället för procent?"
        )
    if doubt.kind == "implausible":
        return (
            f"{number(doubt.count)} av {doubt.detail} värden ligger utanför det som är vanligt för "
            f"nyckeltalet, till exempel {shown_number(doubt.first.value)}. Är det ett annat mått?"
        )
    if doubt.kind == "likely_gender":
        return (
            f"{counted_values(doubt.count)} är desamma som Koladas för {GENDERS[doubt.detail]}, "
            f"inte för alla. Gäller filen bara {GENDERS[doubt.detail]}?"
        )
    return (
        f"värdena liknar inte dem som finns från Kolada (för {place} står {shown_number(doubt.first.value)} "
        f"här och {other} i Kolada). Är det ett annat mått?"
    )


def compared_with_known(compared: Iterable[Compared], file: str) -> list[Finding]:
    """How taken values stand beside Kolada's: both are kept, and the plan's source counts."""
    findings = []
    for found in compared:
        if found.first is None:
            findings.append(
                Finding(
                    code="bulk-same-as-kolada",
                    severity=Severity.INFO,
                    message=(
                        f"{called(found.indicator)}: {counted_values(found.same)} finns redan från "
                        "Kolada och är desamma."
                    ),
                    file=file,
                    field=found.indicator.id,
                )
            )
            continue
        first = found.first
        findings.append(
            Finding(
                code="bulk-differs-from-kolada",
                severity=Severity.WARNING,
                message=(
                    f"{called(found.indicator)}: {number(found.different)} av "
                    f"{counted_values(found.same + found.different)} skiljer sig från Koladas, först för "
                    f"{first.organisation_id} år {first.data_year} ({shown_number(first.value)} här, "
                    f"{shown_number(found.other)} i Kolada)."
                ),
                remedy="Källan som planen anger gäller; det andra värdet finns kvar bredvid.",
                file=file,
                sheet=first.sheet,
                cell=first.cell,
                field=found.indicator.id,
                value=shown_number(first.value),
            )
        )
    return findings
