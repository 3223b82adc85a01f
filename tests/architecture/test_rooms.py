"""Who may know whom: the contract holds for the package, and it catches breaches."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

TOY = """
[tool.importlinter]
root_package = "toy"
include_external_packages = true
contract_types = ["rooms: tests.architecture.rooms.RoomsContract"]

[[tool.importlinter.contracts]]
id = "rooms"
name = "rooms"
type = "rooms"
leaves = ["findings"]
may_import = ["plan:", "warehouse: plan", "reports: plan, warehouse.reader", "later: plan"]
only = ["json: reports"]
"""


def lint(config: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package that the configuration names."""
    places = [str(path) for path in paths]
    code = (
        f"import sys; sys.path[:0] = {places!r}\n"
        "from importlinter.cli import lint_imports\n"
        f"sys.exit(lint_imports(config_filename={str(config)!r}, no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=config.parent,
    )


def test_the_package_keeps_the_contract(project_root: Path) -> None:
    result = lint(project_root / "pyproject.toml", project_root)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("plan/model.py", "import toy.findings", None),
        ("warehouse/writer.py", "from toy.plan import model", None),
        ("reports/page.py", "from toy.warehouse import reader", None),
        ("reports/page.py", "import json", None),
        ("plan/model.py", "import toy.warehouse.reader", "toy.plan.model -> toy.warehouse.reader"),
        ("reports/page.py", "import toy.warehouse.writer", "toy.reports.page -> toy.warehouse"),
        ("plan/model.py", "def f():\n    import toy.reports.page", "toy.plan.model -> toy.reports"),
        ("findings.py", "import toy.plan.model", "toy.findings -> toy.plan.model"),
        ("plan/model.py", "import json", "toy.plan.model -> json"),
        ("stranger.py", "", "'stranger' has no line"),
    ],
)
def test_the_contract_catches_breaches(
    tmp_path: Path, project_root: Path, module: str, line: str, broken: str | None
) -> None:
    files = ["plan/model.py", "warehouse/reader.py", "warehouse/writer.py", "reports/page.py"]
    for name in [*files, "findings.py", "__init__.py"]:
        file = tmp_path / "toy" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")
        (file.parent / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "toy" / module).write_text(line, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(TOY, encoding="utf-8")

    result = lint(tmp_path / "pyproject.toml", tmp_path, project_root)

    assert (result.returncode == 0) is (broken is None), result.stdout + result.stderr
    if broken:
        assert broken in result.stdout


def test_the_cli_imports_the_other_doors_only_inside_commands(project_root: Path) -> None:
    doors = {"gnv_pipeline.orchestration", "gnv_pipeline.portal", "dagster"}
    package = project_root / "gnv_pipeline"
    for file in sorted([*package.glob("cli.py"), *package.glob("cli/**/*.py")]):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            early = [name for name in names for door in doors if f"{name}.".startswith(f"{door}.")]
            assert not early, f"{file.name}:{node.lineno} imports {early} when it is loaded"


def test_the_cli_starts_without_dagster() -> None:
    code = "import sys, gnv_pipeline.cli; sys.exit('dagster' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode(errors="replace")
