"""The answer to a hand-in, as plain text for a terminal, a file or an e-mail.

Belongs here: the words of an answer, at most fifteen lines. Does not belong here: findings' own words
(the rooms that make them) or where the answer is sent.
"""

from __future__ import annotations

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.intake.outcome import SubmitResult, weight
from gnv_pipeline.workbooks.receipt_model import headline

# Findings and notes told one by one: with all else the answer has at most 15 lines, and so has the letter.
SHOWN, NOTES = 8, 5
SHOWN_IN_MAIL, NOTES_IN_MAIL = 5, 3
ASK = "Undrar ni över något: svara på det här mejlet."
# What taking the file in led to; other infos stand in the receipt.
_NOTES = frozenset({"same-file", "sheet-kept"})


def answer_text(result: SubmitResult) -> str:
    """What happened to a handed-in file, in Swedish."""
    return "\n".join((_headline(result), *_told(result.findings, SHOWN, NOTES)))


def answer_mail(result: SubmitResult, *, attached: bool) -> str:
    """The same as a letter ready to send, at most fifteen lines.

    Args:
        result: What became of the file.
        attached: Whether the marked copy goes along.
    """
    lines = ["Hej!", "", _headline(result), *_told(result.findings, SHOWN_IN_MAIL, NOTES_IN_MAIL)]
    return "\n".join((*lines, "", _closing(result, attached=attached), ASK))


def _closing(result: SubmitResult, *, attached: bool) -> str:
    if result.status == "refused":
        return "Skicka filen igen när det är gjort."
    if not any(finding.severity is Severity.ERROR for finding in result.findings):
        copy = " Er egen fil med kvittens är bifogad." if attached else ""
        return f"Ni behöver inte göra något mer.{copy}"
    if attached:
        return "Er egen fil med markeringar är bifogad. Rätta i den och skicka den igen."
    return "Rätta i filen och skicka den igen."


def _headline(result: SubmitResult) -> str:
    name = result.file_name
    if result.status == "refused":
        return f"{name} kunde inte tas emot. Inget är ändrat. Så här går ni vidare:"
    if result.status == "duplicate":
        return f"{name} har kommit in förut."
    if all(finding.severity is Severity.INFO for finding in result.findings):
        return f"{name} är mottagen. Tack!"
    said = headline(result.read)
    rest = " Allt annat är sparat." if result.read.content and result.read.content.held else ""
    return f"{name} är {said[:1].lower()}{said[1:]}{rest}"


def _told(findings: tuple[Finding, ...], most: int, most_notes: int) -> list[str]:
    ordered = sorted(findings, key=weight)
    asked = [finding for finding in ordered if finding.severity is not Severity.INFO]
    lines = [
        f"{finding.severity.label} – {finding.place}: {finding.message} {finding.remedy}".rstrip()
        for finding in asked[:most]
    ]
    if len(asked) > most:
        lines.append(f"… och {len(asked) - most} till, som står i kvittensen.")
    notes = [_note(finding) for finding in ordered if finding.code in _NOTES]
    return lines + notes[:most_notes]


def _note(finding: Finding) -> str:
    where = f"{finding.sheet}: " if finding.sheet else ""
    return f"{finding.severity.label} – {where}{finding.message} {finding.remedy}".rstrip()
