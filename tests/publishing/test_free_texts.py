"""The list of free texts: everything that organisations wrote, once, safe to open in Excel."""

from __future__ import annotations

import csv
from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.publishing import free_texts
from gnv_pipeline.warehouse.connection import connect

OBSTACLES = """
    insert into mart.obstacle (obstacle_id, organisation_id, year, text, support) values
        ('o1', '9902', 2027, '=1+1', 'En gemensam  rutin'),
        ('o2', '9901', 2027, 'Två journaler', null),
        ('o3', '9901', 2026, 'Förra årets hinder', null)
"""
NOTES = """
    insert into mart.note (note_id, subject, organisation_id, text, origin) values
        ('n1', 'submission', '9901', 'Skrivet av kommunen', 'organisation'),
        ('n2', 'submission', '9901', 'Skrivet av systemet', 'system')
"""


def test_what_organisations_wrote_this_year_is_listed_and_stays_text(
    folder: Path, home: DataHome
) -> None:
    database = folder / "mart.duckdb"
    with connect(database) as con:
        con.execute("delete from mart.note")
        con.execute(NOTES)
        con.execute(OBSTACLES)
    path, count = free_texts.write(home, database)
    assert path == home.internal / "2027-fritexter.csv"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert tuple(rows[0]) == free_texts.HEADER
    assert len(rows) == count + 1
    assert [(where, text) for _, where, text in rows[1:]] == [
        ("Hinder", "'=1+1"),  # kommuner in name order, whatever their ids
        ("Önskat stöd", "En gemensam rutin"),
        ("Hinder", "Två journaler"),
        ("Kommentar till nyckeltal", "Skrivet av kommunen"),
    ]
