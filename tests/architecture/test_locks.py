"""The locks: every version pinned and hashed, for all platforms, the larger holding the smaller."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
ENTRY = re.compile(
    r"^(?P<name>[a-z0-9.-]+)(?:\[[^]]+])?==(?P<version>\S+)(?: ; (?P<marker>[^\\]+))?"
)


def entries(kind: str) -> dict[tuple[str, str], tuple[str, int]]:
    """(package, marker) with version and number of hashes."""
    text = (ROOT / LOCKS[kind]).read_text(encoding="utf-8")
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        match = ENTRY.match(block)
        assert match, f"not pinned: {block[:80]}"
        marker = (match["marker"] or "").strip()
        found[match["name"], marker] = (match["version"], block.count("--hash=sha256:"))
    return found


def declared() -> dict[str, str]:
    """Direct dependencies and their requirement, run and development together."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        lines += extra
    return {re.split(r"[=<>\[]", line)[0].lower().replace(".", "-"): line for line in lines}


@pytest.mark.parametrize("kind", sorted(LOCKS))
def test_every_version_has_hashes(kind: str) -> None:
    found = entries(kind)
    assert len(found) > 50
    assert [name for name, (_, hashes) in found.items() if hashes == 0] == []


def test_the_development_lock_holds_the_other_one() -> None:
    """The same versions and hashes; a package may be wanted on more systems for development."""
    run, dev = entries("run"), entries("dev")
    everywhere = {name: pinned for (name, marker), pinned in dev.items() if not marker}
    held = {key: dev.get(key, everywhere.get(key[0])) for key in run}
    assert held == run


def test_both_locks_follow_pyproject() -> None:
    versions = {name: version for (name, _), (version, _) in entries("dev").items()}
    for name, line in declared().items():
        assert name in versions, f"{name} is not locked: run `make lock`"
        if "==" in line:
            assert line.endswith(f"=={versions[name]}"), f"{line} is not the locked version"


def test_the_lock_is_for_windows_too() -> None:
    assert any("win32" in marker for _, marker in entries("run"))


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [", 1)[1].split("[project.scripts]", 1)[0]
    lines = block.splitlines()
    without = [
        line.strip()
        for number, line in enumerate(lines)
        if re.match(r'\s+"', line)
        and "#" not in line
        and not lines[number - 1].strip().startswith("#")
    ]
    assert without == []
