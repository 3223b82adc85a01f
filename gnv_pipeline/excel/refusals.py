"""Why a file is refused before or while it is opened, in words its sender understands.

Belongs here: the typed reasons and their Swedish texts. Does not belong here: how they are detected
(``kinds``, ``preflight``, ``grid``, ``sandbox``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gnv_pipeline.findings import Finding, Severity

SAVE_AS = "Öppna filen i Excel, välj Arkiv – Spara som – Excel-arbetsbok (*.xlsx) och skicka den."
ASK_AGAIN = "Öppna filen i Excel och spara den på nytt. Går det inte: be om en ny mall."


class Reason(StrEnum):
    """What the file turned out to be; the value is part of the finding's code."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    LOCK_FILE = "lock-file"
    ENCRYPTED = "encrypted"
    OLD_EXCEL = "old-excel"
    MAIL = "mail"
    OUTLOOK = "outlook-mail"
    PDF = "pdf"
    TEXT = "text"
    WEB_PAGE = "web-page"
    WORD = "word"
    POWERPOINT = "powerpoint"
    OPEN_DOCUMENT = "open-document"
    BINARY_WORKBOOK = "binary-workbook"
    OTHER_ZIP = "other-zip"
    NUMBERS = "apple-numbers"
    IMAGE = "image"
    SHORTCUT = "shortcut"
    UNKNOWN = "unknown"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    UNSAFE = "unsafe-xml"
    TOO_SLOW = "too-slow"
    TOO_HEAVY = "too-heavy"
    READER_STOPPED = "reader-stopped"
    READER_NOT_STARTED = "reader-not-started"


@dataclass(frozen=True, slots=True)
class _Words:
    message: str
    remedy: str


