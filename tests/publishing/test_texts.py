"""People's texts: figures come from masked rows, and a figure that is not shown becomes words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.texts import HumanText
from gnv_pipeline.publishing import rows, texts
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import Publication, read_table
from tests.publishing.conftest import HUMAN, build, with_rows
from tests.publishing.test_measure_sentences import VALUE


@pytest.fixture
def known(facts: Facts) -> Facts:
    """One shown value, one masked and one missing."""
    hidden = replace(
        VALUE, indicator_id="d1", value=None, lower95=None, upper95=None, missing_reason="suppressed",
        masked=True,
    )  # fmt: skip
    return with_rows(
        facts,
        judged=(rows.Judged("a1", 2026, 2026, "judged"), rows.Judged("d1", 2026, 2026, "judged")),
        values=(VALUE, replace(VALUE, data_year=2025, value=80.0), hidden),
    )


@pytest.mark.parametrize(
    ("markdown", "filled"),
    [
        ("{{a1.9901.value}}", "84\u00a0%"),
        ("{{a1.9901.value.2025}} och {{a1.9901.value}}", "80\u00a0% och 84\u00a0%"),
        ("{{a1.9901.interval}}", "75–90"),
        ("{{a1.9901.year}}", "2026"),
        ("{{a1.9901.denominator}}", "112"),
        ("{{a1.9901.numerator}}", "saknas"),
        ("{{d1.9901.value}}", "visas inte"),
        ("{{d1.9901.interval}}", "visas inte"),
        ("{{d1.9901.denominator}}", "visas inte"),
        ("{{a1.9902.value}}", "saknas"),
        ("{{a1.9901.value.2019}}", "saknas"),
        ("Ingen siffra alls.", "Ingen siffra alls."),
    ],
)
def test_placeholders(
    known: Facts, human: tuple[HumanText, ...], markdown: str, filled: str
) -> None:
    text, findings = texts.fill(replace(human[0], markdown=markdown), known)
    assert (text, findings) == (filled, ())


@pytest.mark.parametrize(
    "markdown", ["{{zz.9901.value}}", "{{a1.9999.value}}", "{{a1.9901.colour}}"]
)
def test_a_placeholder_that_names_nothing_is_a_finding(
    known: Facts, human: tuple[HumanText, ...], markdown: str
) -> None:
    _, findings = texts.fill(replace(human[0], markdown=f"En rad.\n{markdown}\n"), known)
    assert [(one.code, one.file, one.line, one.value) for one in findings] == [
        ("placeholder-unknown", "laget_i_korthet.md", 2, markdown)
    ]


def human_texts(folder: Path) -> pd.DataFrame:
    with Publication(folder / "mart.duckdb") as opened:
        return opened.table("human_text").set_index(["section", "organisation_id"])


def test_what_nobody_wrote_is_said_to_be_missing(folder: Path, plan: Plan) -> None:
    table = human_texts(folder)
    written = table.loc[("laget_i_korthet", "LAN99")]
    assert written["markdown"].startswith("Nöjda: 7")
    assert "{{" not in written["markdown"]
    assert not written["missing"]
    decide = table.loc[("att_ta_stallning_till", "LAN99")]
    assert decide["missing"]
    assert decide["title"] == "Att ta ställning till"
    for area in plan.kommuner:
        assert table.loc[("kommun_kommentar", area.id)]["missing"]


def test_a_masked_figure_never_comes_into_a_text(
    judged: Connection, home: DataHome, plan: Plan
) -> None:
    # All kommuner small: the totals of all are gone as well.
    counts = read_table(judged, "judged.indicator_value")
    small = (counts["indicator_id"] == "d1") & counts["value"].notna()
    counts.loc[small, ["numerator", "denominator", "value"]] = (2.0, 16.0, 12.5)
    load(judged, "judged.indicator_value", counts)
    one = replace(HUMAN, markdown="Hembesök: {{d1.9901.value}} av {{d1.9901.denominator}}.\n")
    filled = human_texts(build(judged, home, plan, (one,))).loc[("laget_i_korthet", "LAN99")]
    assert filled["markdown"] == "Hembesök: visas inte av visas inte.\n"
