"""Fixed Swedish words of the reports: headings and the method in plain words.

Belongs here: text that is the same in every report of every region. Does not belong here: sentences about
values (the publication's), words of codes (mart.code_label) or a region's own texts (the plan).
"""

from __future__ import annotations

HEADING_SHORT = "Läget i korthet"
HEADING_RIGHT = "Åt rätt håll"
HEADING_WRONG = "Åt fel håll"
HEADING_NOTHING_CERTAIN = "Det går inte att avgöra"
HEADING_NOT_KNOWN = "Det vet vi inte än"
HEADING_DIFFERENCES = "Skillnader i länet"
HEADING_ASKS = "Lokala systemledningar ber om"
HEADING_DECIDE = "Att ta ställning till"
HEADING_READING = "Läs så här"

EXAMPLE_BANNER = (
    "Exempeldata. Uppgifterna i rapporten är påhittade och visar bara hur den ser ut. "
    "Använd dem inte."
)
PRELIMINARY_BANNER = "Preliminär utgåva. Uppgifterna kan ändras efter rättning och faktagranskning."
PLAN_EXAMPLE_BANNER = "Mål, målvärden och påståenden som är märkta exempel är inte beslutade."
NO_NATIONAL_BANNER = "Inga nationella värden är hämtade för den här utgåvan."
NO_SUBMISSIONS_BANNER = "Inget underlag är mottaget för året."
PLAN_NOT_IN_FORCE_BANNER = (
    "Rapportåret ligger före planens första revidering. Därför sägs inget om takten mot målen."
)

NOTHING_RIGHT = "Ingen indikator har säkert gått åt rätt håll."
NOTHING_WRONG = "Ingen indikator har säkert gått åt fel håll."
NOTHING_HERE = "Inget att redovisa."
NOT_WRITTEN = "Texten är inte skriven."
NO_COMMENT = "Ingen analys eller kommentar är skriven."

GLANCE_INTRO = (
    "Tre frågor hålls isär: Är målet nått? Går det i den takt som behövs? Hur ligger vi till "
    "jämfört med andra? Varje svar har ett läge för när det inte går att avgöra."
)
COUNTED = (
    "Här räknas kommunerna. Ingen rangordnas, och att det inte går att avgöra betyder inte att"
    " värdet är dåligt. Varje kommuns värde med intervall står under delmålen, i namnordning."
)
SPREAD_NOTE = (
    "En skillnad mellan högsta och lägsta kommun säger inget ensam. Den visas därför bredvid "
    "den skillnad som slumpen ger mellan lika bra kommuner med så här många svarande eller "
    "händelser."
)
MAP_NOTE = (
    "Tecknet på kartan visar om kommunens värde säkert skiljer sig från övriga kommuners "
    "tillsammans, inte hur högt det är. Mått där underlagets storlek inte är känd har ingen "
    "karta."
)
NO_CHANGES = (
    "Det finns inga ändringar att redovisa: det är årets första utgåva, eller så är alla "
    "värden desamma som i den förra."
)
REVIEW_INTRO = (
    "Handlingsplanen ses över varje år. Här är frågor som årets uppföljning väcker. De är inga"
    " förslag: vad som ska ändras avgör de som beslutar om planen."
)
DISTANCE_NOTE = (
    "Tabellerna visar var i länet det som fattas till länets målvärde finns. En kommun med "
    "många svarande eller invånare får lätt en stor del. Det är ingen bedömning av kommunen, "
    "som kanske inte har tagit in målet."
)
OWN_DEVELOPMENT = "Ni, länet och Riket över åren. Sträckad linje är vägen till länets mål."
POOLED_POINTER = (
    "Få har svarat hos er varje år. I bilagan står era värden för flera omgångar sammanslagna."
)
POOLED_NOTE = (
    "Få har svarat hos er varje år. Flera omgångar tillsammans ger ett säkrare värde, men "
    "säger inget om ett enskilt år och bedöms inte mot målet."
)
OTHERS_INTRO = "Kommuner och verksamheter står i namnordning. Inget här är en rangordning."
SAME_GOALS_TAKEN = "Målen är de som ni arbetar med i år enligt er lokala plan."
SAME_GOALS_ALL = "Ni har inte angett vilka mål ni arbetar med i år. Därför visas alla mål."
OWN_INTRO = (
    "Era värden står bredvid länets mål. Målet är en referenslinje om ni inte har antagit det "
    "i er lokala plan. Inget här är en rangordning."
)

