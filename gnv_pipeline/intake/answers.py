"""The answer to a hand-in, as plain text for a terminal, a file or an e-mail.

Belongs here: the words of an answer, at most fifteen lines. Does not belong here: findings' own words
(the rooms that make them) or where the answer is sent.
"""

from __future__ import annotations

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.intake.outcome import SubmitResult, weight
from gnv_pipeline.workbooks.receipt_model import headline

SHOWN = 8  # findings told one by one: with headline and notes the answer has at most 15 lines
# What taking the file in led to; other infos stand in the receipt.
_NOTES = frozenset({"same-file", "sheet-kept"})


def answer_text(result: SubmitResult) -> str:
    """What happened to a handed-in file, in Swedish."""
    return "\n".join((_headline(result), *_told(result.findings)))


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


def _told(findings: tuple[Finding, ...]) -> list[str]:
    ordered = sorted(findings, key=weight)
    asked = [finding for finding in ordered if finding.severity is not Severity.INFO]
    lines = [
        f"{finding.severity.label} – {finding.place}: {finding.message} {finding.remedy}".rstrip()
        for finding in asked[:SHOWN]
    ]
    if len(asked) > SHOWN:
        lines.append(f"… och {len(asked) - SHOWN} till. Kör 'gnv check' på filen för att se alla.")
    return lines + [_note(finding) for finding in ordered if finding.code in _NOTES]


def _note(finding: Finding) -> str:
    where = f"{finding.sheet}: " if finding.sheet else ""
    return f"{finding.severity.label} – {where}{finding.message} {finding.remedy}".rstrip()
