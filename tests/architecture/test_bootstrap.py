"""scripts/bootstrap.py: skips what is done, and says what to do when it can't go on."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def bootstrap(project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, pointed at a made-up project."""
    spec = importlib.util.spec_from_file_location(
        "bootstrap", project_root / "scripts" / "bootstrap.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text(f"{name}==1\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    locks = {"run": tmp_path / "requirements.txt", "dev": tmp_path / "requirements-dev.txt"}
    monkeypatch.setattr(module, "LOCKS", locks)
    return module


@pytest.mark.parametrize(
    ("changed", "run_is_current", "dev_is_current"),
    [
        (None, True, True),
        ("requirements-dev.txt", True, False),
        ("requirements.txt", False, False),
        ("pyproject.toml", False, False),
    ],
)
def test_a_change_asks_for_a_new_install(
    bootstrap: ModuleType,
    tmp_path: Path,
    changed: str | None,
    run_is_current: bool,
    dev_is_current: bool,
) -> None:
    for kind in ("run", "dev"):
        bootstrap.stamp(kind).write_text(bootstrap.fingerprint(kind), encoding="utf-8")
    if changed:
        (tmp_path / changed).write_text("other==2\n", encoding="utf-8")
    assert bootstrap.is_installed("run") is run_is_current
    assert bootstrap.is_installed("dev") is dev_is_current


def test_a_venv_without_interpreter_is_not_usable(bootstrap: ModuleType) -> None:
    assert not bootstrap.is_usable()
    assert not bootstrap.is_installed("run")


def test_missing_ensurepip_names_the_package(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        bootstrap.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else True
    )
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        bootstrap.make_venv()


def test_a_failed_install_shows_what_pip_said_and_how_to_go_on(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "venv_python", lambda: Path(sys.executable))
    with pytest.raises(SystemExit) as stopped:
        bootstrap.pip_install("--no-index", "finns-inte-alls", total=1)
    assert "No matching distribution found for finns-inte-alls" in str(stopped.value)
    assert "HTTPS_PROXY" in str(stopped.value)
