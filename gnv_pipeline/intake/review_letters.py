"""The letter that a preliminary report goes out with, ready to send.

Belongs here: its words, and putting letter and report together as a mail. Does not belong here: which
report (the doors know) or noting that it was sent (``reviewing``).

The mail is an ``.eml`` with ``X-Unsent``: a mail program opens it as a draft with the report attached.
Nothing is sent from here. The same letter and report give the same bytes.
"""

from __future__ import annotations

import hashlib
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from gnv_pipeline.formatting import weekday_and_day
from gnv_pipeline.plan.models import Area

_HOW = "Det räcker att svara på det här mejlet med 'Stämmer' eller med era synpunkter."


def subject(area: Area, year: int) -> str:
    """The letter's subject."""
    return f"Faktagranskning: preliminär rapport {year}, {area.full_name}"


def letter(area: Area, year: int, last_day: date | None) -> str:
    """The letter itself, at most fifteen lines.

    Args:
        area: Who checks its report.
        year: Uppföljningsår.
        last_day: When the answer is wanted, by the plan's calendar.
    """
    when = f" senast {weekday_and_day(last_day)}" if last_day else ""
    return "\n".join(
        (
            "Hej!",
            "",
            f"Här är den preliminära rapporten för uppföljningsår {year}, {area.full_name}.",
            f"Läs den och svara{when}: stämmer siffrorna och texterna som ni har lämnat?",
            _HOW,
            "",
            "Titta särskilt på:",
            "- era egna tal och kommentarerna till dem,",
            "- aktiviteterna och det ni har skrivit om stöd och hinder,",
            "- att inget i rapporten handlar om en enskild person.",
            "",
            "Siffror från Kolada rättas hos den som lämnat dem dit, inte här.",
            "Rapporten är preliminär. Sprid den inte vidare förrän den slutliga är klar.",
        )
    )


def mail(area: Area, year: int, text: str, to: str | None, report: bytes, file_name: str) -> bytes:
    """The letter with the report attached, as a draft that a mail program opens.

    Args:
        area: Whose report.
        year: Uppföljningsår.
        text: The letter.
        to: Address of the function's mailbox, where it is known.
        report: The report as PDF.
        file_name: Its name.
    """
    message = EmailMessage(policy=SMTP)
    if to:
        message["To"] = to
    message["Subject"] = subject(area, year)
    message["X-Unsent"] = "1"
    message.set_content(text)
    message.add_attachment(report, maintype="application", subtype="pdf", filename=file_name)
    message.set_boundary(hashlib.sha256(report).hexdigest()[:32])
    return message.as_bytes()