_WORDS: dict[Reason, _Words] = {
    Reason.UNREADABLE: _Words(
        "Filen gick inte att läsa från disken.",
        "Stäng filen om den är öppen i ett annat program och försök igen.",
    ),
    Reason.EMPTY: _Words(
        "Filen är tom (0 byte). Något gick fel när den sparades eller skickades.",
        "Spara arbetsboken på nytt i Excel och skicka den igen.",
    ),
    Reason.LOCK_FILE: _Words(
        "Det här är en hjälpfil som Excel lägger bredvid en öppen arbetsbok (namnet börjar med ~$).",
        "Stäng arbetsboken i Excel och skicka filen som har samma namn utan ~$.",
    ),
    Reason.ENCRYPTED: _Words(
        "Filen är krypterad. Det beror antingen på ett lösenord eller på en känslighetsetikett.",
        "Öppna den i Excel. Lösenord: välj Arkiv – Info – Skydda arbetsbok – Kryptera med lösenord och "
        "töm rutan. Känslighetsetikett: välj en etikett utan kryptering under Start – Känslighet. Spara "
        "och skicka filen igen.",
    ),
    Reason.OLD_EXCEL: _Words(
        "Filen är sparad i det gamla Excelformatet (.xls).",
        SAVE_AS,
    ),
    Reason.MAIL: _Words(
        "Det här är ett e-postmeddelande, inte en arbetsbok.",
        "Öppna meddelandet, spara den bifogade arbetsboken och skicka den.",
    ),
    Reason.OUTLOOK: _Words(
        "Det här är ett meddelande sparat från Outlook (.msg), inte en arbetsbok.",
        "Öppna meddelandet i Outlook, högerklicka på den bifogade arbetsboken, välj Spara som och "
        "skicka den sparade filen.",
    ),
    Reason.PDF: _Words(
        "Det här är en PDF. Svaren går inte att läsa ur den.",
        "Skicka arbetsboken (.xlsx) som PDF-filen gjordes från.",
    ),
    Reason.TEXT: _Words(
        "Det här är en textfil (till exempel CSV), inte en arbetsbok.",
        "Skicka arbetsboken (.xlsx) som ni fick från oss.",
    ),
    Reason.WEB_PAGE: _Words(
        "Det här är en webbsida eller XML-fil, inte en arbetsbok, även om den kan ha ett Excelnamn.",
        f"{SAVE_AS} Kom filen från en inloggningssida: ladda ner den på nytt.",
    ),
    Reason.WORD: _Words(
        "Det här är ett Worddokument, inte en arbetsbok.",
        "Skicka arbetsboken (.xlsx) som ni fick från oss.",
    ),
    Reason.POWERPOINT: _Words(
        "Det här är en PowerPointpresentation, inte en arbetsbok.",
        "Skicka arbetsboken (.xlsx) som ni fick från oss.",
    ),
    Reason.OPEN_DOCUMENT: _Words(
        "Filen är sparad i formatet OpenDocument (.ods).",
        "Öppna filen, välj Spara som – Excel-arbetsbok (*.xlsx) och skicka den.",
    ),
    Reason.NUMBERS: _Words(
        "Filen är sparad i Apple Numbers.",
        "Öppna filen i Numbers, välj Arkiv – Exportera till – Excel och skicka den nya filen.",
    ),
    Reason.IMAGE: _Words(
        "Det här är en bild, till exempel ett foto eller en skärmbild. Svaren går inte att läsa ur den.",
        "Skicka arbetsboken (.xlsx) som bilden visar.",
    ),
    Reason.SHORTCUT: _Words(
        "Det här är en genväg eller länk till en fil, inte själva filen.",
        "Öppna länken, spara arbetsboken på datorn (Arkiv – Spara en kopia) och skicka den.",
    ),
    Reason.BINARY_WORKBOOK: _Words(
        "Filen är sparad i Excels binära format (.xlsb).",
        SAVE_AS,
    ),
    Reason.OTHER_ZIP: _Words(
        "Det här är en komprimerad mapp (zip), inte en arbetsbok.",
        "Packa upp den och skicka arbetsboken (.xlsx) som ligger i den.",
    ),
    Reason.UNKNOWN: _Words(
        "Filen är ingen Excelarbetsbok.",
        "Skicka arbetsboken (.xlsx) som ni fick från oss.",
    ),
    Reason.TOO_LARGE: _Words(
        "Filen är större än vi tar emot.",
        "Kontrollera att det är rätt fil. Ta bort bilder och blad som inte hör till mallen och spara "
        "på nytt.",
    ),
    Reason.DAMAGED: _Words("Filen är skadad och går inte att läsa.", ASK_AGAIN),
    Reason.UNSAFE: _Words(
        "Filen innehåller instruktioner (en dokumenttyp i XML) som aldrig finns i en arbetsbok. Vi har "
        "inte följt dem.",
        f"{ASK_AGAIN} Kom filen från någon ni inte känner: öppna den inte.",
    ),
    Reason.TOO_SLOW: _Words(
        "Filen tog för lång tid att läsa. En ifylld mall läses på mindre än en sekund.",
        ASK_AGAIN,
    ),
    Reason.TOO_HEAVY: _Words(
        "Filen behöver mer minne än en arbetsbok ska göra.",
        ASK_AGAIN,
    ),
    Reason.READER_STOPPED: _Words(
        "Filen fick läsningen att avbrytas. Den är troligen skadad.",
        ASK_AGAIN,
    ),
    Reason.READER_NOT_STARTED: _Words(
        "Läsningen kunde inte startas. Felet ligger hos oss, inte i filen.",
        "Försök igen om en stund. Händer det på nytt: säg till den som sköter inlämningen.",
    ),
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME = 120


def shown_name(name: str) -> str:
    """A file name as it may be shown and kept: the last step only, on one line, in one direction."""
    last = re.split(r"[/\\]", name)[-1]
    return _CONTROL.sub("", last).strip()[-_LONGEST_NAME:]


class WorkbookRefused(Exception):
    """The file cannot be read as a workbook.

    Attributes:
        reason: What it turned out to be.
        detail: More about it in Swedish (a size, a cell), or empty.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What the file is, in plain Swedish."""
        words = _WORDS[self.reason].message
        return f"{words} {self.detail}" if self.detail else words

    @property
    def remedy(self) -> str:
        """What the sender can do about it, in plain Swedish."""
        return _WORDS[self.reason].remedy

    def finding(self, file: str | None) -> Finding:
        """The refusal as a finding on the whole file."""
        return Finding(
            code=f"file-{self.reason.value}",
            severity=Severity.ERROR,
            message=self.message,
            remedy=self.remedy,
            file=shown_name(file) if file else file,
        )
