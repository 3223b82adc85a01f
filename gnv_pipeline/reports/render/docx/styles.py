"""The look of the Word documents as named styles, so that a text pasted elsewhere takes on that document's.

Belongs here: page, fonts, headings, the box that warns. Does not belong here: contents.
"""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from gnv_pipeline.plan.models import Look
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.render.pptx.look import TAG_GROUND, TAG_TEXT, font_of

BODY, SMALL, TABLE = 10.5, 8.5, 9.0
WARNING, SOURCE = "Viktigt att veta", "Källa"
MARGIN = 1.9
_PLAIN = str.maketrans("åäö ", "aao-")  # ids of styles; their names keep their letters


def rgb(colour: str) -> RGBColor:
    """``#rrggbb`` as the library wants it."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return RGBColor(*parts)


def prepare(document: Any, look: Look) -> Style:
    """A4, the plan's colours and a font that every computer has; returns the colours."""
    style, font = Style(look), font_of(look)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(MARGIN)
    page.top_margin, page.bottom_margin = Cm(1.7), Cm(1.6)
    page.header_distance = page.footer_distance = Cm(0.8)
    styles = document.styles
    sizes = (("Normal", BODY), ("Heading 1", 20.0), ("Subtitle", 12.0), ("Heading 2", 13.5))
    for name, size in (*sizes, ("List Bullet", BODY)):
        one = styles[name]
        one.font.name, one.font.size, one.font.italic = font, Pt(size), False
        fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)  # a theme font would win over the name
        for spacing in one.element.rPr.findall(qn("w:spacing")):
            one.element.rPr.remove(spacing)  # the template sets subtitles wide
        one.font.color.rgb = rgb(style.dark if name.startswith("Heading") else style.text)
        one.paragraph_format.space_before = Pt(8 if name == "Heading 2" else 0)
        one.paragraph_format.space_after = Pt(5 if name == "Normal" else 3)
        one.paragraph_format.line_spacing = 1.08
    _added(styles, SOURCE, SMALL, style.muted)
    warning = _added(styles, WARNING, BODY - 0.5, TAG_TEXT)
    warning.element.get_or_add_pPr().insert(  # the format wants it before the spacing
        0,
        parse_xml(
            f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TAG_GROUND[1:]}"/>'
        ),
    )
    return style


def _added(styles: Any, name: str, size: float, colour: str) -> Any:
    one = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    one.element.set(qn("w:styleId"), name.translate(_PLAIN))
    one.base_style = styles["Normal"]
    one.font.size, one.font.color.rgb = Pt(size), rgb(colour)
    one.paragraph_format.space_after = Pt(3)
    return one
