"""The fixed words of Frågor och svar.

Belongs here: questions that every region is asked, with answers that hold every year. Does not belong here:
anything about one region or one year (the plan and the publication).
"""

from __future__ import annotations

ABOUT_FRAIL = (
    "Handlar siffrorna om sköra äldre?",
    (
        "De flesta mått gäller alla äldre med ett visst stöd eller i en viss ålder. Läs dem "
        "som tecken på hur det går, inte som ett mått på hur sköra äldre har det. Hur nära "
        "varje mått ligger står i bilagan."
    ),
)

ALWAYS = (
    (
        "Vilken kommun är bäst?",
        (
            "Det svarar rapporten inte på. Få har svarat i varje kommun, så ordningen mellan "
            "kommuner skulle till stor del bestämmas av slumpen. Kommunerna står i namnordning"
            " och jämförs med övriga tillsammans."
        ),
    ),
    (
        "Varför står det så ofta att det inte går att avgöra?",
        (
            "För att underlaget är litet. Det säger inget om kvaliteten på siffran eller på "
            "verksamheten. Länets siffra bygger på fler och är därför säkrare."
        ),
    ),
    (
        "Varför är vissa siffror ett eller två år gamla?",
        (
            "Källorna publicerar vid olika tider. Varje värde har sitt eget år utskrivet, och "
            "under Det vet vi inte än står när nästa värde brukar komma."
        ),
    ),
    (
        "Har en aktivitet gett resultat?",
        (
            "Det går inte att se här. Aktiviteter och utfall står bredvid varandra för att ni "
            "ska kunna prata om dem, men många andra saker påverkar också utfallet."
        ),
    ),
    (
        "Varför står Riket bredvid?",
        (
            "Ändras Riket lika mycket kan orsaken ligga utanför länet, till exempel en ändrad "
            "enkät. Riket är ingen målnivå."
        ),
    ),
    (
        "Varför skiljer sig länets värde från ett medelvärde av kommunerna?",
        (
            "Länets värde är oftast vägt efter hur många som svarat, så att alla svar räknas "
            "lika. Där det inte går står det ovägt medel."
        ),
    ),
    (
        "Vem ansvarar för resultatet?",
        (
            "Vid varje mått står om ansvaret är kommunens, regionens eller delat. Ett mått som"
            " regionen ansvarar för är inte ett betyg på kommunen, även om värdet finns per "
            "kommun."
        ),
    ),
    (
        "Varifrån kommer en siffra?",
        (
            "I tabellerna med värden står varje siffras fil och rad eller cell. Filerna sparas "
            "oförändrade. Hittar ni ett fel: hör av er, så rättas det och ändringen redovisas i "
            "nästa utgåva."
        ),
    ),
)

ABOUT_SMALL_NUMBERS = (
    "Varför visas inte alla värden?",
    (
        "Egna uppgifter som bygger på få personer visas inte, och inte heller sådana som går att "
        "räkna fram ur andra. Värden som en nationell källa har publicerat visas som de är."
    ),
)

ABOUT_EXAMPLES = (
    "Vad betyder exempel?",
    "Målet, målvärdet eller påståendet är inte beslutat. Det står med för att visa hur rapporten fungerar.",
)

NOT_USED_TITLE = "Så kan siffrorna inte användas"

NOT_USED = (
    "För att rangordna kommuner, enheter eller chefer.",
    "För att bedöma en enskild verksamhet, medarbetare eller person.",
    "För att påstå att en aktivitet, en utförare eller ett beslut har orsakat en förändring.",
    "För att dra slutsatser av en liten skillnad mellan två kommuner eller två år.",
    "För att fördela pengar efter resultat.",
    "För att jämföra självskattningar mellan kommuner: olika personer har svarat, ur sitt eget läge.",
    "För att räkna ihop måtten till ett betyg: de mäter olika saker för olika grupper.",
)
