"""Publishing a candidate: the manifest is kept, the pointers are moved last, people get their copy.

Belongs here: the order of these steps. Does not belong here: building or checking the candidate; whoever
publishes has checked it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.publishing import pointer, told
from gnv_pipeline.publishing.candidate import SAID
from gnv_pipeline.publishing.manifest import FILE_NAME, read_manifest, write_whole

REPORTS = "reports"


def publish(home: DataHome, folder: Path) -> Path:
    """Make a candidate the publication that readers see; returns where its reports lie for people.

    The manifest goes to ``data/raw/editions`` first; then the pointers move; then the reports are copied to
    ``reports/<year>/<edition>/``; then publications that no pointer names any more are removed (their
    manifests stay). A failure before the last pointer leaves readers with what they had.

    Raises:
        FindingsError: The candidate has no reports, or a report is open in another programme so that its copy
            can't be replaced; the publication itself then stands.
    """
    manifest = read_manifest(folder / FILE_NAME)
    if not (folder / REPORTS).is_dir():
        raise FindingsError([_no_reports(folder)])
    write_whole(home.editions / f"{manifest.name}.csv", (folder / SAID).read_text(encoding="utf-8"))
    _keep_told(home, manifest.name)
    write_whole(home.editions / f"{manifest.name}.json", manifest.text())
    pointer.move(home, folder)
    target = home.reports / str(manifest.report_year) / manifest.edition
    if held := copy_folder(folder / REPORTS, target):
        raise FindingsError([_in_use(path) for path in held])
    remove_unused(home)
    return target


def _keep_told(home: DataHome, name: str) -> None:
    """Keep what the edition told beside its manifest; later editions reckon with it."""
    path = home.internal / told.file_name(name)
    if path.is_file():
        write_whole(home.editions / path.name, path.read_text(encoding="utf-8"))


def copy_folder(source: Path, target: Path) -> tuple[str, ...]:
    """Make ``target`` hold exactly the files of ``source``; returns those that are held open."""
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    held = []
    for relative in sorted(wanted):
        copy = target / relative
        content = (source / relative).read_bytes()
        try:
            if not copy.is_file() or copy.read_bytes() != content:
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
        except PermissionError:
            held.append(relative.as_posix())
    for path in sorted(target.rglob("*"), reverse=True):
        relative = path.relative_to(target)
        try:
            if path.is_file() and relative not in wanted:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        except PermissionError:
            held.append(relative.as_posix())
    return tuple(held)


def remove_unused(home: DataHome) -> tuple[str, ...]:
    """Remove candidates that no pointer names; returns their names. What is open elsewhere waits."""
    kept = {folder.name for folder in pointer.current_folders(home)}
    gone = [
        folder
        for folder in sorted(home.published.iterdir() if home.published.is_dir() else ())
        if folder.is_dir() and folder.name not in kept
    ]
    removed = []
    for folder in gone:
        try:
            shutil.rmtree(folder)
        except PermissionError:  # Windows: somebody still reads it
            continue
        (home.internal / told.file_name(folder.name)).unlink(missing_ok=True)
        removed.append(folder.name)
    return tuple(removed)


def _no_reports(folder: Path) -> Finding:
    return Finding(
        code="no-reports",
        severity=Severity.ERROR,
        message=f"Utgåvan {folder.name} har inga rapporter och kan därför inte ges ut.",
        remedy="Kör 'gnv run' igen så skrivs rapporterna.",
        file=folder.name,
    )


def _in_use(file: str) -> Finding:
    return Finding(
        code="report-in-use",
        severity=Severity.ERROR,
        message=f"Utgåvan är utgiven, men {file} är öppen i ett annat program och kunde inte bytas ut.",
        remedy="Stäng filen och kör 'gnv run' igen.",
        file=file,
    )
