"""The answer to a hand-in, as plain text for a terminal, a file or an e-mail.

Belongs here: the words of an answer, at most fifteen lines. Does not belong here: findings' own words
(the rooms that make them) or where the answer is sent.
"""

from __future__ import annotations

from gnv_pipeline.findings import Finding, Severity, sort_key
from gnv_pipeline.intake.store import SubmitResult

SHOWN = (
    8  # findings told one by one; with greeting and summary the answer stays within fifteen lines
)


def answer_text(result: SubmitResult) -> str:
    """What happened to a handed-in file, in Swedish."""
    return "\n".join((_headline(result), *_told(result.findings)))


def _headline(result: SubmitResult) -> str:
    name = result.file_name
    if result.status == "refused":
        return f"{name} kunde inte tas emot. Inget är ändrat. Rätta det som står nedan och skicka igen."
    if result.status == "duplicate":
        return f"{name} har kommit in förut. Inget är ändrat."
    held = len(result.read.content.held) if result.read.content else 0
    if held:
        rows = "1 rad väntar" if held == 1 else f"{held} rader väntar"
        return f"{name} är mottagen – {rows} på rättning. Allt annat är sparat."
    return f"{name} är mottagen. Tack!"


def _told(findings: tuple[Finding, ...]) -> list[str]:
    ordered = [f for f in sorted(findings, key=sort_key) if f.severity is not Severity.INFO]
    lines = [
        f"{finding.severity.label} – {finding.place}: {finding.message} {finding.remedy}".rstrip()
        for finding in ordered[:SHOWN]
    ]
    if len(ordered) > SHOWN:
        lines.append(
            f"… och {len(ordered) - SHOWN} till. Kör 'gnv check' på filen för att se alla."
        )
    return lines
