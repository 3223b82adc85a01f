"""Every PDF can be read aloud, kept and opened: PDF/UA-1, PDF/A-3a, fonts inside, no errors."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from gnv_pipeline.reports.render.names import file_name
from gnv_pipeline.reports.render.pdf import pdf_bytes, write_pdfs
from tests.reports_pdf import reading
from tests.reports_pdf.conftest import Made


def _checked(paths: tuple[Path, ...]) -> None:
    files = [str(path) for path in paths]
    heard = reading.run("outloud", "--no-info", "--fail-on", "error", *files)
    assert heard.returncode == 0, heard.stdout
    assert heard.stdout.count(" 0 error(s)") == len(files), heard.stdout
    done = reading.run("pdfua", "check", "--min-severity", "warning", *files)
    assert done.returncode == 0, done.stdout


def test_the_made_up_region_can_be_read_aloud(made: Made) -> None:
    _checked(made.files)


def test_a_local_report_of_the_real_plan_can_be_read_aloud(real: Made) -> None:
    _checked(real.files[1:2])


@pytest.mark.full
def test_every_report_of_the_real_plan_can_be_read_aloud(real: Made) -> None:
    _checked(real.files)


@pytest.mark.parametrize("name", ["made", "real"])
def test_pdfinfo_calls_them_tagged_and_a4(name: str, request: pytest.FixtureRequest) -> None:
    set_of: Made = request.getfixturevalue(name)
    for report, path in zip(set_of.reports, set_of.files, strict=True):
        told = reading.run("pdfinfo", "-isodates", str(path)).stdout
        assert "Tagged:          yes" in told
        assert "JavaScript:      no" in told
        assert "A4" in told
        assert f"CreationDate:    {report.edition.dated.isoformat()}" in told
        assert report.subject in told


@pytest.mark.parametrize("name", ["made", "real"])
def test_fonts_language_and_standards(name: str, request: pytest.FixtureRequest) -> None:
    set_of: Made = request.getfixturevalue(name)
    for path in set_of.files:
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang).lower().startswith("sv")
            assert "/Outlines" in pdf.Root
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        lines = reading.run("pdffonts", str(path)).stdout.splitlines()[2:]
        assert lines
        assert all("yes yes yes" in line for line in lines)


def test_a_second_run_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    again = write_pdfs(made.reports, made.plan, tmp_path)
    assert [path.stem for path in again] == [
        file_name(one.title, one.edition) for one in made.reports
    ]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made.files]


def test_the_date_is_the_editions(made: Made) -> None:
    report = made.reports[1]
    later = dataclasses.replace(report.edition, dated=report.edition.dated + timedelta(days=1))
    assert pdf_bytes(dataclasses.replace(report, edition=later), made.plan) != (
        made.files[1].read_bytes()
    )
