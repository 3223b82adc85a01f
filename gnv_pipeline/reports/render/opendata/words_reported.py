"""Columns of what the organisations told: självskattning, activities, obstacles, local plans, comments.

Belongs here: their words, see ``dictionary``. Does not belong here: which tables are shown where.
"""

from __future__ import annotations

from gnv_pipeline.reports.render.opendata.column import (
    INDICATOR_UNIT,
    Column,
    code,
    flag,
    whole,
    year,
)

COLUMNS: dict[str, dict[str, Column]] = {
    "self_assessment": {
        "unit": Column("Division", "Tomt när svaret gäller hela organisationen", origin="source"),
        "statement_set": Column("Uppsättning påståenden"),
        "asked": whole("Påståenden"),
        "answered": whole("Besvarade"),
        "unknown": whole("Vet ej eller ej aktuellt"),
        "mean": Column(
            "Medelvärde",
            "Skala 1–5; tomt när för få är besvarade",
            "number",
            "own",
            "skalsteg",
            decimals=1,
        ),
        "index_0_100": Column("Index 0–100", "", "number", "own"),
        "previous_mean": Column(
            "Medelvärde förra gången",
            "Bara med samma påståenden",
            "number",
            "own",
            "skalsteg",
            decimals=1,
        ),
        "previous_year": year("Förra gången"),
        "other_people": flag(
            "Andra svarade", "Om andra funktioner svarade än förra gången", "source"
        ),
    },
    "activity": {
        "activity_id": Column("Aktivitets-id", origin="source"),
        "name": Column("Aktivitet", origin="source"),
        "partners": Column("Tillsammans med", origin="source"),
        "responsible": Column("Ansvarig funktion", origin="source"),
        "status_label": Column("Status", origin="source"),
        "starts_on": Column("Start", "Som det är skrivet", origin="source"),
        "ends_on": Column("Slut", "Som det är skrivet", origin="source"),
        "funding": Column("Finansiering", origin="source"),
        "learned": Column("Vad har vi lärt oss?", origin="source"),
    },
    "obstacle": {
        "obstacle_id": Column("Hinder-id", origin="source"),
        "text": Column("Hinder", origin="source"),
        "theme_label": Column("Rör", origin="source"),
        "needed": Column("Vem behöver vara med", origin="source"),
        "support": Column("Önskat stöd", origin="source"),
        "outcome": Column("Vad det blev av det", origin="source"),
    },
    "local_plan": {
        "works_with": flag("Arbetar med målet i år", "Tomt när det inte är besvarat", "source"),
        "commitment": Column("Eget åtagande", origin="source"),
        "own_target": Column("Eget målvärde", "", "number", "source", INDICATOR_UNIT, decimals=1),
        "noticed_by": Column("Hur den äldre märker det", origin="source"),
    },
    "note": {
        "text": Column("Kommentar", origin="source"),
        "origin": code("Vem säger det", "note_origin"),
    },
    "submission": {
        "status": code("Läge", "submission_status", "own"),
        "received_on": Column("Mottagen", "Dagen för den senaste godtagna filen", "date", "own"),
        "rows_waiting": whole("Rader som väntar på rättning"),
        "note": Column("Anmärkning", origin="own"),
    },
}
