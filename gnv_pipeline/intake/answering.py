"""Answering a hand-in: the text and the receipt, side by side in the answers' folder.

Belongs here: where an answer lies and what it is called. Does not belong here: its words (``answers``), the
receipt itself (``workbooks.receipt``), or which door the file came through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.answers import answer_mail
from gnv_pipeline.intake.outcome import SubmitResult
from gnv_pipeline.workbooks.receipt import write_receipt

_MAILBOX = "mailbox"  # the field of the sheet Inlämning that says where receipts are sent


@dataclass(frozen=True, slots=True)
class Answered:
    """Where an answer lies."""

    text: Path
    receipt: Path | None
    """None where there is nothing to mark: a file answered before, or one that may not be kept."""
    mailbox: str | None
    """Where the sender wants it, as far as the workbook says."""


def answer(home: DataHome, path: Path, result: SubmitResult, now: datetime) -> Answered:
    """Write the answer to a hand-in: a letter ready to send and a marked copy of the workbook.

    Args:
        home: The data home.
        path: The file as it was handed in.
        result: What became of it.
        now: When it came; stands in the names, so that no answer is written over another.
    """
    stem = f"{path.stem}_{now:%Y-%m-%d_%H%M%S}"
    home.answers.mkdir(parents=True, exist_ok=True)
    receipt = None
    if result.kept and (result.status != "duplicate" or not _answered_before(home, path)):
        receipt = home.answers / f"{stem}.xlsx"
        write_receipt(path, receipt, result.read, origins=result.origins)
    text = home.answers / f"{stem}.txt"
    unfinished = text.with_suffix(".tmp")
    letter = answer_mail(result, attached=receipt is not None)
    unfinished.write_text(letter + "\n", encoding="utf-8")
    unfinished.replace(text)
    return Answered(text, receipt, _mailbox(result))


def _answered_before(home: DataHome, path: Path) -> bool:
    """Whether a receipt lies there; a crash may have come between taking the file in and answering."""
    return any(
        found.suffix == ".xlsx" and found.name.startswith(f"{path.stem}_")
        for found in home.answers.iterdir()
    )


def _mailbox(result: SubmitResult) -> str | None:
    content = result.read.content
    rows = content.hand_in if content else ()
    return next((row.value for row in rows if row.field_id == _MAILBOX and row.value), None)
