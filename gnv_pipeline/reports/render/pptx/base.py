"""The empty presentation that every deck starts from: 16:9, the plan's colours and font, two layouts.

Belongs here: theme, master and layouts, so that a slide somebody adds looks like the others. Does not
belong here: slides.
"""

from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from gnv_pipeline.reports.render.pptx import look as at
from gnv_pipeline.reports.render.pptx.look import DeckLook

_KEPT = ("Title Slide", "Title Only")
_NAMES = {"Title Slide": "Första bilden", "Title Only": "Rubrik och innehåll"}
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Office PowerPoint</Application></Properties>"
)


def empty(look: DeckLook) -> Any:
    """A presentation without slides; its layouts are, in order, the first slide's and every other's."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(Inches(at.WIDTH)), Emu(Inches(at.HEIGHT))
    size = deck.element.find(qn("p:sldSz"))
    size.attrib.pop("type", None)
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
    _theme(deck, look)
    master = deck.slide_master
    _without_footers(master)
    title = next(one for one in master.placeholders if one.placeholder_format.type == 1)
    _place(title, at.MARGIN, at.TITLE_TOP, at.WIDTH - 2 * at.MARGIN, at.TITLE_HEIGHT)
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    title.text_frame.margin_left = title.text_frame.margin_right = 0  # in line with what is below
    body = next(one for one in master.placeholders if one.placeholder_format.type == 2)
    _place(
        body,
        at.MARGIN,
        at.BODY_TOP,
        at.WIDTH - 2 * at.MARGIN,
        at.BODY_BOTTOM - at.BODY_TOP,
    )
    style = master.element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", str(at.TITLE_SIZE * 100))
    style.find(qn("a:defRPr")).set("b", "1")
    for layout in deck.slide_layouts:
        _without_footers(layout)
        if layout.name == _KEPT[0]:
            _first(layout)
        else:
            _bar(layout)
        layout.element.cSld.set("name", _NAMES[layout.name])
    _parts(deck)
    return deck


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _without_footers(holder: Any) -> None:
    """Date, footer and number are written on each slide, so that they follow it into another deck."""
    for shape in list(holder.placeholders):
        if shape.placeholder_format.type in {13, 15, 16}:
            shape._element.getparent().remove(shape._element)


def _theme(deck: Any, look: DeckLook) -> None:
    part = deck.slide_master.part.part_related_by(RT.THEME)
    theme = parse_xml(part.blob)
    colours = theme.find(f".//{qn('a:clrScheme')}")
    colours.set("name", "Planen")
    style = look.style
    wanted = {
        "dk1": style.text,
        "lt1": "#ffffff",
        "dk2": style.dark,
        "lt2": style.surface,
        "accent1": style.dark,
        "accent2": style.primary,
        "accent3": style.role("men").colour,
        "accent4": style.role("women").colour,
        "accent5": style.muted,
        "accent6": look.plan.accent,
        "hlink": style.dark,
        "folHlink": style.muted,
    }
    for name, colour in wanted.items():
        slot = colours.find(qn(f"a:{name}"))
        for old in list(slot):
            slot.remove(old)
        slot.append(parse_xml(f'<a:srgbClr {_NAMESPACES} val="{colour[1:].upper()}"/>'))
    for font in ("majorFont", "minorFont"):
        theme.find(f".//{qn(f'a:{font}')}").find(qn("a:latin")).set("typeface", look.font)
    part._blob = serialize_part_xml(theme)


def _first(layout: Any) -> None:
    """The first slide: white text on the plan's dark colour, to the left."""
    shapes = list(layout.placeholders)
    _place(shapes[0], at.OPENING_LEFT, 1.0, 11.4, 1.5)
    _place(shapes[1], at.OPENING_LEFT, 2.65, 11.4, 2.4)
    ground = parse_xml(
        f"<p:bg {_NAMESPACES}><p:bgPr><a:solidFill><a:schemeClr val='tx2'/></a:solidFill>"
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    layout.element.cSld.insert(0, ground)
    for shape, size, anchor in (
        (shapes[0], 44, MSO_ANCHOR.BOTTOM),
        (shapes[1], 22, MSO_ANCHOR.TOP),
    ):
        shape.text_frame.vertical_anchor = anchor
        shape.text_frame.margin_left = shape.text_frame.margin_right = 0
        listed = shape._element.txBody.find(qn("a:lstStyle"))
        for old in list(listed):
            listed.remove(old)
        listed.append(
            parse_xml(
                f'<a:lvl1pPr {_NAMESPACES} marL="0" indent="0" algn="l"><a:buNone/>'
                f'<a:defRPr sz="{int(Pt(size).pt) * 100}"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
                "</a:defRPr></a:lvl1pPr>"
            )
        )


def _bar(layout: Any) -> None:
    """A bar in the plan's colour at the top; it belongs to the layout, so nobody has to hear of it."""
    layout.shapes._spTree.append(
        parse_xml(
            f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="90" name="Färglist"/><p:cNvSpPr/>'
            "<p:nvPr userDrawn='1'/></p:nvSpPr><p:spPr><a:xfrm><a:off x='0' y='0'/>"
            f'<a:ext cx="{Inches(at.WIDTH)}" cy="{Inches(0.14)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )
    )


def _parts(deck: Any) -> None:
    """Leave out the template's printer settings and picture; say the truth of what wrote the file."""
    for owner, kind in (
        (deck.part, RT.PRINTER_SETTINGS),
        (deck.part.package, RT.THUMBNAIL),
    ):
        rels = owner._rels
        for key in [key for key, rel in rels.items() if rel.reltype == kind]:
            rels.pop(key)
    for part in deck.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = _APP
