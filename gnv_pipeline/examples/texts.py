"""Example texts for the reports, as people would write them, with figures only as placeholders.

Belongs here: one short county text and one text from a kommun. The section on decisions is left unwritten
on purpose, so that the report shows what it says then. Does not belong here: filling placeholders.
"""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.plan.models import AreaKind, Plan


def write_texts(folder: Path, plan: Plan, year: int) -> tuple[Path, ...]:
    """Write the example texts of one report year into ``data/raw/texter/<year>``; returns the new files."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = _shown_indicator(plan)
    county = plan.county.id
    written_on = f"{year + 1}-05-04"
    in_short = (
        f"Det här är en exempeltext. I exempeldata är {shown[1]} {{{{{shown[0]}.{county}.value}}}} "
        f"i länet ({{{{{shown[0]}.{county}.year}}}}). Lokala systemledningar beskriver ett arbete som "
        "går framåt i små steg.\n\n"
        "Det som hindrar är ofta sådant som ingen part löser ensam.\n"
    )
    own = (
        "Det här är en exempeltext från kommunen. "
        "Vi har börjat träffas varje månad och ser att det hjälper.\n"
    )
    first_kommun = next(area for area in plan.kommuner if area.kind is AreaKind.KOMMUN)
    files = {
        "laget_i_korthet.md": ("Processledare RSS (exempel)", in_short),
        f"kommun_kommentar.{first_kommun.id}.md": ("Förvaltningschef (exempel)", own),
    }
    paths = []
    for name, (author, text) in files.items():
        path = folder / name
        if path.exists():  # somebody has written there; an example never replaces that
            continue
        head = f"---\nforfattare: {author}\ndatum: {written_on}\nexempel: true\n---\n"
        path.write_text(head + text, encoding="utf-8", newline="\n")
        paths.append(path)
    return tuple(paths)


def _shown_indicator(plan: Plan) -> tuple[str, str]:
    main = next(
        i for i in plan.indicators if i.role == "main" and i.kolada_id and i.county_value != "none"
    )
    return main.id, main.short_name[0].lower() + main.short_name[1:]
