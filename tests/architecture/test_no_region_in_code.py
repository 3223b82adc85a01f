"""Another region writes another plan folder and nothing else: the code names no region's areas.

The words come from the plan itself: names, variants and ids of the kommuner, the region, the county
and the comparison group. The nation is the same for everyone and may be named.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "gnv_pipeline"
YEARS = range(1990, 2050)
"""Four-digit ids in this range look like years, so only the bare text counts as the id."""


def areas() -> list[dict[str, object]]:
    """Every area of every plan of the project but the nation."""
    found: list[dict[str, object]] = []
    for file in sorted(ROOT.glob("data/raw/plan/*/areas.yaml")):
        loaded = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        found += [area for area in loaded["areas"] if area["kind"] != "nation"]
    return found


def region_words() -> set[str]:
    """Names and their variants as somebody would write them in code."""
    words = {"Dalarna", "Dalarnas", "dalarna", "DALARNA"}
    for area in areas():
        variants = area.get("variants") or []
        assert isinstance(variants, list)
        words |= {str(area["name"]), str(area["full_name"]), *map(str, variants)}
    is_name = re.compile(r"[^\W\d_]{3}")  # a variant may be a code or an abbreviation
    return {word for word in words if is_name.search(word)}


def area_ids() -> set[str]:
    """Ids as text."""
    return {str(area["id"]) for area in areas()}


def sources(*patterns: str) -> list[Path]:
    """Files of the package, sorted."""
    return sorted(file for pattern in patterns for file in PACKAGE.rglob(pattern))


def test_the_word_list_is_not_empty() -> None:
    assert len(region_words()) > 10
    assert len(area_ids()) > 10


@pytest.mark.parametrize(
    "file",
    sources("*.py", "*.html", "*.j2", "*.css", "*.js"),
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_area_is_named(file: Path) -> None:
    longest_first = sorted(region_words(), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)")
    lines = file.read_text(encoding="utf-8").splitlines()
    hits = [f"{no}: {line.strip()}" for no, line in enumerate(lines, 1) if pattern.search(line)]
    assert hits == []


@pytest.mark.parametrize(
    "file", sources("*.py"), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_no_area_id_is_written(file: Path) -> None:
    ids = area_ids()
    inside_text = {one for one in ids if not (one.isdigit() and int(one) in YEARS)}
    hits: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str):
            words = set(re.findall(r"\w+", node.value))
            found = words & inside_text or ({node.value} & ids)
        elif isinstance(node.value, int) and not isinstance(node.value, bool):
            found = {str(node.value)} & inside_text
        else:
            continue
        hits += [f"{node.lineno}: {one}" for one in sorted(found)]
    assert hits == []
