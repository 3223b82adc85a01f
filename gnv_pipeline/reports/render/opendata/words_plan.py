"""Columns of the tables that tell what the publication is made from: plan, areas, catalogue, words, edition.

Belongs here: their words, see ``dictionary``. Does not belong here: which tables are shown where.
"""

from __future__ import annotations

from gnv_pipeline.reports.render.opendata.column import Column, code, flag, value, whole, year

COLUMNS: dict[str, dict[str, Column]] = {
    "edition": {
        "edition": code("Utgåva", "edition"),
        "as_of": Column("Underlag till och med", "Det enda datum som utgåvan bär", "date", "own"),
        "plan_revision": year("Planens revidering", origin="plan"),
        "plan_in_force": flag("Planen gällde", "Om handlingsplanen gällde uppföljningsåret", "own"),
        "code_version": Column("Programversion", origin="own"),
        "example": flag(
            "Exempeldata", "Om någon uppgift är påhittad för att visa hur rapporten ser ut", "own"
        ),
        "has_submissions": flag("Har underlag från organisationerna", origin="own"),
        "has_national": flag("Har nationella värden", origin="own"),
    },
    "organisation": {
        "name": Column("Område", "Kort namn"),
        "full_name": Column("Fullständigt namn"),
        "kind": code("Typ av område", "organisation_kind", "plan"),
        "reports": flag("Lämnar underlag"),
        "sort_order": whole(
            "Ordning", "Kommuner i namnordning, sedan region, län, riket och grupp", "plan"
        ),
        "population": whole("Invånare", origin="source", unit="personer"),
        "population_year": year("Invånare, år", origin="source"),
        "aged_80": whole("Invånare 80 år och äldre", origin="source", unit="personer"),
        "aged_80_year": year("Invånare 80 år och äldre, år", origin="source"),
    },
    "delmal": {
        "name": Column("Delmål"),
        "text": Column("Text", "Delmålet som strategin uttrycker det"),
        "description": Column(
            "Beskrivning", "Vad invånaren ska märka, som strategin uttrycker det"
        ),
        "source": Column("Hämtat ur"),
        "colour": Column("Färg", "#rrggbb"),
    },
    "goal": {
        "name": Column("Mål"),
        "text": Column("Målet i en mening"),
        "example": flag("Målet är exempel", "Inte beslutat av regionen"),
    },
    "goal_indicator": {
        "area": Column("Bedöms för", "county: länet, region: regionen som organisation"),
        "baseline_source": Column("Startvärdet kommer från"),
        "target_source": Column("Målvärdet är satt av"),
        "target_example": flag("Målvärdet är exempel", "Inte beslutat av regionen"),
    },
    "goal_path": {"expected": value("Väntat värde", "Värdet som håller takten mot målet", "plan")},
    "indicator": {
        "kolada_id": Column("Id i Kolada"),
        "name": Column("Indikator"),
        "short_name": Column("Kort namn"),
        "definition": Column("Definition"),
        "who_counts": Column("Vem räknas med"),
        "numerator_label": Column("Täljare"),
        "denominator_label": Column("Nämnare"),
        "unit": code("Enhet", "unit", "plan", "Enheten för indikatorns alla värden"),
        "decimals": whole("Decimaler", "Så många decimaler visas", "plan"),
        "role": code("Roll", "role", "plan"),
        "responsibility": code("Vem kan påverka", "responsibility", "plan"),
        "level": code("Nivå", "level", "plan", "Vilka områden som har ett värde"),
        "better": code("Riktning", "better", "plan"),
        "better_note": Column("Om riktningen"),
        "disclosure": code("Små tal", "disclosure", "plan"),
        "county_value": code("Länets värde är", "county_value", "plan"),
        "original_source": Column("Ursprunglig källa", "Vem som tagit fram värdena"),
        "closeness": code("Närhet till målgruppen", "closeness", "plan"),
        "closeness_note": Column("Om närheten"),
        "own": flag("Egen uppgift", "Om värden efterfrågas i arbetsböckerna"),
        "period_years": whole("År per värde", "Så många år ett värde omfattar", "plan", "år"),
        "valid_to": year("Upphör efter", "Sista dataår", "plan"),
        "replaced_by": Column("Ersatt av", "Indikator-id"),
        "publication_month": whole("Publiceras i månad", "1–12", "plan", "månad"),
        "publication_lag": whole(
            "Publiceras efter", "År från dataår till publicering", "plan", "år"
        ),
        "under_construction": flag("Under uppbyggnad"),
        "companion_id": Column("Läs tillsammans med", "Indikator-id"),
        "example": flag("Definitionen är exempel", "Inte beslutad av regionen"),
        "derived": Column("Härledd", "Hur den räknas fram ur en annan indikator"),
        "judged_year": year(
            "Bedömt år", "Det senaste dataår då minst hälften av områdena har värde"
        ),
        "latest_year": year("Senaste år med värde"),
        "availability": code("Läge", "availability"),
    },
    "indicator_definition": {
        "version": whole("Version", "Från 1", "plan", "nummer"),
        "from_year": year("Gäller från", "Första dataår", "plan"),
        "to_year": year("Gäller till", "Sista dataår; tomt när den gäller", "plan"),
        "text": Column("Definition"),
        "break_note": Column("Det som ändrades", "Värden före och efter jämförs inte"),
    },
    "edition_change": {
        "change_no": whole("Nr", "", "own", "nummer"),
        "previous_edition": code("Tidigare utgåva", "edition"),
        "subject": Column("Gäller", "indicator_value: värde, goal_status: bedömning", origin="own"),
        "old": Column("Var", origin="own"),
        "new": Column("Är", origin="own"),
        "reason": Column("Varför", origin="own"),
    },
    "code_label": {
        "list": Column("Lista", "Oftast kolumnen som koden står i", origin="own"),
        "code": Column("Kod", origin="own"),
        "label": Column("Betyder", origin="own"),
        "symbol": Column("Tecken", origin="own"),
        "sort_order": whole("Ordning", "Ordning i listan, från 1"),
    },
}