METHOD: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Säkert och osäkert",
        (
            (
                "Varje värde bygger på ett begränsat antal svar, personer eller händelser. "
                "Därför kan två områden skilja sig åt av en slump, och samma område kan hamna "
                "olika två år i rad."
            ),
            (
                "Strecket kring en punkt är dess osäkerhetsintervall (95-procentigt "
                "konfidensintervall). Förenklat: är intervallet brett är underlaget litet. Vi "
                "säger att något är högre, lägre, nått eller inte nått bara när hela "
                "intervallet ligger på ena sidan. Annars står det att det inte går att avgöra."
                " Det betyder inte att värdet är dåligt."
            ),
            (
                "För andelar används Wilsons metod. För antal händelser per invånare används "
                "den exakta metoden vid färre än tio händelser och annars Byars metod. Saknas "
                "uppgift om underlagets storlek visas inget intervall och ingen bedömning görs"
                " av skillnader."
            ),
        ),
    ),
    (
        "Nivå: är målet nått?",
        (
            (
                "Värdet och dess intervall jämförs med målvärdet. Kommuner bedöms bara mot de "
                "mål som deras lokala plan har antagit. För övriga är målet en referenslinje."
            ),
        ),
    ),
    (
        "Takt: hinner vi?",
        (
            (
                "Målets väg är en rät linje från startvärdet till målvärdet, om planen inte "
                "säger annat. Takten är hur stor del av den väntade vägen som är "
                "tillryggalagd: minst 95 procent är i takt, 60–95 procent något efter, 0–60 "
                "procent efter och mindre än noll åt fel håll. Ligger startvärdet inom årets "
                "intervall går takten inte att avgöra."
            ),
        ),
    ),
    (
        "Jämförelse",
        (
            (
                "Länet jämförs med Riket. En kommun jämförs med länets övriga kommuner, utan sig "
                "själv. Kommuner står alltid i namnordning och rangordnas aldrig."
            ),
        ),
    ),
    (
        "Skillnader mellan kommuner",
        (
            (
                "Även om alla kommuner vore lika bra skulle värdena skilja sig åt av en slump,"
                " mest där få har svarat. Därför visas skillnaden mellan högsta och lägsta "
                "värde alltid bredvid den skillnad som slumpen ensam ger."
            ),
        ),
    ),
    (
        "När ett värde saknas",
        (
            (
                "Inget område utelämnas. Saknas ett värde står skälet, så långt det är känt. "
                "Noll är ett värde och betyder noll. Saknar ett område värde för det bedömda "
                "året visas det senaste äldre värdet med sitt år, utan bedömning."
            ),
        ),
    ),
    (
        "Små tal",
        (
            (
                "Egna uppgifter som bygger på färre än fem personer visas inte, och inte heller "
                "sådana som går att räkna fram ur andra. Värden som redan är publicerade av en "
                "nationell källa visas som de är publicerade."
            ),
        ),
    ),
    (
        "Olika år",
        (
            (
                "Källorna publicerar olika tider på året. Varje värde har därför sitt eget "
                "dataår, som alltid skrivs ut. Medelvärden över tre år jämförs med tre år "
                "tidigare, så att åren inte överlappar. Ändras en definition börjar en ny "
                "serie."
            ),
        ),
    ),
    (
        "Självskattning",
        (
            (
                "Det finns inga rätt eller fel svar. Svaren visar hur de som svarat ser på sitt "
                "arbete och prövas inte statistiskt. Förändring visas bara när påståendena är "
                "desamma."
            ),
        ),
    ),
    (
        "Följ ett tal hem",
        (
            (
                "Varje tal går att följa till den cell eller rad det kom ifrån. Be analysteamet, "
                "eller kör kommandot gnv trace med indikator, område och år."
            ),
        ),
    ),
)
