"""The files of the HTML reports.

Belongs here: which files there are, and writing them with the same bytes every time. Does not belong here:
what stands in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plotly.offline import get_plotlyjs

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.parts import Report, StartPage
from gnv_pipeline.reports.render.html.pages import HERE, Form, Pages
from gnv_pipeline.reports.render.names import report_names


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def write_folder(
    start: StartPage, reports: Iterable[Report], plan: Plan, out: Path
) -> tuple[Path, ...]:
    """Write the folder form and the single files; returns every file written, in order of writing.

    ``out`` gets index.html, one folder per report, assets/ and mail/. Nothing else there is touched; the
    pages link to other files only where they already lie there, so those are written before.
    """
    pages, reports = Pages(plan), tuple(reports)
    names = report_names(reports)
    there = frozenset(
        path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()
    ) | {f"mail/{name}.html" for name in names.values()}
    written = [
        _write(out / "assets" / "report.css", pages.css(start.edition)),
        _write(out / "assets" / "report.js", _asset("report.js")),
        _write(out / "assets" / "search.js", _asset("search.js")),
        _write(out / "assets" / "plotly.min.js", get_plotlyjs()),
        _write(out / "index.html", pages.start(start, Form(False, "", names, there))),
    ]
    for report in reports:
        folder = Form(False, "../", names, there)
        written.append(_write(out / report.key / "index.html", pages.report(report, folder)))
        single = pages.report(report, Form(True, "", names))
        written.append(_write(out / "mail" / f"{names[report.key]}.html", single))
    return tuple(written)


def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8")
