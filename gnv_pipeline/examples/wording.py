"""Words that example workbooks are filled with; all are invented and shown as example.

Belongs here: short plausible Swedish texts without places or names. Does not belong here: choosing
among them.
"""

from __future__ import annotations

ACTIVITIES: tuple[tuple[str, str], ...] = (
    (
        "Veckovis teamträff om äldre med stora behov",
        "Det korta mötet räcker när alla har läst in sig.",
    ),
    ("Gemensam rutin för fast vårdkontakt", "Rutinen behövde bli en sida lång för att användas."),
    ("Hembesök av sjuksköterska efter utskrivning", "Samtalet dagen efter fångar det mesta."),
    (
        "Mobilt team från vårdcentral och hemsjukvård",
        "Schemat måste läggas ihop, inte var för sig.",
    ),
    ("Digital rond på särskilt boende", "Bild hjälper bara när den som känner den boende är med."),
    ("Samordnad individuell plan som arbetssätt", "Den äldres egna ord först gör planen kortare."),
    ("Fallprevention med fysioterapeut hemma", "Små ändringar i hemmet gav mest."),
    ("Läkemedelsgenomgång tillsammans med den äldre", "Apotekaren behövs med från början."),
    ("Träffpunkt tillsammans med föreningslivet", "Skjuts avgör vilka som kommer."),
    ("Utbildning om skörhet för alla yrkesgrupper", "Gemensamma fall från vardagen fungerar bäst."),
    ("Kontaktkort till äldre och närstående", "Ett nummer är bättre än fyra."),
    ("Uppföljning av anhörigas behov", "Frågan måste ställas av någon som kan svara."),
)
OBSTACLES: tuple[tuple[str, str], ...] = (
    ("Journalerna går inte att läsa över gränsen mellan oss.", "En gemensam lösning för läsning."),
    ("Sekretessen tolkas olika i våra organisationer.", "Ett gemensamt juridiskt stöd."),
    ("Läkartid till särskilt boende räcker inte.", "Besked om vad som gäller i avtalet."),
    ("Sjuksköterskor på kvällar och helger saknas.", "Gemensam bemanning att pröva."),
    ("Ersättningen följer inte med när vården flyttar hem.", "En modell att räkna på tillsammans."),
    ("Mötestiderna krockar med verksamhetens vardag.", "Färre och kortare möten."),
)
COMMITMENTS: tuple[str, ...] = (
    "Vi går igenom alla med stora behov tillsammans varje månad.",
    "Alla nya ärenden får en namngiven kontakt inom en vecka.",
    "Vi följer upp varje plan inom tre månader.",
    "Vi provar gemensam rond på ett boende före sommaren.",
)
NOTICED: tuple[str, ...] = (
    "Den äldre vet vem hen ska ringa.",
    "Färre nya ansikten och färre frågor om samma sak.",
    "Hjälpen kommer samma dag som man kommer hem.",
)
BASES: tuple[str, ...] = (
    "Gemensamt möte i lokala systemledningen.",
    "Enkät till medarbetare.",
    "Genomgång av tio ärenden.",
    "",
)
OUTCOMES: tuple[str, ...] = (
    "Frågan ligger hos styrgruppen.",
    "Löst genom ny rutin.",
    "Kvar som förra året.",
)
RESPONSIBLE: tuple[str, ...] = (
    "Verksamhetschef hemsjukvård",
    "Enhetschef särskilt boende",
    "Vårdcentralschef",
    "Medicinskt ansvarig sjuksköterska",
)
