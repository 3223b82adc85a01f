"""The folder of open data.

Belongs here: which files there are, and writing them with the same bytes every time. Does not belong here:
what stands in them.
"""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.opendata import catalogue, package, readme
from gnv_pipeline.reports.render.opendata.catalogue import Form
from gnv_pipeline.reports.render.opendata.files import excel_csv, machine_csv
from gnv_pipeline.reports.render.opendata.tables import OPEN
from gnv_pipeline.reports.render.opendata.terms import terms
from gnv_pipeline.warehouse.reader import Publication

FOLDER = "oppna-data"


def write_open_data(
    publication: Publication, mart: Mart, plan: Plan, out: Path
) -> tuple[Path, ...]:
    """Write ``out/oppna-data/`` and return the files written.

    Args:
        publication: The open publication; only its masked tables are read.
        mart: The same publication, for words.
        plan: The plan it was made from.
        out: Folder of the reports.
    """
    folder, told = out / FOLDER, terms(mart, plan)
    for name in ("csv", "csv-excel", "parquet"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    plain: dict[str, tuple[str, bytes]] = {}
    for table in OPEN:
        stem = f"{told.prefix}{table.table}"
        frame = publication.table(table.table)
        content = machine_csv(frame).encode("utf-8")
        plain[table.table] = (f"csv/{stem}.csv", content)
        written.append(_write(folder / "csv" / f"{stem}.csv", content))
        written.append(
            _write(folder / "csv-excel" / f"{stem}.csv", excel_csv(frame).encode("utf-8"))
        )
        parquet = folder / "parquet" / f"{stem}.parquet"
        publication.write_parquet(table.table, parquet)
        written.append(parquet)
    stems = tuple(f"{told.prefix}{table.table}" for table in OPEN)
    forms = (
        Form("csv", "CSV för program", tuple(f"csv/{one}.csv" for one in stems), "text/csv", "CSV"),
        Form(
            "csv-excel",
            "CSV för svensk Excel (semikolon och decimalkomma)",
            tuple(f"csv-excel/{one}.csv" for one in stems),
            "text/csv",
            "CSV",
        ),
        Form(
            "parquet",
            "Parquet",
            tuple(f"parquet/{one}.parquet" for one in stems),
            "application/vnd.apache.parquet",
        ),
    )
    described = {
        package.NAME: package.package_text(publication, mart, plan, told, OPEN, plain),
        catalogue.NAME: catalogue.catalogue_text(mart, plan, told, forms, readme.NAME),
        readme.NAME: readme.readme_text(mart, plan, told, OPEN),
    }
    written += [
        _write(folder / name, text.encode("utf-8")) for name, text in sorted(described.items())
    ]
    return tuple(written)


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
