"""What is known from before about an organisation, for its template and for checking its workbook.

Belongs here: putting together national values and last year's submission. Does not belong here: which
cells show it (``workbooks``). Never opens the database: files and ledger are enough.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources import kolada
from gnv_pipeline.workbooks.rows import EarlierValue, History, KeyfigureRow

_YEARS_SHOWN = 2


def history_for(
    home: DataHome, plan: Plan, year: int, number: int, organisation_id: str
) -> History:
    """Earlier values, answers, activities, obstacles and local plan of one organisation.

    National values are the latest two up to the year; own ones, and everything people wrote, come from the
    newest earlier round in which the organisation handed in.
    """
    national = tuple(_national(home, plan, year, organisation_id))
    before = Store(home).previous(plan, year, organisation_id)
    if before is None:
        return History(values=national)
    content = before.content
    return History(
        values=(*national, *(_own(row) for row in content.keyfigures)),
        answers=content.answers,
        activities=content.activities,
        obstacles=content.obstacles,
        local_plan=content.local_plan,
        previous_year=content.identity.year,
    )


def _national(
    home: DataHome, plan: Plan, year: int, organisation_id: str
) -> Iterator[EarlierValue]:
    frame = kolada.observations(home, plan)
    wanted = frame[
        (frame["organisation_id"] == organisation_id)
        & (frame["data_year"] <= year)
        & (frame["gender"] == "T")
    ]
    for indicator in plan.indicators:
        rows = wanted[wanted["kolada_id"] == indicator.kolada_id].sort_values("data_year")
        for row in rows.tail(_YEARS_SHOWN).to_dict("records"):
            value = row["value"]
            yield EarlierValue(
                indicator_id=indicator.id,
                organisation_id=organisation_id,
                data_year=int(row["data_year"]),
                gender="T",
                value=None if pd.isna(value) else float(value),
                missing_reason=None if pd.isna(row["missing_reason"]) else row["missing_reason"],
                source=indicator.original_source,
            )


def _own(row: KeyfigureRow) -> EarlierValue:
    value = None
    if row.numerator is not None and row.denominator:
        value = 100 * row.numerator / row.denominator
    return EarlierValue(
        indicator_id=row.indicator_id,
        organisation_id=row.organisation_id,
        data_year=row.data_year,
        gender=row.gender,
        value=value,
        numerator=row.numerator,
        denominator=row.denominator,
        missing_reason=row.missing_reason,
        source="",
    )
