"""Files made to do harm, as bytes.

Belongs here: making them. Does not belong here: what is expected of them (the tests) or sound files
(``build``).
"""

from __future__ import annotations

import struct

from tests.excel.build import one_row, parts, rows, zipped

SHEET = "xl/worksheets/sheet1.xml"
GOOD = zipped(parts(one_row('<c r="A1"><v>45</v></c>', '<c r="B1"><v>7</v></c>')))
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + "ha" * 50
    + '">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcde", "bcdef", strict=True))
    + "]><worksheet><sheetData><row><c r='A1' t='str'><v>&f;</v></c></row></sheetData></worksheet>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<sst><si><t>&a;</t></si></sst>"
)


def sheet(inside: str) -> bytes:
    return zipped(parts(inside))


def packed_bomb() -> bytes:
    return zipped({**parts(""), SHEET: b" " * 300_000_000})


def packed_below_the_limits() -> bytes:
    """140 MB of blanks in 140 kB, in parts too small for the rule of ratio."""
    blank = (
        "<sheetData>" + " " * 9_500_000 + one_row('<c r="A1"><v>1</v></c>')[len("<sheetData>") :]
    )
    return zipped(parts(*[blank] * 15))


def nested_mails() -> bytes:
    """Mails within mails, two thousand deep."""
    return b"".join(
        b"From: a@example.se\r\nContent-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (i, i)
        for i in range(2_000)
    )


def entity_in_utf16() -> bytes:
    return zipped(
        {**parts(""), SHEET: BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")}
    )


def entity_after_much_else() -> bytes:
    late = BOMB.replace("<!DOCTYPE", "<!--" + "x" * 20_000 + "--><!DOCTYPE")
    return zipped({**parts(one_row('<c r="A1" t="s"><v>0</v></c>')), "xl/sharedStrings.xml": late})


def overlapping() -> bytes:
    """Forty entries of the zip's directory that all point at the same packed bytes."""
    data = zipped({**parts(""), "xl/media/a.bin": b"x" * 9_000_000})
    at = data.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, at + 12)
    directory = data[start : start + size]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    more = directory + last * 40
    count = more.count(b"PK\x01\x02")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(more), start, 0)
    return data[:start] + more + end


def lying_about_sizes() -> bytes:
    """A part that says it is small and is not."""
    data = bytearray(packed_bomb())
    at = data.rindex(SHEET.encode()) - 46
    struct.pack_into("<I", data, at + 24, 1_000)
    return bytes(data)


def many_parts() -> bytes:
    return zipped({**parts(""), **{f"xl/x{i}.xml": "" for i in range(5_000)}})


def one_text_in_many_cells() -> bytes:
    """30 kB of text in each of 60 000 cells: 2 GB when written out."""
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 60_001))
    return zipped(parts(rows(cells), shared=[f"<t>{'å' * 30_000}</t>"]))


def many_merges() -> bytes:
    cells = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 50_001))
    merges = "".join(f'<mergeCell ref="B{r}:XFD1048576"/>' for r in range(1, 40_001))
    return sheet(rows(cells) + f"<mergeCells>{merges}</mergeCells>")


def endless_tag() -> bytes:
    return sheet(f"<sheetData><row><c r='A1' {'x' * 30_000_000}='1'/></row></sheetData>")
