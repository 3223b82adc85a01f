"""The words of the workbook: titles, headings and help that are the same for every plan.

Belongs here: Swedish texts people meet in the template. Does not belong here: what comes from the plan
(indicators, statements, fields), or findings (``rules``).
"""

from __future__ import annotations

README_TITLE = "Läs mig"
TITLES = {
    "hand_in": "Inlämning",
    "keyfigures": "Nyckeltal",
    "self_assessment": "Självskattning",
    "activities": "Aktiviteter",
    "local_plan": "Lokal plan",
    "obstacles": "Stöd och hinder",
}
LEADS = {
    "hand_in": (
        "Vem har fyllt i, och vem har godkänt? Skriv funktioner, aldrig personnamn.",
        "Fyll i det här bladet sist, när ni har gått igenom allt tillsammans.",
    ),
    "keyfigures": (
        "Fyll i täljare och nämnare i de gula cellerna, bara siffror. Värdet räknas ut av sig självt.",
        "Saknar ni ett tal: lämna det tomt och välj skälet i kolumnen Saknas därför att.",
        "Skriv gärna en kommentar om något har ändrats sedan förra året. Den följer med i rapporten.",
    ),
    "self_assessment": (
        "Svara tillsammans. Det finns inga rätt eller fel svar. Vet ni inte – välj Vet ej.",
        "Skriv kort vad ni bygger svaret på, till exempel samtal med äldre, egen statistik eller erfarenhet.",
    ),
    "activities": (
        "Skriv en aktivitet per rad. Det räcker med det ni gör tillsammans för målgruppen, inte allt ni gör.",
        "Förra årets aktiviteter som inte är avslutade står redan här: ändra det som är nytt.",
        "Id fylls i av sig självt och är samma år från år.",
    ),
    "local_plan": (
        "Ni behöver inte arbeta med alla mål. Svara Ja eller Nej för varje mål.",
        "Har ni svarat Ja: skriv kort vad ni åtar er och hur den äldre märker det.",
    ),
    "obstacles": (
        "Skriv ett hinder per rad. Det ni skriver går vidare till regional systemledning.",
        "Förra årets hinder står redan här: skriv i sista kolumnen vad som har hänt med dem.",
        "En rad från förra året som ni lämnar orörd räknas inte som ett hinder i år.",
    ),
}
WHAT = {
    "hand_in": "Vem som har fyllt i och godkänt",
    "keyfigures": "Era egna tal. Tal som finns i Kolada är redan ifyllda",
    "self_assessment": "Ta ställning till påståenden tillsammans",
    "activities": "Det ni gör tillsammans för målgruppen",
    "local_plan": "Vilka av målen ni arbetar med i år",
    "obstacles": "Vad som hindrar er och vilket stöd ni önskar",
}
KEY = "Nyckel"
ID = "Id (låst)"
GENDERS = {"K": "kvinnor", "M": "män"}
EXAMPLE = "exempel"
EXAMPLE_DATA = "Exempeldata"
EXAMPLE_PLAN = (
    "Mål, påståenden och egna mått som är märkta exempel är inte beslutade av regionen. "
    "De finns med så att mallen går att pröva."
)
EXAMPLE_FILE = (
    "Alla uppgifter i den här filen är påhittade. Den används för att visa hur det fungerar."
)

# The labelled block on the sheet Läs mig; read back where the document properties are gone.
BLOCK = {
    "organisation_name": "Organisation",
    "organisation_id": "Organisationsnummer i planen",
    "year": "Uppföljningsår",
    "round": "Omgång",
    "template_version": "Mallversion",
    "plan_revision": "Planens årgång",
    "example": "Exempeldata",
}
YES, NO = "Ja", "Nej"

# Custom document properties.
PROPERTIES = {
    "organisation_id": "gnv_organisation",
    "year": "gnv_year",
    "round": "gnv_round",
    "template_version": "gnv_template",
    "plan_revision": "gnv_plan_revision",
    "example": "gnv_example",
}
LIST_SHEET = "Listor"
MAP_SHEET = "Fältkarta"
