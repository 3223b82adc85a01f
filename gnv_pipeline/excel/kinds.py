"""What a file is, by its first bytes; its name is never trusted, except for Excel's lock files.

Belongs here: telling kinds of files apart without reading them. Does not belong here: what is inside a
zip package (``preflight``), or the words (``refusals``).
"""

from __future__ import annotations

import re
from enum import StrEnum

from gnv_pipeline.excel import ole
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused

_START = 8_192
_LOCK_FILE_BYTES = 165  # what Excel writes beside an open workbook: length, name, padding
_SAVED_PAGE = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)
_MAIL_LINE = re.compile(
    rb"(from|received|return-path|delivered-to|mime-version|message-id|to|subject|date|x-[\w-]+"
    rb"|arc-[\w-]+|dkim-signature|authentication-results|thread-topic|content-type): ?.*",
    re.IGNORECASE,
)
_MAIL_SENDER = re.compile(rb"^(from|received|return-path): ?\S", re.IGNORECASE | re.MULTILINE)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_SHORTCUTS = (b"l\x00\x00\x00\x01\x14\x02\x00", b"[internetshortcut]")
_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<body", b"<meta", b"<script")
_OLD_BEGINNINGS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
# The first that is found at the top of an OLE file says what it is.
_OLE_NAMES = (
    ("EncryptedPackage", Reason.ENCRYPTED),
    ("Workbook", Reason.OLD_EXCEL),
    ("Book", Reason.OLD_EXCEL),
    ("WordDocument", Reason.WORD),
    ("PowerPoint Document", Reason.POWERPOINT),
    ("__properties_version1.0", Reason.OUTLOOK),
    ("__substg1.0_", Reason.OUTLOOK),  # begins the names of all others in a mail
)
_LABEL = "Det ser ut att vara en känslighetsetikett."
_PASSWORD = "Det ser ut att vara ett lösenord."


class Container(StrEnum):
    """What may hold a workbook."""

    ZIP = "zip"
    MAIL = "mail"


def container(data: bytes, name: str = "") -> Container:
    """Whether ``data`` is a zip package or a mail, either of which may hold a workbook.

    Args:
        data: The whole file.
        name: Its file name without folder.

    Raises:
        WorkbookRefused: It is something else; the reason says what.
    """
    if name.startswith(("~$", ".~lock.")) or _is_lock_file(data):
        raise WorkbookRefused(Reason.LOCK_FILE)
    if not data.strip(b"\x00\r\n\t "):
        raise WorkbookRefused(Reason.EMPTY)
    if data.startswith(b"PK"):
        return Container.ZIP
    if data.startswith(ole.SIGNATURE):
        raise _ole_refusal(data)
    if (reason := _by_signature(data)) is not None:
        raise WorkbookRefused(reason)
    reason = _by_text(data[:_START])
    if reason is Reason.MAIL:
        return Container.MAIL
    raise WorkbookRefused(reason)


def _is_lock_file(data: bytes) -> bool:
    """Whether it has the form of a lock file: a name's length, the name, blanks to the end."""
    if len(data) != _LOCK_FILE_BYTES or not 0 < data[0] <= 54:
        return False
    return not data[1 + data[0] : 55].strip(b" \x00")


def _ole_refusal(data: bytes) -> WorkbookRefused:
    names = ole.top_names(data) or frozenset(  # a damaged directory: look for the names anywhere
        name for name, _ in _OLE_NAMES if name.encode("utf-16-le") in data
    )
    reason = next((reason for name, reason in _OLE_NAMES if name in names), Reason.UNKNOWN)
    if reason is not Reason.ENCRYPTED:
        return WorkbookRefused(reason)
    inside = ole.all_names(data)
    if "DRMEncryptedDataSpace" in inside:
        return WorkbookRefused(reason, _LABEL)
    return WorkbookRefused(reason, _PASSWORD if "EncryptionInfo" in inside else "")


def _by_signature(data: bytes) -> Reason | None:
    if data.lstrip()[:5] == b"%PDF-":
        return Reason.PDF
    if data.startswith(_IMAGES) or data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"}:
        return Reason.IMAGE
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return Reason.IMAGE
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Reason.IMAGE
    if data.startswith(_ARCHIVES):
        return Reason.OTHER_ZIP
    if data[:64].lower().startswith(_SHORTCUTS):
        return Reason.SHORTCUT
    if data.startswith(b"{\\rtf"):
        return Reason.WORD
    if data.startswith(_OLD_BEGINNINGS):
        return Reason.OLD_EXCEL
    return None


def _by_text(start: bytes) -> Reason:
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        start = start.decode("utf-16", errors="replace").encode("utf-8")
    if b"\x00" in start:
        return Reason.UNKNOWN
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.lower().startswith(_PAGES):
        return Reason.WEB_PAGE
    if _MAIL_LINE.match(head):
        saved_page = _SAVED_PAGE.search(head) and not _MAIL_SENDER.search(head)
        return Reason.WEB_PAGE if saved_page else Reason.MAIL
    controls = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return Reason.TEXT if controls == 0 else Reason.UNKNOWN
