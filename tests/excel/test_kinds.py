"""Every kind of file somebody may send: what it is, and what to do about it, in Swedish."""

from __future__ import annotations

import pytest

from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.excel.preflight import inspect
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused, shown_name
from gnv_pipeline.findings import Severity
from tests.excel.build import filled, mail, ole, parts, zipped

GOOD = filled({"A1": "Kommun", "B2": 45})
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"}
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}
LOCK = (b"\x07Kerstin" + b" " * 47 + b"\x07\x00" + "Kerstin".encode("utf-16-le")).ljust(165, b" ")
SAVED_PAGE = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x"

KINDS: list[tuple[str, bytes, str, Reason, str]] = [
    # what, bytes, file name, reason, a word its answer must hold
    ("empty", b"", "mall.xlsx", Reason.EMPTY, "tom"),
    ("only zeros", bytes(200), "mall.xlsx", Reason.EMPTY, "tom"),
    ("lock file by name", b"\x05RSS  ", "~$mall.xlsx", Reason.LOCK_FILE, "~$"),
    ("lock file by form", LOCK, "mall.xlsx", Reason.LOCK_FILE, "~$"),
    ("LibreOffice lock file", b",rss,;", ".~lock.mall.xlsx#", Reason.LOCK_FILE, "hjälpfil"),
    ("password", ole("EncryptionInfo", "EncryptedPackage"), "a.xlsx", Reason.ENCRYPTED, "lösenord"),
    (
        "sensitivity label",
        ole("EncryptedPackage", "\x06DataSpaces", inside=["DRMEncryptedDataSpace"]),
        "a.xlsx",
        Reason.ENCRYPTED,
        "känslighetsetikett",
    ),
    ("xls", ole("Workbook", "\x05SummaryInformation"), "a.xls", Reason.OLD_EXCEL, ".xls"),
    ("xls of Excel 5", ole("Book"), "a.xls", Reason.OLD_EXCEL, ".xls"),
    ("xls of Excel 3", b"\x09\x02\x06\x00\x00\x00", "a.xls", Reason.OLD_EXCEL, ".xls"),
    ("xls with Word in it", ole("Workbook", inside=["WordDocument"]), "a.xls", Reason.OLD_EXCEL, "xls"),
    ("xls renamed", ole("Workbook"), "a.xlsx", Reason.OLD_EXCEL, ".xls"),
    ("doc", ole("WordDocument"), "a.xlsx", Reason.WORD, "Word"),
    ("ppt", ole("PowerPoint Document"), "a.xlsx", Reason.POWERPOINT, "PowerPoint"),
    ("msg", ole("__nameid_version1.0", "__properties_version1.0"), "a.msg", Reason.OUTLOOK, "Outlook"),
    ("another OLE", ole("Catalog"), "Thumbs.db", Reason.UNKNOWN, "ingen Excelarbetsbok"),
    ("pdf", b"%PDF-1.7 ...", "mall.xlsx", Reason.PDF, "PDF"),
    ("csv", "Kommun;Värde\nOrsa;45\n".encode("latin-1"), "mall.xlsx", Reason.TEXT, "CSV"),
    ("tsv", b"Kommun\tV\nOrsa\t45\n", "mall.xlsx", Reason.TEXT, "textfil"),
    ("text in UTF-16", "Kommun;Värde\n".encode("utf-16"), "a.csv", Reason.TEXT, "textfil"),
    ("text that begins BM", b"BM;Kommun\n1;2\n", "a.csv", Reason.TEXT, "textfil"),
    ("page", b"<html><table>", "mall.xls", Reason.WEB_PAGE, "webbsida"),
    ("page of Excel", SAVED_PAGE, "mall.xls", Reason.WEB_PAGE, "webbsida"),
    ("XML of 2003", b'<?xml version="1.0"?><Workbook/>', "mall.xls", Reason.WEB_PAGE, "XML"),
    ("docx", zipped({"word/document.xml": "x"}), "mall.xlsx", Reason.WORD, "Word"),
    ("rtf", b"{\\rtf1 hej}", "mall.xlsx", Reason.WORD, "Word"),
    ("odt", zipped(ODT), "mall.odt", Reason.WORD, "Word"),
    ("pptx", zipped({"ppt/presentation.xml": "x"}), "a.xlsx", Reason.POWERPOINT, "PowerPoint"),
    ("ods", zipped(ODS), "mall.ods", Reason.OPEN_DOCUMENT, ".ods"),
    ("xlsb", zipped({"xl/workbook.bin": "x"}), "a.xlsb", Reason.BINARY_WORKBOOK, ".xlsb"),
    ("Numbers", zipped({"Index/Document.iwa": "x"}), "a.numbers", Reason.NUMBERS, "Numbers"),
    ("zip with a workbook", zipped({"mapp/mall.xlsx": GOOD}), "a.zip", Reason.OTHER_ZIP, "en arbetsbok"),
    ("zip with two", zipped({"a.xlsx": GOOD, "b.xlsx": GOOD}), "a.zip", Reason.OTHER_ZIP, "2 arbetsb"),
    ("7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "a.7z", Reason.OTHER_ZIP, "Packa upp"),
    ("png", b"\x89PNG\r\n\x1a\n\x00\x00", "mall.xlsx", Reason.IMAGE, "bild"),
    ("jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "foto.jpg", Reason.IMAGE, "bild"),
    ("photo from a telephone", b"\x00\x00\x00\x18ftypheic\x00", "foto.xlsx", Reason.IMAGE, "foto"),
    ("link", b"[InternetShortcut]\r\nURL=https://example.se", "mall.url", Reason.SHORTCUT, "länk"),
    ("mail without workbook", mail(), "a.eml", Reason.MAIL, "Ingen arbetsbok"),
    ("mail with two", mail(("a.xlsx", GOOD), ("b.xlsx", zipped(parts("")))), "a.eml", Reason.MAIL, "2 bif"),
    ("mail with a locked one", mail(("a.xlsx", ole("EncryptedPackage"))), "a.eml", Reason.ENCRYPTED, "lös"),
    ("cut zip", GOOD[: len(GOOD) // 2], "mall.xlsx", Reason.DAMAGED, "kapats"),
    ("broken zip", b"PK\x03\x04broken", "mall.xlsx", Reason.DAMAGED, "skadad"),
    ("no main part", zipped({"xl/theme/theme1.xml": "<x/>"}), "mall.xlsx", Reason.DAMAGED, "skadad"),
    ("no sheets", zipped(parts()), "mall.xlsx", Reason.DAMAGED, "blad"),
    ("noise", b"\x01\x02\x03\xfe\x00\x99" * 40, "mall.xlsx", Reason.UNKNOWN, "ingen Excelarbetsbok"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "reason", "word"),
    [kind[1:] for kind in KINDS],
    ids=[kind[0] for kind in KINDS],
)
def test_each_kind_is_told_and_what_to_do(
    data: bytes, name: str, reason: Reason, word: str
) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(data, name)
    assert refused.value.reason is reason
    finding = refused.value.finding(name)
    assert finding.code == f"file-{reason.value}"
    assert finding.severity is Severity.ERROR
    assert word in finding.message + finding.remedy
    assert finding.remedy.endswith(".")


def test_an_encrypted_file_is_told_both_causes_and_the_likely_one() -> None:
    for data, likely in (
        (ole("EncryptionInfo", "EncryptedPackage"), "ser ut att vara ett lösenord"),
        (
            ole("EncryptedPackage", "\x06DataSpaces", inside=["DRMEncryptedDataSpace"]),
            "ser ut att vara en känslighetsetikett",
        ),
    ):
        with pytest.raises(WorkbookRefused) as refused:
            inspect(data)
        assert likely in refused.value.message
        assert "antingen på ett lösenord eller på en känslighetsetikett" in refused.value.message
        assert "Lösenord:" in refused.value.remedy
        assert "Känslighetsetikett:" in refused.value.remedy


def test_every_reason_has_words() -> None:
    for reason in Reason:
        refused = WorkbookRefused(reason)
        assert refused.message.endswith(".")
        assert refused.remedy.endswith(".")


def test_a_workbook_is_taken_out_of_a_mail() -> None:
    sent = mail(("Svar från Älvdalen.xlsx", GOOD), ("logga.png", b"\x89PNG"), ("igen.xlsx", GOOD))
    grid = read_grid(sent, "Mejl.eml")
    assert grid.attachment == "Svar från Älvdalen.xlsx"
    assert grid.sheets == read_grid(GOOD).sheets


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("mall.xlsx", "mall.xlsx"),
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        (r"C:\Users\Eva\Mallar\Orsa å.xlsx", "Orsa å.xlsx"),
        ("a\x00\nb\u202exslx.exe", "abxslx.exe"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
    ],
)
def test_names_are_shown_without_folders_and_tricks(name: str, shown: str) -> None:
    assert shown_name(name) == shown
    assert WorkbookRefused(Reason.EMPTY).finding(name).file == shown
