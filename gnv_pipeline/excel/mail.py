"""A mail saved as a file (.eml): the workbook attached to it.

Belongs here: finding the one attachment that is a workbook. Does not belong here: Outlook's own format
(.msg), whose sender is told how to save the attachment, or anything else a mail says.
"""

from __future__ import annotations

import email
import zipfile
from dataclasses import dataclass
from email.message import Message
from io import BytesIO

from gnv_pipeline.excel import ole
from gnv_pipeline.excel.package import ZIP_ERRORS, plain_name
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused, shown_name
from gnv_pipeline.formatting import number

_MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Attachment:
    """A workbook taken out of a mail; ``name`` is its file name, without folder."""

    name: str
    data: bytes


def attached_workbook(data: bytes) -> Attachment:
    """The workbook attached to a mail.

    An attachment that is encrypted or an old .xls counts where there is no other, so that its sender
    is told about that and not about the mail. The same workbook attached twice counts once.

    Raises:
        WorkbookRefused: There is none, or more than one.
    """
    try:
        return _only_one(data)
    except RecursionError as error:  # mails within mails, some hundred deep
        raise WorkbookRefused(Reason.MAIL) from error


def _only_one(data: bytes) -> Attachment:
    found: dict[bytes, Attachment] = {}
    locked: dict[bytes, Attachment] = {}
    for position, part in enumerate(email.message_from_bytes(data).walk()):
        if position >= _MOST_PARTS:
            break
        content = _content(part)
        if content.startswith(b"PK") and _is_workbook(content):
            found.setdefault(content, Attachment(_name(part), content))
        elif content.startswith(ole.SIGNATURE):
            locked.setdefault(content, Attachment(_name(part), content))
    candidates = list((found or locked).values())
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise WorkbookRefused(Reason.MAIL, "Ingen arbetsbok är bifogad i det.")
    many = f"Det har {number(len(candidates))} bifogade arbetsböcker, och vi vet inte vilken som gäller."
    raise WorkbookRefused(Reason.MAIL, many)


def _content(part: Message) -> bytes:
    if part.is_multipart():
        return b""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):  # damaged transfer encodings
        return b""
    return content if isinstance(content, bytes) else b""


def _name(part: Message) -> str:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):  # names with damaged encodings
        name = None
    return shown_name(str(name or "")) or "bilaga.xlsx"


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return any(plain_name(name).startswith("xl/") for name in archive.namelist())
    except ZIP_ERRORS:
        return False
