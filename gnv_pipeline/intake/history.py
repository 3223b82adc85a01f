"""What is known from before about an organisation, for its template and for checking its workbook.

Belongs here: putting together national values and last year's submission. Does not belong here: which
cells show it (``workbooks``). Never opens the database: files and ledger are enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.originals import Reader
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.loading import load_plan, plan_folder
from gnv_pipeline.plan.models import Area, Indicator, Plan
from gnv_pipeline.sources import kolada
from gnv_pipeline.workbooks.keyfigures import value_of
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.rows import EarlierValue, History, Identity, KeyfigureRow

_YEARS_SHOWN = 2  # the latest data year and the one before it


def history_for(
    home: DataHome,
    plan: Plan,
    year: int,
    number: int,
    organisation_id: str,
    *,
    observations: pd.DataFrame | None = None,
    reader: Reader = read_workbook,
) -> History:
    """Earlier values, answers, activities, obstacles and local plan of one organisation.

    National values are those of the two latest data years not after ``year``, for every indicator that
    has a source from Kolada at the organisation's level. Own values, and everything people wrote, come
    from the workbook of the year before as it counts; for the region they hold a row per kommun.

    Args:
        home: Where files and ledger lie.
        plan: The plan of the year.
        year: Uppföljningsår of the workbook that is to be made or checked.
        number: Round of the year; every round of a year looks back on the year before.
        organisation_id: Whose.
        observations: ``sources.kolada.observations(home, plan)``, where many histories are made.
        reader: What reads workbooks.

    Raises:
        KeyError: The plan has no such organisation or round.
        StoreError: An original is gone or has changed.
    """
    plan.round(year, number)
    area = plan.area_by_id[organisation_id]
    known = kolada.observations(home, plan) if observations is None else observations
    national = tuple(_national(known, plan, year, area))
    before = Store(home, reader).previous(plan, year, organisation_id)
    if before is None:
        return History(values=national)
    content = before.content
    own = tuple(
        _own(plan.indicator_by_id[row.indicator_id], row)
        for row in content.keyfigures
        if row.indicator_id in plan.indicator_by_id
    )
    return History(
        values=(*national, *own),
        answers=content.answers,
        activities=content.activities,
        obstacles=content.obstacles,
        local_plan=content.local_plan,
        previous_year=content.identity.year,
    )


class Remembered:
    """Finds what is known from before about whoever a workbook says it is from.

    National values are read once, however many workbooks are asked about.
    """

    def __init__(self, home: DataHome) -> None:
        self._home = home
        self._observations: dict[Path, pd.DataFrame] = {}

    def __call__(self, identity: Identity) -> History | None:
        """The history, or ``None`` where the plan of the year knows no such organisation or round.

        Raises:
            StoreError: An original is gone or has changed.
        """
        folder = plan_folder(self._home, identity.year)[0]
        plan = load_plan(folder)
        if identity.organisation_id not in plan.area_by_id or not any(
            (one.year, one.round) == (identity.year, identity.round) for one in plan.rounds
        ):
            return None
        if folder not in self._observations:
            self._observations[folder] = kolada.observations(self._home, plan)
        return history_for(
            self._home,
            plan,
            identity.year,
            identity.round,
            identity.organisation_id,
            observations=self._observations[folder],
        )


def _national(frame: pd.DataFrame, plan: Plan, year: int, area: Area) -> Iterator[EarlierValue]:
    mine = frame[(frame["organisation_id"] == area.id) & (frame["data_year"] <= year)]
    for indicator in plan.indicators:
        ids = {
            source.kolada_id or indicator.kolada_id
            for source in indicator.sources
            if source.kind == "kolada" and source.level == area.kind.value
        }
        rows = mine[mine["kolada_id"].isin(sorted(filter(None, ids)))]
        for gender in indicator.genders:
            of_gender = rows[rows["gender"] == gender].sort_values(["data_year", "kolada_id"])
            latest = of_gender.drop_duplicates("data_year", keep="last").tail(_YEARS_SHOWN)
            for row in latest.to_dict("records"):
                value, reason = row["value"], row["missing_reason"]
                yield EarlierValue(
                    indicator_id=indicator.id,
                    organisation_id=area.id,
                    data_year=int(row["data_year"]),
                    gender=gender,
                    value=None if pd.isna(value) else float(value),
                    missing_reason=None if pd.isna(reason) else str(reason),
                    source=indicator.original_source,
                )


def _own(indicator: Indicator, row: KeyfigureRow) -> EarlierValue:
    return EarlierValue(
        indicator_id=row.indicator_id,
        organisation_id=row.organisation_id,
        data_year=row.data_year,
        gender=row.gender,
        value=value_of(indicator, row.numerator, row.denominator),
        numerator=row.numerator,
        denominator=row.denominator,
        missing_reason=row.missing_reason,
        source=indicator.original_source,
    )
