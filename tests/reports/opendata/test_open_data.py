"""The folder of open data, read back by what its own descriptions say."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from defusedxml import ElementTree

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.opendata import FOLDER, write_open_data
from gnv_pipeline.reports.render.opendata.dictionary import has_words
from gnv_pipeline.reports.render.opendata.tables import OPEN
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.reader import Publication
from gnv_pipeline.warehouse.schema import TableDoc, read_table_docs
from tests.reports.made_mart import make_mart

DOCS = {doc.name: doc for doc in read_table_docs() if doc.schema == "mart"}
TABLES = [one.table for one in OPEN]
FREE_TEXT = ("Vi bytte system under året.", "Journalerna går inte att läsa", "Gemensamma hembesök")
TYPES = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


@pytest.fixture(scope="module")
def folder(site: Path) -> Path:
    return site / FOLDER


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def frames(publication: Path) -> dict[str, pd.DataFrame]:
    with Publication(publication) as opened:
        return {name: opened.table(name) for name in TABLES}


def machine(folder: Path, name: str, prefix: str = "exempel-") -> list[dict[str, str]]:
    text = (folder / "csv" / f"{prefix}{name}.csv").read_bytes().decode("utf-8")
    assert "\r" not in text
    return list(csv.DictReader(io.StringIO(text)))


def swedish(folder: Path, name: str, prefix: str = "exempel-") -> list[dict[str, str]]:
    data = (folder / "csv-excel" / f"{prefix}{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def parquet(folder: Path, name: str, prefix: str = "exempel-") -> pd.DataFrame:
    with connect() as con:
        path = folder / "parquet" / f"{prefix}{name}.parquet"
        return con.execute("select * from read_parquet(?)", [str(path)]).df()


def written(value: Any) -> str:
    """A cell of the publication as the plain file should have it."""
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


@pytest.mark.parametrize("name", TABLES)
def test_all_forms_hold_the_publication_to_the_last_digit(
    folder: Path, frames: dict[str, pd.DataFrame], name: str
) -> None:
    expected = [
        [written(cell) for cell in row] for row in frames[name].itertuples(index=False, name=None)
    ]
    plain = machine(folder, name)
    assert [list(row.values()) for row in plain] == expected
    pd.testing.assert_frame_equal(parquet(folder, name), frames[name], check_dtype=False)
    floats = {column for column in frames[name] if frames[name][column].dtype.kind == "f"}
    for row, told in zip(plain, swedish(folder, name), strict=True):
        for column, text in row.items():
            shown = {"true": "ja", "false": "nej"}.get(text, text)
            shown = shown.replace(".", ",") if column in floats else shown
            assert told[column] in {shown, f"'{shown}"}


def test_the_description_follows_data_package_two(package: dict[str, Any], folder: Path) -> None:
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert package["created"] == "2028-03-20T00:00:00Z"
    assert [resource["name"] for resource in package["resources"]] == TABLES
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert (resource["type"], resource["format"], resource["encoding"]) == (
            "table",
            "csv",
            "utf-8",
        )
        header = data.decode("utf-8").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["title"]
        assert resource["description"]


def test_columns_have_type_title_and_origin_and_values_a_unit(package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            name = f"{resource['name']}.{field['name']}"
            assert has_words(resource["name"], field["name"]), name
            assert field["type"] in TYPES, name
            assert field["title"] != field["name"], name
            assert field["source"], name
            if field["type"] == "number":
                assert field.get("unit"), name
    values = {f["name"]: f for f in _fields(package, "indicator_value")}
    assert "source_label" in values["value"]["source"]
    assert values["lower95"]["source"] == "Egen bearbetning av data från Kolada"
    assert values["value"]["unit"] == "indikatorns enhet"


def _fields(package: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return next(r["schema"]["fields"] for r in package["resources"] if r["name"] == name)


@pytest.mark.parametrize("name", TABLES)
def test_types_and_keys_are_those_of_the_warehouse(
    package: dict[str, Any], publication: Path, name: str
) -> None:
    schema = next(r["schema"] for r in package["resources"] if r["name"] == name)
    doc: TableDoc = DOCS[name]
    assert schema["primaryKey"] == list(doc.primary_key)
    assert {ref["reference"]["resource"] for ref in schema.get("foreignKeys", [])} == {
        parent.removeprefix("mart.") for parent in doc.parents
    } & set(TABLES)
    with connect(publication, read_only=True) as con:
        described = con.execute(f"describe mart.{name}").fetchall()
    types = {row[0]: (row[1], row[2] == "NO") for row in described}
    for field in schema["fields"]:
        required = bool(field.get("constraints", {}).get("required"))
        assert (TYPES[field["type"]], required) == types[field["name"]]


def test_rows_obey_the_keys_and_codes_that_the_description_promises(
    package: dict[str, Any], folder: Path
) -> None:
    tables = {name: machine(folder, name) for name in TABLES}
    checked = 0
    for resource in package["resources"]:
        rows, schema = tables[resource["name"]], resource["schema"]
        keys = [tuple(row[column] for column in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for foreign in schema.get("foreignKeys", []):
            (column,), (parent,) = foreign["fields"], foreign["reference"]["fields"]
            known = {row[parent] for row in tables[foreign["reference"]["resource"]]}
            assert {row[column] for row in rows} - {""} <= known
        for field in schema["fields"]:
            cells = [row[field["name"]] for row in rows]
            if field.get("constraints", {}).get("required"):
                assert "" not in cells, f"{resource['name']}.{field['name']}"
            if "categories" in field:
                assert set(cells) - {""} <= {one["value"] for one in field["categories"]}, field[
                    "name"
                ]
                checked += 1
    assert checked > 15


def test_the_licence_is_not_made_up(package: dict[str, Any], plan: Plan) -> None:
    (licence,) = package["licenses"]
    assert licence["name"] == "notspecified"
    assert "inte beslutad" in licence["title"]
    assert "path" not in licence
    assert package["contributors"] == [{"title": plan.header.region_name, "roles": ["publisher"]}]
    assert package["id"].startswith("urn:")


RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DCAT = "{http://www.w3.org/ns/dcat#}"
DCTERMS = "{http://purl.org/dc/terms/}"
REQUIRED = {
    f"{DCAT}Catalog": ("title", "description", "publisher", f"{DCAT}dataset", "license", "language"),
    f"{DCAT}Dataset": (
        "title", "description", "publisher", f"{DCAT}theme", f"{DCAT}contactPoint", f"{DCAT}distribution",
        f"{DCAT}keyword", "accessRights", "issued", "temporal", "language", "accrualPeriodicity",
    ),
    f"{DCAT}Distribution": (f"{DCAT}accessURL", f"{DCAT}downloadURL", "license", f"{DCAT}mediaType", "title"),
    "{http://xmlns.com/foaf/0.1/}Agent": ("{http://xmlns.com/foaf/0.1/}name", "type"),
    "{http://www.w3.org/2006/vcard/ns#}Organization": ("{http://www.w3.org/2006/vcard/ns#}fn",),
}  # fmt: skip
VOCABULARIES = ("publications.europa.eu", "www.iana.org", "purl.org", "www.w3.org")


def test_the_catalogue_description_has_what_dcat_ap_se_asks_for(folder: Path) -> None:
    root = ElementTree.parse(folder / "dcat.rdf").getroot()
    things = {one.attrib[f"{RDF}about"]: one for one in root}
    kinds = [one.tag for one in things.values()]
    assert kinds.count(f"{DCAT}Distribution") == 3
    for thing in things.values():
        for name in REQUIRED.get(thing.tag, ()):
            tag = name if name.startswith("{") else f"{DCTERMS}{name}"
            found = thing.findall(tag)
            assert found, f"{thing.tag} {tag}"
            assert all(one.text or one.attrib or len(one) for one in found)
    for thing in things.values():
        for part in thing.iter():
            where = part.attrib.get(f"{RDF}resource")
            if where is None:
                continue
            if where.startswith("#"):
                assert where in things
            elif urlsplit(where).scheme:
                assert urlsplit(where).netloc in VOCABULARIES
            else:
                assert (folder / where).is_file(), where
    assert "xml:base" in (folder / "dcat.rdf").read_text(encoding="utf-8").split("-->")[0]


def test_five_lines_of_r_read_the_values_with_their_names(
    folder: Path, frames: dict[str, pd.DataFrame]
) -> None:
    text = (folder / "LÄS-MIG.txt").read_text(encoding="utf-8")
    lines = text.split("FEM RADER R\n\n")[1].split("\n\n")[0].splitlines()
    assert len(lines) == 5
    for line in lines:
        bare = re.sub(r'"[^"]*"', '""', line)
        assert '"' not in bare.replace('""', "")
        for opening, closing in ("()", "[]", "{}"):
            assert bare.count(opening) == bare.count(closing)
    start = re.search(r'paste0\("([^"]+)", fil, "([^"]+)"\)', lines[0])
    assert start
    assigned = {"las"}
    tables: dict[str, pd.DataFrame] = {}
    for line in lines[1:]:
        name, call = line.split(" <- ")
        assert set(re.findall(r"\b(las|varden|indikatorer|omraden)\b", call)) <= assigned
        if (file := re.search(r'las\("(\w+)"', call)) is not None:
            path = folder / f"{start[1]}{file[1]}{start[2]}"
            texts = dict.fromkeys(re.findall(r"(\w+) = \"character\"", call), str)
            table = pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=texts)
            chosen = re.search(r"\[, c\(([^)]*)\)\]", call)
            tables[name] = table[re.findall(r'"(\w+)"', chosen[1])] if chosen else table
        assigned.add(name)
    assert lines[4].endswith("merge(merge(varden, indikatorer), omraden)")
    merged = tables["varden"].merge(tables["indikatorer"]).merge(tables["omraden"])
    assert len(merged) == len(frames["indicator_value"])  # each value finds one name, none is lost
    assert set(merged["organisation_id"]) == set(frames["indicator_value"]["organisation_id"])
    assert set(merged["gender"]) == {"T", "K", "M"}


def test_the_text_for_people_says_what_is_left_out_and_what_is_example(folder: Path) -> None:
    text = (folder / "LÄS-MIG.txt").read_text(encoding="utf-8")
    for words in (
        "Exempeldata",
        "Preliminär utgåva",
        "inte beslutad",
        "INTE ÄR ÖPPNA DATA",
        "källa",
    ):
        assert words in text
    for name in TABLES:
        assert f"- {name}: " in text
    assert max(len(line) for line in text.split("FEM RADER R")[0].splitlines()) <= 100


def test_what_organisations_wrote_is_in_no_file(folder: Path, publication: Path) -> None:
    with Publication(publication) as opened:
        told = " ".join(
            str(cell)
            for name in ("note", "activity", "obstacle", "local_plan")
            for row in opened.table(name).itertuples(index=False)
            for cell in row
        )
    for text in FREE_TEXT:
        assert text in told
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".parquet":
                assert text not in parquet(folder, path.stem, prefix="").to_csv()
            elif path.is_file():
                assert text not in path.read_text(encoding="utf-8")
    tables = {path.stem.removeprefix("exempel-") for path in folder.rglob("*.*sv")}
    assert tables == set(TABLES)
    assert not tables & {"lineage", "note", "activity", "hand_in", "self_assessment_answer"}


def test_real_values_carry_no_mark_and_excel_gets_no_formulas(
    publication: Path, plan: Plan, tmp_path: Path
) -> None:
    shutil.copyfile(publication, tmp_path / "mart.duckdb")
    with connect(tmp_path / "mart.duckdb") as con:
        con.execute("update mart.edition set example = false")
        con.execute("update mart.indicator set better_note = '=HYPERLINK(1)', who_counts = '@x'")
        con.execute("update mart.trend set change = -1.5")
        con.execute("update mart.goal_status set gap = -2.5")
    with Publication(tmp_path / "mart.duckdb") as opened:
        files = write_open_data(opened, Mart(opened), plan, tmp_path)
    folder = tmp_path / FOLDER
    assert not [path for path in files if "exempel" in path.name]
    assert {row["better_note"] for row in swedish(folder, "indicator", "")} == {"'=HYPERLINK(1)"}
    assert {row["who_counts"] for row in swedish(folder, "indicator", "")} == {"'@x"}
    assert {row["better_note"] for row in machine(folder, "indicator", "")} == {"=HYPERLINK(1)"}
    assert {row["gap"] for row in swedish(folder, "goal_status", "")} == {"-2,5"}
    assert "Exempeldata" not in (folder / "LÄS-MIG.txt").read_text(encoding="utf-8")


def test_a_publication_without_values_has_open_data_too(plan: Plan, tmp_path: Path) -> None:
    with Publication(make_mart(tmp_path / "mart.duckdb", plan, 2027, bare=True)) as opened:
        write_open_data(opened, Mart(opened), plan, tmp_path)
    assert machine(tmp_path / FOLDER, "indicator_value") == []
    assert len(machine(tmp_path / FOLDER, "indicator")) == len(plan.indicators)
    root = ElementTree.parse(tmp_path / FOLDER / "dcat.rdf").getroot()
    assert not list(root.iter(f"{DCTERMS}temporal"))
