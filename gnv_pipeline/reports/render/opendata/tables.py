"""Which tables are open data, and why the others are not.

Belongs here: the choice. Does not belong here: their columns' words (``dictionary``) or files.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Open:
    """A table that everybody may use, in words."""

    table: str
    title: str
    text: str


OPEN = (
    Open(
        "edition",
        "Utgåvan",
        "En rad: vilket år, vilken utgåva och underlag till och med vilken dag.",
    ),
    Open("organisation", "Områden", "Kommuner, regionen, länet, Riket och jämförelsegruppen."),
    Open("delmal", "Delmål", "Strategins delmål med sina texter."),
    Open("indicator", "Indikatorer", "Indikatorkatalogen: definition, enhet, riktning och källa."),
    Open(
        "indicator_definition",
        "Definitioner",
        "Definitionernas versioner; olika versioner jämförs inte.",
    ),
    Open("goal", "Mål", "Handlingsplanens mål."),
    Open(
        "goal_indicator",
        "Målens indikatorer",
        "Vilka indikatorer som mäter målen, med start- och målvärde.",
    ),
    Open("goal_path", "Vägen mot målen", "Väntat värde år för år från start till mål."),
    Open(
        "indicator_value",
        "Värden",
        "En rad per indikator, område, dataår och kön, även där värdet saknas.",
    ),
    Open("goal_status", "Målläge", "Nivå och takt mot varje mål, för varje område."),
    Open("comparison", "Jämförelse", "Varje områdes värde mot ett jämförelsevärde."),
    Open("trend", "Förändring", "Från ett tidigare jämförbart värde till det bedömda året."),
    Open(
        "inequality",
        "Skillnader i länet",
        "Skillnaden mellan kommunerna, bredvid vad slumpen ensam ger.",
    ),
    Open("gender_gap", "Kvinnor och män", "Kvinnors värde minus mäns."),
    Open(
        "county_distance",
        "Länets avstånd till mål",
        "Hur länets avstånd till målet fördelar sig. Ingen bedömning.",
    ),
    Open("pooled_value", "Sammanslagna omgångar", "Flera enkätomgångar tillsammans där få svarar."),
    Open(
        "similar",
        "Liknande kommuner",
        "Vilka kommuner som liknar varje kommun, och i fråga om vad.",
    ),
    Open(
        "similar_change",
        "Liknande kommuners utveckling",
        "Vilka liknande kommuner som har förändrats.",
    ),
    Open(
        "edition_change",
        "Ändrat sedan förra utgåvan",
        "Vad som skiljer från den förra utgåvan samma år.",
    ),
    Open("code_label", "Koder", "Vad varje kod betyder, och tecknet den visas med."),
)

NOT_OPEN = (
    "Aktiviteter, hinder, egna åtaganden och kommentarer. Organisationerna skrev dem för rapporten.",
    "Självskattningens svar och medelvärden. De är till för samtal, inte för jämförelser.",
    "Vem som har lämnat underlag, och spåren till de inlämnade filerna.",
    "Rapporternas färdiga meningar.",
)
"""What a publication holds that is not open data, in words for the reader. All else is left out as well: a
new table becomes open only by a line above.
"""
