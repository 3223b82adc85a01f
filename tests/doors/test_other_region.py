"""Another region with another plan folder: the same programme, no line of code changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from gnv_pipeline.plan.loading import load_plan
from tests.doors.conftest import PROJECT, Gnv, same_again

FJALLMARK = PROJECT / "tests" / "fixtures" / "fjallmark"


def test_a_made_up_region_runs_its_example_years_and_the_same_from_cold(
    gnv: Gnv, tmp_path: Path
) -> None:
    plan = load_plan(FJALLMARK)
    home = tmp_path / "fjallmark"
    shutil.copytree(FJALLMARK, home / "data" / "raw" / "plan" / str(plan.revision))
    gnv(home, "demo")
    last = sorted({collection.year for collection in plan.rounds})[:2][-1]
    reports = home / "reports" / str(last) / "preliminary"
    regional = (reports / "regional" / "index.html").read_text(encoding="utf-8")
    for area in plan.kommuner:
        assert area.name in regional
        assert (reports / area.id / "index.html").is_file()
    for delmal in plan.delmal:
        assert delmal.name in regional
    for page in reports.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "Dalarna" not in text, page
        assert "Falun" not in text, page
    same_again(home, last, tmp_path, "cold")
