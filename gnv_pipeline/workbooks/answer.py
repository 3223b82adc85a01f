"""The ready answer to send by e-mail: what came in, what must be put right, what to do.

Belongs here: its words, at most fifteen lines. Does not belong here: sending it, or the marked copy
(``receipt``).
"""

from __future__ import annotations

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.grouping import grouped
from gnv_pipeline.workbooks.layers import stop_sentence
from gnv_pipeline.workbooks.receipt_model import headline
from gnv_pipeline.workbooks.rows import ReadResult

LINES = 15
_LISTED = (
    7  # with greeting, headline, what is left and what to do the answer stays within its lines
)
_LONGEST = 600


def answer_mail(result: ReadResult, *, stored: bool = True, attached: bool = True) -> str:
    """An answer in Swedish, at most fifteen lines.

    Args:
        result: What came out of reading the file.
        stored: Whether the file was taken in; else it was only checked.
        attached: Whether the marked copy goes along.
    """
    name = next((finding.file for finding in result.findings if finding.file), None)
    whose = result.organisation_name
    lines = ["Hej!", ""]
    lines.append(
        " – ".join(text for text in (whose, name) if text) + (": " if whose or name else "")
    )
    lines[-1] = (lines[-1] + headline(result, stored=stored)).strip()
    if stop := stop_sentence(result.stopped_at):
        lines.append(stop)
    told = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    groups = grouped(told, _LISTED)
    listed = [finding for group in groups for finding in group.shown][:_LISTED]
    lines += [_line(finding) for finding in listed]
    if len(told) > len(listed):
        lines.append(f"… och {len(told) - len(listed)} till, som står i den bifogade filen."
                     if attached else f"… och {len(told) - len(listed)} till.")  # fmt: skip
    lines.append("")
    lines.append(_closing(result, told, attached=attached))
    lines.append("Undrar ni över något: svara på det här mejlet.")
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    text = f"{finding.severity.label} – {finding.place}: {finding.message} {finding.remedy}"
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _closing(result: ReadResult, told: list[Finding], *, attached: bool) -> str:
    if result.content is None:
        return "Skicka filen igen när det är gjort."
    copy = "Er egen fil med markeringar är bifogad." if attached else ""
    if any(finding.severity is Severity.ERROR for finding in told):
        return f"{copy} Rätta {'i den' if attached else 'i filen'} och skicka den igen.".strip()
    if told:
        return (
            f"{copy} Stämmer allt behöver ni inte göra något; en förklaring får ni gärna skriva."
        ).strip()
    return "Tack! Ni behöver inte göra något mer."
