"""Every sentence that a machine writes, made from masked rows only and stored in ``mart.sentence``.

Belongs here: wording, one module per part of the report, and the words of codes. Does not belong here:
judging, masking, rounding (``formatting``), or text that people write. No renderer writes its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing.facts import Facts, read_facts
from gnv_pipeline.publishing.rows import frame_of
from gnv_pipeline.publishing.sentences import (
    equity,
    front,
    goals,
    handed_in,
    measures,
    obstacles,
    organisations,
    questions,
    review,
    series,
    similar,
)
from gnv_pipeline.publishing.sentences.sentence import COLUMNS, Numbered, Sentence, numbered
from gnv_pipeline.publishing.sentences.words import code_labels
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.loading import load

__all__ = ["Numbered", "Sentence", "make", "write", "write_labels"]


PARTS = (
    front,
    obstacles,
    goals,
    measures,
    series,
    equity,
    similar,
    organisations,
    handed_in,
    questions,
    review,
)


def make(facts: Facts) -> Iterator[Numbered]:
    """All sentences of a publication, in a fixed order."""
    return numbered(one for part in PARTS for one in part.sentences(facts))


def write(con: Connection, plan: Plan) -> int:
    """Fill ``mart.sentence`` from the other mart tables; returns how many sentences there are."""
    rows = list(make(read_facts(con, plan)))
    return load(con, "mart.sentence", frame_of(rows, COLUMNS))


def write_labels(con: Connection, plan: Plan) -> int:
    """Fill ``mart.code_label`` with the words of every code."""
    columns = ["list", "code", "label", "symbol", "sort_order"]
    return load(con, "mart.code_label", frame_of(code_labels(plan), columns))
