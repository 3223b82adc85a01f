"""Every module says what it is for and stays short enough to be read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "gnv_pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
SHORTEST_DOCSTRING = 20


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_is_documented_and_short(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source)) or ""
    assert len(docstring) >= SHORTEST_DOCSTRING, "say what belongs in this module and what does not"
    assert len(source.splitlines()) <= LONGEST, "split it by what changes for the same reason"


def test_every_folder_with_code_is_a_package() -> None:
    folders = {module.parent for module in MODULES}
    assert [
        folder.name for folder in sorted(folders) if not (folder / "__init__.py").exists()
    ] == []
