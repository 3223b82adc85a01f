"""Damage to the zip, the XML and the styles."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random

from tests.workbooks.conftest import sheet_parts, with_parts
from tests.workbooks.damage_kinds import (
    Damaged,
    Good,
    a_sheet,
    kind,
    names_of,
    with_xml,
)

# --- the zip -----------------------------------------------------------------------------------------


@kind
def cut_off(good: Good, random: Random) -> Damaged:
    return Damaged(good.data[: random.randrange(len(good.data))])


@kind
def directory_damaged(good: Good, random: Random) -> Damaged:
    """All parts are there; only the zip's list of them is cut or noise."""
    begins = good.data.index(b"PK\x01\x02")
    if random.random() < 0.5:
        return Damaged(good.data[: random.randrange(begins, len(good.data))])
    return Damaged(good.data[:begins] + random.randbytes(random.randrange(1, 500)))


@kind
def flipped_byte(good: Good, random: Random) -> Damaged:
    data = bytearray(good.data)
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return Damaged(bytes(data))


@kind
def flipped_bytes_at_the_end(good: Good, random: Random) -> Damaged:
    data = bytearray(good.data)
    for _ in range(random.randrange(1, 40)):
        data[-random.randrange(1, 3000)] = random.randrange(256)
    return Damaged(bytes(data))


@kind
def bytes_taken_out(good: Good, random: Random) -> Damaged:
    start = random.randrange(len(good.data))
    return Damaged(good.data[:start] + good.data[start + random.randrange(1, 2000) :])


@kind
def bytes_put_in_front(good: Good, random: Random) -> Damaged:
    return Damaged(random.randbytes(random.randrange(1, 200)) + good.data)


@kind
def bytes_added_at_the_end(good: Good, random: Random) -> Damaged:
    return Damaged(good.data + random.randbytes(random.randrange(1, 5000)))


@kind
def part_lost(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {random.choice(names_of(good.data)): None}))


@kind
def part_emptied(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {random.choice(names_of(good.data)): b""}))


@kind
def part_is_noise(good: Good, random: Random) -> Damaged:
    name = random.choice(names_of(good.data))
    return Damaged(with_parts(good.data, {name: random.randbytes(random.randrange(1, 2000))}))


@kind
def parts_swapped(good: Good, random: Random) -> Damaged:
    first, second = random.sample([n for n in names_of(good.data) if n.endswith(".xml")], 2)
    with zipfile.ZipFile(BytesIO(good.data)) as archive:
        return Damaged(
            with_parts(good.data, {first: archive.read(second), second: archive.read(first)})
        )


@kind
def part_twice(good: Good, random: Random) -> Damaged:
    out = BytesIO(good.data)
    name = random.choice(names_of(good.data))
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<x/>")
    return Damaged(out.getvalue())


@kind
def marked_as_encrypted(good: Good, random: Random) -> Damaged:
    data = bytearray(good.data)
    for start in [m.start() for m in re.finditer(rb"PK\x01\x02", good.data)]:
        data[start + 8] |= 1
    return Damaged(bytes(data))


@kind
def macros_added(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {"xl/vbaProject.bin": random.randbytes(200)}))


# --- the XML -----------------------------------------------------------------------------------------


@kind
def xml_cut_off(good: Good, random: Random) -> Damaged:
    part = random.choice([n for n in names_of(good.data) if n.endswith((".xml", ".rels"))])
    return with_xml(good, part, lambda xml: xml[: random.randrange(len(xml))])


@kind
def tag_lost(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]

    def lose(xml: str) -> str:
        tag = random.choice(list(re.finditer(r"<[^>]+>", xml)))
        return xml[: tag.start()] + xml[tag.end() :]

    return with_xml(good, part, lose)


@kind
def element_lost(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    name = random.choice(
        ["row", "c", "cols", "sheetViews", "dataValidations", "sheetProtection", "dimension"]
    )
    pattern = rf"<{name}\b(?:[^>]*/>|.*?</{name}>)"
    return with_xml(good, part, lambda xml: re.sub(pattern, "", xml, count=1, flags=re.DOTALL))


@kind
def entity_bomb(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return with_xml(good, part, lambda xml: xml.replace("<worksheet", bomb + "<worksheet", 1))


@kind
def wrong_dimension(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    there = random.choice(["A1", "A1:XFD1048576", "B2:A1", "hej", ""])
    return with_xml(
        good, part, lambda xml: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{there}"', xml)
    )


@kind
def addresses_lost(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    return with_xml(good, part, lambda xml: re.sub(r'<c r="[A-Z]+\d+"', "<c", xml))


@kind
def rows_in_another_order(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]

    def shuffle(xml: str) -> str:
        rows = re.findall(r"<row\b(?:[^>]*/>|.*?</row>)", xml, flags=re.DOTALL)
        mixed = random.sample(rows, len(rows))
        return re.sub(
            r"<sheetData>.*</sheetData>",
            lambda _: f"<sheetData>{''.join(mixed)}</sheetData>",
            xml,
            flags=re.DOTALL,
        )

    return with_xml(good, part, shuffle)


@kind
def odd_stored_value(good: Good, random: Random) -> Damaged:
    sheet, cell = random.choice(good.counts)
    part = sheet_parts(good.data)[sheet]
    odd = random.choice(["None", "NaN", "1e999", "-", "0x1F", "1 234", "１２", "4" * 400])
    pattern = rf'<c r="{cell}"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)'
    damaged = with_xml(
        good, part, lambda xml: re.sub(pattern, rf'<c r="{cell}"\1><v>{odd}</v></c>', xml)
    )
    return Damaged(damaged.data, (sheet, cell), "either")


@kind
def shared_string_out_of_range(good: Good, random: Random) -> Damaged:
    sheet, cell = random.choice(good.texts)
    part = sheet_parts(good.data)[sheet]
    pattern = rf'<c r="{cell}"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)'
    return with_xml(
        good,
        part,
        lambda xml: re.sub(pattern, rf'<c r="{cell}"\1 t="s"><v>999999</v></c>', xml),
    )


# --- styles ------------------------------------------------------------------------------------------


@kind
def styles_lost(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {"xl/styles.xml": None}))


@kind
def style_out_of_range(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    return with_xml(good, part, lambda xml: re.sub(r' s="\d+"', ' s="99999"', xml))


@kind
def style_elements_lost(good: Good, random: Random) -> Damaged:
    name = random.choice(["cellXfs", "fonts", "fills", "borders", "numFmts", "dxfs", "cellStyles"])
    pattern = rf"<{name}\b(?:[^>]*/>|.*?</{name}>)"
    return with_xml(good, "xl/styles.xml", lambda xml: re.sub(pattern, "", xml, flags=re.DOTALL))
