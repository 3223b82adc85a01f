"""Writing the sheet Läs mig: what it is about, how to do it, what comes back, and what file this is.

Belongs here: that one sheet. Does not belong here: the sheets people fill in (``template_sheets``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gnv_pipeline import formatting
from gnv_pipeline.excel.grid import address
from gnv_pipeline.plan.models import AreaKind, Round
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.layout import asked_inputs
from gnv_pipeline.workbooks.rows import Identity
from gnv_pipeline.workbooks.shapes import OPEN_MARK, SheetLayout
from gnv_pipeline.workbooks.styles import OPEN_FILL, lines_needed, row_height

if TYPE_CHECKING:
    from gnv_pipeline.workbooks.template_sheets import Draft

_WIDTHS = (2, 25, 74, 17)
_LABEL, _TEXT, _RIGHT = 1, 2, 3


class _Page:
    """Writes down the page, row by row."""

    def __init__(self, draft: Draft, sheet: Any) -> None:
        self.draft = draft
        self.sheet = sheet
        self.row = 0

    def gap(self, height: float = 9) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1

    def line(self, text: str, height: float = 18, **style: Any) -> None:
        """A line across the page; it runs over the empty cells to the right."""
        self.sheet.set_row(self.row, height)
        self.sheet.write_string(self.row, _LABEL, text, self.draft.styles.get(**style))
        self.row += 1

    def section(self, text: str) -> None:
        self.gap()
        colour = self.draft.plan.header.look.dark
        style = self.draft.styles.get(
            bold=True,
            font_size=13,
            font_color=colour,
            bottom=2,
            bottom_color=colour,
            valign="vcenter",
        )
        self.sheet.set_row(self.row, 22)
        for column in (_LABEL, _TEXT, _RIGHT):
            self.sheet.write_string(self.row, column, text if column == _LABEL else "", style)
        self.row += 1
        self.gap(4)

    def pair(self, label: str, text: str, *, bold: bool = False, fill: str | None = None) -> None:
        """A label with its text."""
        more = {"bg_color": fill} if fill else {}
        get = self.draft.styles.get
        self.sheet.write_string(self.row, _LABEL, label, get(bold=True, text_wrap=True, **more))
        self.sheet.write_string(self.row, _TEXT, text, get(bold=bold, text_wrap=True, **more))
        if fill:
            self.sheet.write_string(self.row, _RIGHT, "", get(**more))
        lines = lines_needed(text, _WIDTHS[_TEXT] + 2, bold=bold)
        self.sheet.set_row(self.row, row_height(lines, 19))
        self.row += 1


def write_readme(draft: Draft, sheet: Any, asked: Round, identity: Identity) -> None:
    """Write the sheet."""
    header, layout = draft.plan.header, draft.layout
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    page = _Page(draft, sheet)
    page.gap(6)
    page.line(
        header.subject, 30, font_size=20, bold=True, font_color=header.look.dark, valign="vcenter"
    )
    page.line(layout.organisation_name, 26, font_size=16, bold=True, valign="vcenter")
    page.line(
        f"Uppföljningsår {layout.year} · Mall {layout.template_version} · "
        f"Lämnas in senast {formatting.weekday_and_day(asked.deadline)}",
        20,
        bold=True,
    )
    if identity.example:
        page.gap()
        page.pair(words.EXAMPLE_DATA, words.EXAMPLE_FILE, bold=True, fill=OPEN_FILL)
    page.gap()
    page.pair("Fokus", header.focus_sentence)
    if not header.decided:
        page.pair("Exempel", words.EXAMPLE_PLAN)
    _how(page)
    _sheets(page)
    _back(page)
    _identity(page, identity)
    sheet.print_area(0, 0, page.row - 1, _RIGHT)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_selection("B2")


def _how(page: _Page) -> None:
    header, layout = page.draft.plan.header, page.draft.layout
    area = page.draft.plan.area_by_id[layout.organisation_id]
    together = " i lokala systemledningen" if area.kind is AreaKind.KOMMUN else ""
    page.section("Så gör ni")
    page.pair(
        "Fyll i", f"Fyll bara i gula celler märkta {OPEN_MARK}. Allt annat är låst.", fill=OPEN_FILL
    )
    page.pair(
        "Tid",
        f"Räkna med {header.template_minutes_together} minuter tillsammans{together} och "
        f"{header.template_minutes_alone} minuter på egen hand.",
    )
    page.pair("Tal", "Siffror som finns i Kolada hämtar vi.")
    page.pair("Svar", "Det finns inga rätt eller fel svar. Vet ni inte – välj ’Vet ej’.")
    page.pair(
        "Aldrig om enskilda",
        "Skriv aldrig om enskilda, inte heller så att någon kan kännas igen.",
        bold=True,
    )
    page.pair("Om något blir fel", "Blir något fel får ni tillbaka samma fil med markeringar.")


def _sheets(page: _Page) -> None:
    page.section("Bladen")
    styles, look = page.draft.styles, page.draft.plan.header.look
    link = styles.get(font_color=look.dark, underline=1, bold=True)
    right = styles.get(align="right", font_color=look.muted)
    for sheet in page.draft.layout.sheets:
        page.sheet.write_url(page.row, _LABEL, f"internal:'{sheet.title}'!A1", link, sheet.title)
        page.sheet.write_string(page.row, _TEXT, words.WHAT[sheet.id], styles.get(text_wrap=True))
        formula, stored = _progress(sheet)
        page.sheet.write_formula(page.row, _RIGHT, formula, right, stored)
        page.sheet.set_row(page.row, 19)
        page.row += 1


def _progress(sheet: SheetLayout) -> tuple[str, str]:
    """A formula that counts what is filled in, and what it shows in a blank template."""
    where = f"'{sheet.title}'!"
    if sheet.growing:
        name = next(iter(sheet.rows[0].inputs))
        first, last = sheet.cell(sheet.rows[0], name), sheet.cell(sheet.rows[-1], name)
        filled = sum(1 for row in sheet.rows if row.prefill.get(name))
        return f'=COUNTA({where}{first}:{last})&" rader"', f"{filled} rader"
    asked = asked_inputs(sheet)
    if not asked:
        return _progress_voluntary(sheet)
    if sheet.id == "keyfigures":
        return _progress_keyfigures(sheet)
    columns = sorted({sheet.position[name] for _, name in asked})
    first_row, last_row = asked[0][0].number, asked[-1][0].number
    if len(asked) == sum(
        1 for row in sheet.rows for name in row.inputs if sheet.position[name] in columns
    ):
        first, last = address(first_row, columns[0]), address(last_row, columns[-1])
        counted = f"COUNTA({where}{first}:{last})"
    else:
        cells = ",".join(where + sheet.cell(row, name) for row, name in asked)
        counted = f"COUNTA({cells})"
    return f'={counted}&" av {len(asked)}"', f"0 av {len(asked)}"


def _progress_voluntary(sheet: SheetLayout) -> tuple[str, str]:
    """Answers on a sheet where nobody has to answer everything, as that of a region with divisions."""
    columns = [column for column in sheet.columns if column.unit]
    rows = [row for row in sheet.rows if row.inputs]
    if not columns or not rows:
        return '=""', ""
    first = sheet.cell(rows[0], columns[0].field)
    last = sheet.cell(rows[-1], columns[-1].field)
    # A column's bands between the rows hold text in the first column only, so they count for nothing.
    return f"=COUNTA('{sheet.title}'!{first}:{last})&\" svar\"", "0 svar"


def _progress_keyfigures(sheet: SheetLayout) -> tuple[str, str]:
    """Rows that have a value, or a reason why they have none."""
    where = f"'{sheet.title}'!"
    rows = [row for row in sheet.rows if row.inputs]
    value, reason = (
        f"{where}{sheet.cell(rows[0], name)}:{sheet.cell(rows[-1], name)}"
        for name in ("numerator", "missing_reason")
    )
    return (
        f'=SUMPRODUCT(--(({value}<>"")+({reason}<>"")>0))&" av {len(rows)} rader"',
        f"0 av {len(rows)} rader",
    )


def _back(page: _Page) -> None:
    header, area = (
        page.draft.plan.header,
        page.draft.plan.area_by_id[page.draft.layout.organisation_id],
    )
    page.section("Det får ni tillbaka")
    page.pair(
        "Skicka in", f"Spara filen och skicka den till {header.contact}. Byt inte namn på den."
    )
    page.pair("Kvittens", "Ett svar på vad som kom fram, och vad som eventuellt behöver rättas.")
    where = "Era svar bredvid" if area.kind is AreaKind.KOMMUN else "Era svar i"
    page.pair(
        "Rapport",
        f"{where} {header.county_adjective}s samlade bild i årsrapporten. Ingen rangordning görs.",
    )
    page.pair("Frågor", f"Hör av er till {header.contact}.")


def _identity(page: _Page, identity: Identity) -> None:
    page.section("Om filen")
    values = {
        "organisation_name": page.draft.layout.organisation_name,
        "organisation_id": identity.organisation_id,
        "year": str(identity.year),
        "round": str(identity.round),
        "template_version": identity.template_version,
        "plan_revision": str(identity.plan_revision),
        "example": words.YES if identity.example else words.NO,
    }
    muted = page.draft.styles.get(font_color=page.draft.plan.header.look.muted)
    for name, label in words.BLOCK.items():
        page.sheet.write_string(page.row, _LABEL, label, muted)
        page.sheet.write_string(page.row, _TEXT, values[name], muted)
        page.row += 1
