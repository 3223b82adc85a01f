"""Workbooks in other formats are read in a child process, within limits."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from gnv_pipeline.excel.child import Bounds
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.sources.bulk.files import read_book
from gnv_pipeline.sources.bulk.old_excel import read_old
from tests.sources_bulk.conftest import Take
from tests.sources_bulk.tables import TRUTH, long

_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def open_document(path: Path) -> Path:
    """The long table as LibreOffice would save it."""

    def cell(value: object) -> str:
        if isinstance(value, str):
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in long(TRUTH)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _CONTENT.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def test_an_open_document_is_read_like_a_workbook(tmp_path: Path, take: Take) -> None:
    result = take(open_document(tmp_path / "l.ods"))
    assert {(v.organisation_id, v.data_year): v.value for v in result.values} == TRUTH
    assert result.stored is not None
    assert result.stored.suffix == ".ods"


def test_an_old_export_is_known_by_its_bytes_and_not_its_name(shared_data: Path) -> None:
    data = (shared_data / "workbooks" / "kolada_xls" / "N20014.xls").read_bytes()
    book = read_book(data, "N20014.xlsx")
    assert book.form == "old"
    (sheet,) = book.sheets
    cell = sheet.at("D3867")
    assert cell is not None
    assert cell.value == pytest.approx(16855.925156)
    assert len(sheet.by_row) == 3867


def test_time_runs_out_for_the_child_alone(shared_data: Path) -> None:
    data = (shared_data / "workbooks" / "kolada_xls" / "N20014.xls").read_bytes()
    with pytest.raises(WorkbookRefused) as refused:
        read_old(data, Bounds(seconds=0.001))
    assert refused.value.reason is Reason.TOO_SLOW


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit of memory")
def test_memory_runs_out_for_the_child_alone(shared_data: Path) -> None:
    data = (shared_data / "workbooks" / "kolada_xls" / "N20014.xls").read_bytes()
    with pytest.raises(WorkbookRefused) as refused:
        read_old(data, Bounds(memory_bytes=1_000_000))
    assert refused.value.reason in {Reason.TOO_HEAVY, Reason.READER_STOPPED}


@pytest.mark.parametrize("cut", [100, 600, 5_000, 100_000])
def test_a_cut_off_file_is_damaged(cut: int, shared_data: Path) -> None:
    data = (shared_data / "workbooks" / "kolada_xls" / "N20014.xls").read_bytes()[:cut]
    with pytest.raises(WorkbookRefused) as refused:
        read_book(data, "N20014.xls")
    assert refused.value.reason in {Reason.DAMAGED, Reason.UNKNOWN, Reason.OLD_EXCEL}
