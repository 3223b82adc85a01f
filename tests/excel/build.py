"""Files of every kind, made by hand: workbooks part by part, OLE files, mails, bombs.

Belongs here: making bytes. Does not belong here: what is expected of them (the tests).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def zipped(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)  # keeps names as they are, also odd ones
            info.compress_type = packing
            archive.writestr(info, content)
    return out.getvalue()


def repacked(data: bytes, changed: Mapping[str, str | bytes | None]) -> bytes:
    """A workbook with parts changed, added, or (``None``) left out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, content in changed.items():
        if content is None:
            parts.pop(name)
        else:
            parts[name] = content
    return zipped(parts)


def filled(cells: Mapping[str, object]) -> bytes:
    """A workbook as openpyxl saves it."""
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def relations(entries: Sequence[tuple[str, str, str]], base: str = REL) -> str:
    """A part of relationships: id, kind and target of each."""
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{base}/{kind}" Target="{target}"/>'
        for identity, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE_REL}">{inside}</Relationships>'


def parts(
    *sheets: str,
    shared: Sequence[str] = (),
    formats: Sequence[str] = (),
    book: str = "",
    main: str = MAIN,
    base: str = REL,
) -> dict[str, str | bytes]:
    """The parts of a workbook with sheets Blad1, Blad2 ...

    Args:
        sheets: What stands inside each ``worksheet`` element.
        shared: XML inside each ``si``.
        formats: Number formats; cells use them by ``s="1"`` and on.
        book: What stands before ``sheets`` in the workbook part.
        main: The namespace of the parts.
        base: The namespace of relationships.
    """
    listed = "".join(
        f'<sheet name="Blad{i}" sheetId="{i}" r:id="rId{i}"/>' for i in range(1, len(sheets) + 1)
    )
    found: dict[str, str | bytes] = {
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")], base),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{base}">{book}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            [
                (f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml")
                for i in range(1, len(sheets) + 1)
            ]
            + [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")],
            base,
        ),
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{main}"><numFmts>'
        + "".join(
            f'<numFmt numFmtId="{170 + i}" formatCode="{code}"/>' for i, code in enumerate(formats)
        )
        + '</numFmts><cellStyleXfs><xf numFmtId="10"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{170 + i}"/>' for i in range(len(formats)))
        + '</cellXfs><dxfs><dxf><numFmt numFmtId="170" formatCode="0%"/></dxf></dxfs></styleSheet>',
        "xl/sharedStrings.xml": f'{DECLARATION}<sst xmlns="{main}">'
        + "".join(f"<si>{text}</si>" for text in shared)
        + "</sst>",
    }
    for i, inside in enumerate(sheets, start=1):
        found[f"xl/worksheets/sheet{i}.xml"] = (
            f'{DECLARATION}<worksheet xmlns="{main}">{inside}</worksheet>'
        )
    return found


def rows(inside: str) -> str:
    """A sheet's data."""
    return f"<sheetData>{inside}</sheetData>"


def one_row(*cells: str) -> str:
    """A sheet with one row of these cells."""
    return rows(f'<row r="1">{"".join(cells)}</row>')


def ole(*names: str, inside: Sequence[str] = ()) -> bytes:
    """An OLE file with empty streams of these names at the top, and ``inside`` a folder of its own."""
    listed = ["Root Entry", *names, *(["MBD0001"] if inside else []), *inside]
    nothing = 0xFFFFFFFF
    directory = b""
    top = 1 + len(names) + bool(inside)
    for index, name in enumerate(listed):
        raw = (name + "\0").encode("utf-16-le")
        last = index in {0, top - 1, len(listed) - 1}
        right = nothing if last else index + 1
        is_folder = index == 0 or name == "MBD0001"
        child = (1 if index == 0 and len(listed) > 1 else top) if is_folder else nothing
        kind = 5 if index == 0 else 1 if is_folder else 2
        entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
        entry += struct.pack("<III", nothing, right, child)
        directory += entry.ljust(128, b"\0")
    sectors = -(-len(directory) // 512)
    directory = directory.ljust(sectors * 512, b"\0")
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header += struct.pack("<IIIIII", 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[nothing] * 108)
    return header + fat + directory


def mail(*attachments: tuple[str, bytes], text: str = "Hej! Här kommer mallen.") -> bytes:
    """A mail with these attachments."""
    message = EmailMessage()
    message["From"] = "Kommunen <inlamning@example.se>"
    message["To"] = "rss@example.se"
    message["Subject"] = "Årets mall"
    message.set_content(text)
    for name, data in attachments:
        main, _, sub = XLSX.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()
