"""Columns of the judgements: goals, comparisons, development, spread, women and men, similar kommuner.

Belongs here: their words, see ``dictionary``. Does not belong here: which tables are shown where.
"""

from __future__ import annotations

from gnv_pipeline.reports.render.opendata.column import (
    INDICATOR_UNIT,
    Column,
    change,
    code,
    flag,
    value,
    whole,
    year,
)

COLUMNS: dict[str, dict[str, Column]] = {
    "goal_status": {
        "plan_revision": year("Planens revidering", origin="plan"),
        "target_origin": code("Målet är satt i", "target_origin", "plan"),
        "level_signal": code("Nivå: är målet nått?", "level_signal"),
        "level_reason": code("Nivå: varför", "level_reason"),
        "pace_signal": code("Takt: hinner vi?", "pace_signal"),
        "pace_reason": code("Takt: varför", "pace_reason"),
        "expected_now": value("Väntat värde", "Värdet som håller takten detta år"),
        "pace_ratio": Column(
            "Andel av vägen",
            "Tillryggalagd väg delad med väntad väg",
            "number",
            "own",
            "kvot",
            decimals=2,
        ),
        "needed_per_year": change(
            "Behövs per år", "Förändringen per år som behövs för att nå målet i tid"
        ),
        "needed_until": year("Behövs till år"),
        "projected": value("Framskrivet värde", "Värdet målåret om takten håller i sig"),
        "projected_lower": value("Framskrivet, från"),
        "projected_upper": value("Framskrivet, till"),
        "gap": value("Fattas till målet", "0 när målet är nått"),
        "gap_count": Column(
            "Fattas i antal", "Tomt där underlaget är okänt", "number", "own", "antal"
        ),
        "smallest_detectable": value(
            "Minsta synliga förändring", "Den minsta förändring som kan ses vid nästa mätning"
        ),
    },
    "comparison": {
        "benchmark_kind": code("Jämförs med", "benchmark_kind"),
        "benchmark_value": value("Jämförelsevärde"),
        "strength": whole(
            "Säkerhet",
            "Bredaste intervall som utesluter jämförelsevärdet: 95 eller 99,8 (skrivet 998) procent",
            unit="procent, utan komma",
        ),
    },
    "trend": {
        "data_year": year("Till år", "Det bedömda dataåret"),
        "signal": code("Utfall", "trend_signal"),
        "reason": code("Varför", "trend_reason"),
        "lower95": change("Förändring, från", "Nedre gräns för 95-procentigt konfidensintervall"),
        "upper95": change("Förändring, till", "Övre gräns för 95-procentigt konfidensintervall"),
        "nation_change": change("Riket under samma tid"),
        "points": whole(
            "Mätpunkter i serien", "Jämförbara mätningar till och med det bedömda året, högst fem"
        ),
        "first_year": year("Seriens första år"),
        "slope": change("Förändring per år", "Över fem mätpunkter, vägd"),
        "series_signal": code("Serien: utfall", "trend_signal"),
        "series_reason": code("Serien: varför", "series_reason"),
        "nation_slope": change("Riket per år"),
    },
    "inequality": {
        "signal": code("Utfall", "inequality_signal"),
        "reason": code("Varför", "inequality_reason"),
        "areas": whole("Kommuner med värde"),
        "areas_known": whole("Kommuner med känt underlag"),
        "areas_used": whole("Kommuner i måtten"),
        "lowest": value("Lägsta värde"),
        "highest": value("Högsta värde"),
        "difference": value("Skillnad", "Högsta minus lägsta"),
        "ratio": Column("Kvot", "Högsta delat med lägsta", "number", "own", "kvot", decimals=2),
        "mean_deviation": value(
            "Vägt medelavstånd", "En kommuns avstånd till medlet, vägt efter underlag"
        ),
        "between_variance": Column(
            "Varians mellan kommuner",
            "",
            "number",
            "own",
            f"{INDICATOR_UNIT} i kvadrat",
            decimals=1,
        ),
        "chance_mean": value(
            "Slumpen ger i snitt", "Skillnaden som slumpen ensam ger mellan lika kommuner"
        ),
        "chance_lower": value("Slumpen ger, från", "2,5-percentil"),
        "chance_upper": value("Slumpen ger, till", "97,5-percentil"),
        "chance_mean_deviation": value("Slumpens medelavstånd"),
        "remaining": value(
            "Kvar utöver slumpen", "Standardavvikelse mellan kommuner när slumpens del är borttagen"
        ),
        "from_areas": whole("Kommuner i utvecklingen", "Kommuner med känt underlag båda åren"),
        "from_difference": value("Skillnad då"),
        "from_chance_mean": value("Slumpen gav då i snitt"),
        "from_remaining": value("Kvar utöver slumpen då"),
        "development": code("Utveckling", "development"),
        "development_reason": code("Utveckling: varför", "development_reason"),
    },
    "gender_gap": {
        "women": value("Kvinnor", origin="source"),
        "men": value("Män", origin="source"),
        "gap": change("Skillnad", "Kvinnor minus män"),
        "lower95": change("Skillnad, från", "Nedre gräns för 95-procentigt konfidensintervall"),
        "upper95": change("Skillnad, till", "Övre gräns för 95-procentigt konfidensintervall"),
        "from_gap": change("Skillnad då"),
        "change": change("Skillnaden har ändrats med"),
        "change_lower95": change("Ändring, från"),
        "change_upper95": change("Ändring, till"),
        "signal": code("Kvinnor mot män", "gender_signal"),
        "reason": code("Varför", "gender_reason"),
        "development": code("Utveckling", "development"),
        "development_reason": code("Utveckling: varför", "development_reason"),
    },
    "county_distance": {
        "gap": value(
            "Fattas till länets mål", "Räknat på kommunens värde; ingen bedömning av kommunen"
        ),
        "gap_count": Column("Fattas i antal", "", "number", "own", "antal"),
        "share": Column("Del av det som fattas i länet", "", "number", "own", "procent"),
    },
    "similar": {
        "similar_id": Column("Liknande kommun, id"),
        "similar_name": Column("Liknande kommun"),
        "basis": code("Bygger på", "similar_basis"),
        "basis_year": year("Gruppens år"),
        "variables": Column("Liknar i fråga om"),
        "group_id": Column("Grupp i Kolada"),
        "sort_order": whole("Ordning", "Namnordning", "own"),
        "in_county": flag("I länet"),
    },
    "similar_change": {
        "similar_id": Column("Liknande kommun, id"),
        "signal": code("Utfall", "trend_signal"),
        "reason": code("Varför", "trend_reason"),
    },
    "pooled_value": {
        "from_year": year("Från år", "Dataår för den första omgången"),
        "data_year": year("Till år", "Dataår för den senaste omgången"),
        "rounds": whole("Omgångar", "Hur många omgångar som är sammanslagna"),
        "value": value("Värde", "Flera omgångar sammanslagna; bedöms aldrig mot ett mål"),
    },
}
