"""Following a number home: to the cell of a workbook, or to the row of a national file."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from gnv_pipeline.findings import FindingsError
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import publication
from gnv_pipeline.publishing.trace import trace
from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import read_table
from tests.indicators.cases import fixture_plan
from tests.publishing.conftest import build

ORIGINAL = b"an original workbook"
SHA = hashlib.sha256(ORIGINAL).hexdigest()


@pytest.fixture(scope="module")
def published(judged_file: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> DataHome:
    """A published edition whose workbook lies in the store; tests that spoil it use a copy."""
    home = DataHome(tmp_path_factory.mktemp("trace"))
    shutil.copytree(fixture_plan("fjallmark"), home.plans / "2027")
    shutil.copyfile(judged_file, home.root / "gnv.duckdb")
    with connect(home.root / "gnv.duckdb") as con:
        publication.publish(home, with_original(con, home, plan))
    return home


def with_original(judged: Connection, home: DataHome, plan: Plan) -> Path:
    """A candidate, and the workbook that its own values came from."""
    observations = read_table(judged, "core.observation")
    workbook = observations["source_kind"] == "workbook"
    observations.loc[workbook, "sha256"] = SHA
    load(judged, "core.observation", observations)
    kept = home.submissions / "originals" / f"{SHA}.xlsx"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(ORIGINAL)
    return build(judged, home, plan)


def lines(home: DataHome, *asked: object) -> str:
    return "\n".join(trace(home, *asked).lines()).replace("\u00a0", " ")  # type: ignore[arg-type]


def test_an_own_value_leads_to_its_cells(published: DataHome) -> None:
    found = trace(published, "d1", "Högvret", 2027, "K")
    assert [(step.component, step.place) for step in found.steps] == [
        ("numerator", "Nyckeltal!D7"),
        ("denominator", "Nyckeltal!E7"),
    ]
    assert {(step.sha256, step.intact) for step in found.steps} == {(SHA, True)}
    assert found.steps[0].original == f"data/raw/inlamningar/originals/{SHA}.xlsx"
    text = lines(published, "d1", "Högvret", 2027, "K")
    assert text.startswith("Förebyggande hembesök · Högvrets kommun · 2027 · Kvinnor\n  40,0 % (")
    assert "Mottagen: 1 februari 2028 kl. 10.00" in text
    assert text.count(SHA) == 2  # told once, and in the name of the original


@pytest.mark.parametrize("area", ["9902", "Högvret", "Högvrets kommun", "HÖGVRET"])
@pytest.mark.parametrize("indicator", ["a1", "A1", "U99001"])
def test_a_national_value_leads_to_the_row_of_its_file(
    published: DataHome, indicator: str, area: str
) -> None:
    found = trace(published, indicator, area, 2027)
    assert [(step.component, step.source_file) for step in found.steps] == [
        ("value", "kolada.csv"),
        ("denominator", "kolada.csv"),
    ]
    assert all(step.place.startswith("rad ") for step in found.steps)
    assert all(step.original is None for step in found.steps)
    assert "Originalet finns inte kvar." in "\n".join(found.lines())


def test_a_masked_value_keeps_its_way_home_but_no_number(published: DataHome) -> None:
    text = lines(published, "d1", "Ödsele", 2027, "K")
    assert "Inget värde: Visas inte: bygger på få personer" in text
    assert "Nyckeltal!D7" in text


def test_a_county_sum_leads_to_every_kommun(published: DataHome) -> None:
    assert len(trace(published, "b1", "LAN99", 2027).steps) == 6


def test_an_original_that_was_changed_is_told(published: DataHome, tmp_path: Path) -> None:
    spoiled = DataHome(tmp_path / "kopia")
    shutil.copytree(published.root, spoiled.root)
    (spoiled.submissions / "originals" / f"{SHA}.xlsx").write_bytes(b"another")
    assert "ÄNDRAT" in lines(spoiled, "d1", "9902", 2027, "K")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("zz", "9902", 2027), "indicator-unknown"),
        (("a1", "Atlantis", 2027), "area-unknown"),
        (("a1", "9902", 1999), "row-unknown"),
    ],
)
def test_what_is_unknown_is_said_with_a_remedy(
    published: DataHome, asked: tuple[str, str, int], code: str
) -> None:
    with pytest.raises(FindingsError) as raised:
        trace(published, *asked)
    assert [one.code for one in raised.value.findings] == [code]
    assert raised.value.findings[0].remedy


def test_without_a_publication_there_is_nothing_to_follow(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="Ingen utgåva"):
        trace(DataHome(tmp_path), "a1", "9902", 2027)
