"""Fixed Swedish words of the meeting material: names of decks, headings, questions to talk about.

Belongs here: text that is the same for every region. Questions ask and never decide. Does not belong here:
sentences about values (the publication's) or what people have written.
"""

from __future__ import annotations

DECK_KEYS = {"decision": "beslut", "short": "kort", "dialogue": "dialog"}
"""Names of the files, as the start page links to them."""
DECK_NAMES = {
    "decision": "underlag för beslut",
    "short": "läget på några minuter",
    "dialogue": "underlag för dialog",
}

FIRST_TITLE = "Läget i korthet"
WAYS_TITLE = "Åt rätt håll och åt fel håll"
GLANCE_TITLE = "Målen i en överblick"
DIFFERENCES_TITLE = "Skillnader mellan kommunerna"
GENDERS_TITLE = "Kvinnor och män i länet"
OBSTACLES_TITLE = "Hinder och behov av stöd"
NOT_KNOWN_TITLE = "Det vet vi inte än"
REVIEW_TITLE = "Underlag för planens årliga översyn"
DECIDE_TITLE = "Att ta ställning till"
USE_TITLE = "Så använder vi siffrorna"
GOALS_TITLE = "Målen och det vi gör"
QUESTIONS_TITLE = "Frågor att ta med hem"

GOALS_HEADING = "Målen"
SIGNAL_NAMES = ("Nivå", "Takt", "Jämfört med riket")
NO_TARGET = "Inget målvärde"
SPARE = "Reservbild"
WITHOUT_VALUE = "Utan värde"
INTERVAL_BAR = "Strecket vid stapelns ände är osäkerhetsintervallet."
INTERVAL_WORDS = "Strecket genom punkten är osäkerhetsintervallet."
GAPS_WORDS = "Uppehåll i linjen"

USE = (
    "Siffrorna är underlag för samtal. De styr inte hur någon annan organisation ska arbeta.",
    "Kommunerna står i namnordning. Inget här är en rangordning.",
    "Det finns inga rätt eller fel svar i en självskattning.",
    "Står det att något inte går att avgöra är underlaget litet. Det betyder inte att läget är dåligt.",
)

SELF_ASSESSMENT_QUESTIONS = (
    "Vad i vardagen ligger bakom svaren?",
    "Var skiljer sig bilden mellan oss, och varför?",
    "Vad behöver vi göra tillsammans?",
)
ACTIVITY_QUESTIONS = (
    "Vilka aktiviteter vill fler pröva?",
    "Vilket mål saknar aktiviteter, och behövs det någon?",
    "Vad har vi slutat med, och vad lärde vi oss?",
)
OBSTACLE_QUESTIONS = (
    "Vilka hinder kan vi ta bort själva?",
    "Vilka behöver regionen och kommunerna lösa ihop?",
)
GOAL_QUESTIONS = (
    "Rör aktiviteterna det som målet mäter?",
    "Vad skulle den äldre märka först?",
)
HOME_QUESTIONS = (
    "Vad tar vi med oss till vår lokala systemledning?",
    "Vem pratar vi med först, och när?",
    "Vad behöver vi hjälp med från regional systemledning?",
)
KOMMUN_QUESTIONS = (
    "Stämmer bilden med det ni möter i vardagen?",
    "Vad vill ni att de äldre ska märka till nästa år?",
    "Vad behöver ni göra tillsammans med andra?",
)

NO_SELF_ASSESSMENT = "Ingen självskattning är lämnad för året."
NO_OBSTACLES = "Inga hinder eller behov av stöd är rapporterade."
NO_ACTIVITIES = "Inga aktiviteter är rapporterade."
NO_CERTAIN = "Ingen säker skillnad mot övriga kommuner i något av måtten."
GENDERS_HEADING = "Säker skillnad"
GENDERS_NONE = (
    "Ingen säker skillnad mellan kvinnor och män i något av de mått där det går att pröva."
)
OTHER_UNITS = "Mått i andra enheter"
NO_VALUES = "Det finns inga värden att visa."

NOTES_TOLD = "Det här säger årsrapporten"
NOTES_ORIGIN = "Var uppgifterna kommer ifrån"
NOTES_LIMITS = "Det här går inte att säga"
NOTES_EDITION = "Viktigt att veta om utgåvan"
ORIGIN_PEOPLE = "Texten är skriven av människor, inte av programmet."
ORIGIN_REPORT = "Samma uppgifter står i årsrapporten, med tabell, definition och metod."
ORIGIN_ANSWERS = "Uppgifterna kommer ur de underlag som organisationerna själva har lämnat."
LIMIT_OPINIONS = (
    "Självskattningen visar hur de som svarat ser på sitt arbete. Den prövas inte statistiskt."
)
LIMIT_ACTIVITIES = (
    "Att det finns aktiviteter under ett mål visar inte att de har påverkat utfallet."
)
LIMIT_RANKING = "Siffrorna räcker inte för att rangordna kommuner."
LIMIT_PROPOSALS = "Programmet lämnar inga förslag. Det som ska beslutas skrivs av människor."
