"""The self-assessment (självskattning) per organisation, unit and delmål; no significance test is made.

The mean is that of the answers that carry a score, given where enough of the statements asked were scored
(the plan's rule). The organisation as a whole (unit ``""``) has its own answers, or those of its units taken
together where only they answered. The county's mean is that of all scored answers of all organisations, units
included: every answer weighs the same.

Belongs here: means, index and the round before. Does not belong here: how answers are shown.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline.indicators.frames import plain_rows
from gnv_pipeline.plan.models import Plan

KEY = ["organisation_id", "unit", "year", "round", "delmal_id"]
COLUMNS = [
    *KEY, "statement_set", "asked", "answered", "unknown", "mean", "index_0_100", "previous_mean",
    "previous_year", "other_people",
]  # fmt: skip
OTHER_SET = "annan uppsättning"
"""Name of the set where statements were asked that the plan no longer has in that wording."""

PARTICIPANTS = "participants_"
"""Fields of the sheet Inlämning that tell how many of each function took part begin so."""


def assessments(answers: pd.DataFrame, hand_in: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """All rounds that are known.

    Args:
        answers: Rows of ``core.answer``.
        hand_in: Rows of ``core.hand_in``.
        plan: Gives delmål, scale and scoring.

    Returns:
        Rows of ``judged.self_assessment``. ``previous_*`` only where the round before had the same
        statements in the same wording.
    """
    delmal = {one.id: one.delmal for one in plan.statements.statements}
    rows = answers[answers["statement_id"].isin(delmal)].copy()
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    rows["delmal_id"] = rows["statement_id"].map(delmal)
    rows["wording"] = rows["statement_id"] + "." + rows["statement_version"].astype(str)
    whole = rows[
        ~rows["organisation_id"].isin(set(rows.loc[rows["unit"] == "", "organisation_id"]))
    ]
    county = rows.assign(organisation_id=plan.county.id, unit="")
    everything = pd.concat([rows, whole.assign(unit=""), county], ignore_index=True)
    scored = _score(everything, plan)
    return _beside_the_round_before(scored, _people(hand_in))[COLUMNS]


def _score(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    scores = [step.score for step in plan.statements.scale if step.score is not None]
    lowest, highest = min(scores), max(scores)
    rows = rows.assign(
        has_score=rows["score"].notna(),
        without=rows["answer"].notna() & rows["score"].isna(),
        number=rows["score"].astype("float64"),
    )
    groups = rows.groupby(KEY, sort=True)
    found = groups.agg(
        asked=("statement_id", "size"),
        answered=("has_score", "sum"),
        unknown=("without", "sum"),
        mean=("number", "mean"),
        wordings=("wording", lambda words: "|".join(sorted(set(words)))),
    ).reset_index()
    # 0.6 of 5 statements is 3, though 3 / 5 may come out just below 0.6.
    enough = found["answered"] + 1e-9 >= plan.statements.scoring.minimum_answered * found["asked"]
    found["mean"] = found["mean"].where(enough)
    found["index_0_100"] = (found["mean"] - lowest) / (highest - lowest) * 100
    asked_now = {f"{one.id}.{one.version}" for one in plan.statements.statements}
    known = found["wordings"].map(lambda words: set(words.split("|")) <= asked_now)
    found["statement_set"] = np.where(known, plan.statements.set, OTHER_SET)
    return found


People = dict[tuple[str, int, int], frozenset[str]]
"""Which functions took part, per organisation, year and round, where it was told."""


def _people(hand_in: pd.DataFrame) -> People:
    told = hand_in[hand_in["field_id"].str.startswith(PARTICIPANTS)]
    took_part = told[pd.to_numeric(told["value"], errors="coerce") > 0]
    found: dict[tuple[str, int, int], set[str]] = {}
    for organisation, year, number, field in plain_rows(
        took_part, ["organisation_id", "year", "round", "field_id"]
    ):
        found.setdefault((organisation, year, number), set()).add(field)
    return {key: frozenset(fields) for key, fields in found.items()}


def _beside_the_round_before(scored: pd.DataFrame, people: People) -> pd.DataFrame:
    columns = ["organisation_id", "unit", "delmal_id", "year", "round", "wordings", "mean"]
    rows = list(plain_rows(scored, columns))
    by_key = {row[:5]: row for row in rows}
    rounds = sorted({(row[3], row[4]) for row in rows})
    reporters = sorted({organisation for organisation, _, _ in people})
    extra: list[dict[str, Any]] = []
    for row in rows:
        now = (row[3], row[4])
        last = max((one for one in rounds if one < now), default=None)
        before = by_key.get((*row[:3], *last)) if last else None
        if before is None or last is None or before[5] != row[5]:
            extra.append({"previous_mean": None, "previous_year": None, "other_people": None})
            continue
        # Of the county's row: whether other functions answered anywhere.
        who = [row[0]] if row[0] in reporters else reporters
        told = [answer for one in who if (answer := _changed(people, one, now, last)) is not None]
        extra.append(
            {
                "previous_mean": before[6],
                "previous_year": last[0],
                "other_people": any(told) if told else None,
            }
        )
    beside = pd.DataFrame(extra, index=scored.index).astype(
        {"previous_mean": "float64", "previous_year": "Int64", "other_people": "boolean"}
    )
    return pd.concat([scored, beside], axis="columns")


def _changed(
    people: People,
    organisation: str,
    now: tuple[int, int],
    last: tuple[int, int],
) -> bool | None:
    """Whether other functions took part than the round before; None where either was not told."""
    present, past = people.get((organisation, *now)), people.get((organisation, *last))
    return None if present is None or past is None else present != past
