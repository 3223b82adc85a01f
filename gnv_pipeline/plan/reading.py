"""The files of a plan folder as a ``Plan``, and every fault of their shape as a finding.

Belongs here: which files a plan folder has, and the step from YAML values to the models. Does not
belong here: words for single faults (``shape_messages``) or whether the plan is sound (``checking``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path as FilePath

from pydantic import ValidationError

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan import models
from gnv_pipeline.plan.positions import Document, parse
from gnv_pipeline.plan.shape_messages import shape_findings

FILES: Mapping[str, type[models.Model]] = {
    "plan.yaml": models.PlanFile,
    "areas.yaml": models.AreasFile,
    "delmal.yaml": models.DelmalFile,
    "goals.yaml": models.GoalsFile,
    "indicators.yaml": models.IndicatorsFile,
    "statements.yaml": models.StatementsFile,
    "fields.yaml": models.FieldsFile,
    "rounds.yaml": models.RoundsFile,
    "calendar.yaml": models.CalendarFile,
}
"""The files every plan folder has, and what each must hold."""

OTHER_FILES = ("map.geojson", "README.md")
"""Files that may lie beside them."""


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What came out of a plan folder: the plan unless a file's shape is wrong, and the findings."""

    plan: models.Plan | None
    documents: Mapping[str, Document]
    findings: tuple[Finding, ...]


def read_folder(folder: FilePath) -> FolderRead:
    """All files of a plan folder. Nothing that lies in the folder raises an exception."""
    if not folder.is_dir():
        return FolderRead(None, {}, (_no_folder(folder),))
    findings: list[Finding] = list(_unknown_files(folder))
    documents: dict[str, Document] = {}
    parts: dict[str, models.Model] = {}
    for name, model in FILES.items():
        path = folder / name
        if not path.is_file():
            findings.append(_missing_file(name))
            continue
        document, found = _parsed(name, path.read_bytes())
        documents[name] = document
        findings.extend(found)
        if document.data is None:
            continue
        try:
            # Through JSON: strict types, while lists may become tuples and text dates.
            parts[name] = model.model_validate_json(
                json.dumps(document.data, ensure_ascii=False), strict=True
            )
        except ValidationError as error:
            findings.extend(shape_findings(document, model, error))
    plan = _assemble(parts) if len(parts) == len(FILES) else None
    return FolderRead(plan, documents, tuple(findings))


@lru_cache(maxsize=64)
def _parsed(name: str, content: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """Parsing in pure Python takes most of the time (0.2 s a plan), and doors load plans often."""
    return parse(name, content)


def _assemble(parts: Mapping[str, models.Model]) -> models.Plan:
    """One plan of the files' contents: every field of ``Plan`` names the file it comes from."""
    values: dict[str, object] = {"header": parts["plan.yaml"]}
    for name in ("areas", "delmal", "goals", "indicators", "rounds"):
        values[name] = getattr(parts[f"{name}.yaml"], name)
    for name in ("statements", "fields", "calendar"):
        values[name] = parts[f"{name}.yaml"]
    return models.Plan.model_validate(values)


def _no_folder(folder: FilePath) -> Finding:
    return Finding(
        code="plan-folder-missing",
        severity=Severity.ERROR,
        message=f"Mappen {folder.name} med planen finns inte.",
        remedy="Lägg planens filer i data/raw/plan/<år>, till exempel data/raw/plan/2026.",
        file=folder.name,
    )


def _missing_file(name: str) -> Finding:
    return Finding(
        code="missing-file",
        severity=Severity.ERROR,
        message=f"Filen {name} saknas i planens mapp.",
        remedy=f"Lägg dit filen. Den måste heta precis {name}.",
        file=name,
    )


def _unknown_files(folder: FilePath) -> tuple[Finding, ...]:
    known = (*FILES, *OTHER_FILES)
    found = []
    for path in sorted(folder.iterdir()):
        if path.name in known or path.name.startswith((".", "~")):
            continue
        near = get_close_matches(path.name, FILES, n=1, cutoff=0.7)
        hint = f"Menade du {near[0]}?" if near else "Ta bort den om den inte hör till planen."
        found.append(
            Finding(
                code="unknown-file",
                severity=Severity.WARNING,
                message=f"{path.name} ligger i planens mapp men läses inte.",
                remedy=hint,
                file=path.name,
            )
        )
    return tuple(found)
