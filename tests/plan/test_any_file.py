"""Whatever stands in a plan folder, the check says so in findings; it never breaks off."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gnv_pipeline.findings import has_errors
from gnv_pipeline.plan.loading import read_plan
from gnv_pipeline.plan.positions import parse
from gnv_pipeline.plan.reading import FILES
from tests.plan.conftest import FJALLMARK

ODD = (
    *("", " ", "-", "- ", "x", "id: 0020", "\t", "'", '"', "{", "]", ": :", "& a", "*a", "é"),
    *("1e999", "~", "---"),
)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan") / "fjallmark"
    shutil.copytree(FJALLMARK, folder)
    return folder


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_lines_give_a_plan_or_errors(spoilt: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    whole = (FJALLMARK / name).read_text(encoding="utf-8")
    lines = whole.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        kept = lines[at]
        cut = data.draw(st.integers(0, len(kept)))
        lines[at] = kept[:cut] + data.draw(st.sampled_from((*ODD, kept[cut:].strip())))
    path = spoilt / name
    try:
        path.write_text("\n".join(lines), encoding="utf-8")
        plan, findings = read_plan(spoilt)
    finally:
        path.write_text(whole, encoding="utf-8")
    assert (plan is None) == has_errors(findings)
    for one in findings:
        assert one.message
        assert one.code


@given(content=st.binary(max_size=60))
def test_any_bytes_are_a_document_or_a_finding(content: bytes) -> None:
    document, findings = parse("plan.yaml", content)
    assert (document.data is not None) or findings


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "a: &x [*x]",
        "a: &x {b: *x}",
        "a: *y",
        "a: 1\n---\nb: 2",
        "? [1]\n: 2",
        "!!python/x 1",
        "---",
        "~",
    ],
)
def test_odd_yaml(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "fjallmark"
    shutil.copytree(FJALLMARK, folder)
    (folder / "goals.yaml").write_text(text, encoding="utf-8")
    plan, findings = read_plan(folder)
    assert plan is None
    assert "goals.yaml" in {one.file for one in findings if one.line is not None}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0020", 20),
        ('"0020"', "0020"),
        ("yes", "yes"),
        ("true", True),
        ("87.4", 87.4),
        ("87,4", "87,4"),
        ("1e999", "1e999"),
        (".nan", ".nan"),
        ("2027-03-19", "2027-03-19"),
        ("~", None),
        ("G33627", "G33627"),
        ("1_000", 1000),
    ],
)
def test_what_yaml_reads(written: str, read: object) -> None:
    document, findings = parse("x.yaml", f"key: {written}\n".encode())
    assert findings == ()
    assert document.data == {"key": read}
    assert type(document.data["key"]) is type(read)
