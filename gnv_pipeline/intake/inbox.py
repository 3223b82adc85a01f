"""The inbox: files laid in ``data/inkorg`` are handed in and answered in ``data/inkorg/svar``.

Belongs here: which files are ready, handing one in and writing its answer. Does not belong here: looking
at the folder again and again (orchestration).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.answering import answer
from gnv_pipeline.intake.history import Remembered
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.loading import load_plan, plan_folders

SETTLED = timedelta(seconds=10)
"""A file that changed more recently may still be on its way in."""


def waiting_files(home: DataHome, now: datetime) -> tuple[Path, ...]:
    """Files of the inbox that are whole, by name. Excel's lock files and hidden files are passed over."""
    if not home.inbox.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(home.inbox.iterdir())
        if path.is_file()
        and not path.name.startswith(("~$", "."))
        and now.timestamp() - path.stat().st_mtime >= SETTLED.total_seconds()
    )


def take_in(home: DataHome, name: str, now: datetime) -> Path:
    """Hand in one file of the inbox; returns the answer's path.

    Beside the answer lies the receipt: the sender's own workbook with marks. The file leaves the inbox
    only after the store has kept it and the answer is written, so a crash at any moment leaves a file
    that is taken again, and taking it again changes nothing. A file that the store may not keep (an
    example among real ones) is moved beside its answer.

    Raises:
        FileNotFoundError: The file has left the inbox since it was seen.
    """
    path = home.inbox / Path(name).name
    if not path.is_file():
        raise FileNotFoundError(path)
    plan = load_plan(plan_folders(home)[-1])
    result = Store(home).submit(path, plan, "inkorgen", now, Remembered(home))
    answered = answer(home, path, result, now)
    if result.kept:
        path.unlink()
    else:
        path.replace(answered.text.with_name(f"{answered.text.stem}_ej_mottagen{path.suffix}"))
    return answered.text
