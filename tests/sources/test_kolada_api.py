"""Kolada's API v3, spoken by a small server on this machine: paging, limits, pauses, failures."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.sources.kolada import observations, similar_groups
from gnv_pipeline.sources.kolada_api import FetchFailed, fetch, fetch_groups, request_paths
from gnv_pipeline.sources.ledger import STOCKHOLM

NOW = datetime(2027, 3, 1, 9, tzinfo=STOCKHOLM)
PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class Kolada:
    """What the server answers and what it was asked."""

    url: str = ""
    page_size: int = 5000
    busy: int = 0
    broken: str | None = None
    groups: bool = True
    asked: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)


def answer(server: Kolada, path: str, query: dict[str, list[str]]) -> tuple[int, str]:
    """A v3 answer: one record per nyckeltal, area and year with values for T, K and M."""
    if server.busy:
        server.busy -= 1
        return 429, ""
    if server.broken is not None:
        return 200, server.broken
    if path.endswith("/municipality_groups"):
        title = query["title"][0]
        members = [{"member_id": "1080", "member_title": "Karlskrona"}]
        post = {"id": "G1", "title": f"{title}, Falun, 2026", "members": members}
        found = [post] if server.groups else []
        return 200, json.dumps({"values": found, "count": len(found), "next_url": None})
    parts = path.split("/")
    kpis, areas, years = (parts[index].split(",") for index in (4, 6, 8))
    if max(map(len, (kpis, areas, years))) > 25:
        return 422, json.dumps({"detail": "too many ids"})
    posts = [
        {
            "kpi": kpi,
            "municipality": area,
            "period": int(year),
            "values": [
                {"gender": "T", "count": 1, "status": "", "value": 80.5, "isdeleted": False},
                {"gender": "K", "count": 1, "status": "", "value": None, "isdeleted": False},
                {"gender": "M", "count": 1, "status": "", "value": 1.0, "isdeleted": True},
            ],
        }
        for kpi in kpis
        for area in areas
        for year in years
    ]
    page = int(query.get("page", ["1"])[0])
    start = (page - 1) * server.page_size
    shown = posts[start : start + server.page_size]
    more = start + server.page_size < len(posts)
    following = f"http://elsewhere.example{path}?page={page + 1}" if more else None
    body: dict[str, Any] = {"values": shown, "count": len(shown), "next_url": following}
    return 200, json.dumps(body)


@pytest.fixture
def kolada() -> Iterator[Kolada]:
    state = Kolada()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            address = urlsplit(self.path)
            code, body = answer(state, address.path, parse_qs(address.query))
            self.send_response(code)
            if code == 429:
                self.send_header("Retry-After", "7")
            self.end_headers()
            self.wfile.write(body.encode("utf-8"))

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/v3"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def run(kolada: Kolada, home: DataHome, **changes: Any) -> Any:
    request: dict[str, Any] = {
        "kolada_ids": ["U21505"],
        "area_ids": ["2080", "0000"],
        "years": [2022, 2023],
    }
    return fetch(
        home, **{**request, **changes}, now=NOW, base_url=kolada.url, wait=kolada.waited.append
    )


def test_answers_are_kept_and_read_back_as_observations(kolada: Kolada, tmp_path: Path) -> None:
    home = DataHome(tmp_path)
    result = run(kolada, home)
    assert result.new
    assert result.rows == 8  # two areas, two years, T and an empty K; the deleted M is left out
    plan = load_plan(PROJECT / "data" / "raw" / "plan" / "2026")
    rows = observations(home, plan)
    falun = rows[(rows["organisation_id"] == "2080") & (rows["data_year"] == 2022)]
    assert list(falun["gender"]) == ["K", "T"]
    assert list(falun["missing_reason"]) == ["empty_at_source", None]
    assert falun["value"].iloc[1] == 80.5
    assert run(kolada, home).new is False


def test_no_segment_has_more_than_25_ids_and_nothing_is_left_out(
    kolada: Kolada, tmp_path: Path
) -> None:
    areas = [f"{number:04d}" for number in range(1, 61)]
    result = run(kolada, DataHome(tmp_path), area_ids=areas, years=[2022])
    assert result.rows == 120
    assert len(kolada.asked) == 3
    asked = {
        id_
        for path in request_paths(["U21505"], areas, [2022])
        for id_ in path.split("/")[5].split(",")
    }
    assert asked == set(areas)


def test_pages_are_followed_at_the_address_that_was_asked(kolada: Kolada, tmp_path: Path) -> None:
    kolada.page_size = 1
    assert run(kolada, DataHome(tmp_path)).rows == 8
    assert len(kolada.asked) == 4


def test_a_busy_server_is_given_the_time_it_asks_for(kolada: Kolada, tmp_path: Path) -> None:
    kolada.busy = 2
    assert run(kolada, DataHome(tmp_path)).rows == 8
    assert kolada.waited == [7.0, 7.0]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("<html>underhåll</html>", "inte JSON"),
        ('{"error": "This endpoint is deprecated."}', "deprecated"),
        ('{"values": [{"kpi": "U21505"}]}', "annan form"),
    ],
)
def test_a_strange_answer_stores_nothing(
    kolada: Kolada, tmp_path: Path, broken: str, said: str
) -> None:
    kolada.broken = broken
    home = DataHome(tmp_path)
    with pytest.raises(FetchFailed, match=said):
        run(kolada, home)
    assert not home.kolada.exists()


def test_a_server_that_stays_busy_is_given_up_with_a_remedy(kolada: Kolada, tmp_path: Path) -> None:
    kolada.busy = 99
    home = DataHome(tmp_path)
    with pytest.raises(FetchFailed) as failed:
        run(kolada, home)
    assert "gnv kolada import" in failed.value.findings[0].remedy
    assert len(kolada.asked) == 5
    assert not home.kolada.exists()


def test_no_contact_is_told(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="Ingen kontakt"):
        fetch(
            DataHome(tmp_path),
            ["U21505"],
            ["2080"],
            [2022],
            NOW,
            base_url="http://127.0.0.1:9/v3",
            wait=lambda _: None,
        )


def test_an_answer_without_values_is_told_and_not_kept(kolada: Kolada, tmp_path: Path) -> None:
    kolada.broken = '{"values": [], "count": 0, "next_url": null, "previous_url": null}'
    home = DataHome(tmp_path)
    result = run(kolada, home)
    assert (result.new, result.rows) == (False, 0)
    assert [finding.code for finding in result.findings] == ["kolada-nothing-fetched"]
    assert not home.kolada.exists()


def test_groups_are_asked_for_as_areas_and_the_record_is_the_locator(
    kolada: Kolada, tmp_path: Path
) -> None:
    home = DataHome(tmp_path)
    run(kolada, home, area_ids=["G33627", "2080"], years=[2022])
    plan = load_plan(PROJECT / "data" / "raw" / "plan" / "2026")
    rows = observations(home, plan).query("gender == 'T'")
    assert dict(zip(rows["organisation_id"], rows["line"], strict=True)) == {"2080": 1, "G33627": 2}
    assert set(rows["source_file"]) == {"kolada_api_2027-03-01.jsonl"}
    (kept,) = home.kolada.glob("2027-03-01_*.jsonl")
    assert json.loads(kept.read_text(encoding="utf-8"))["request"].startswith(
        "/v3/data/kpi/U21505/"
    )


def test_a_refusal_is_not_asked_again(kolada: Kolada, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="422"):
        run(kolada, DataHome(tmp_path), kolada_ids=["U21505,".join(["U21505"] * 27)])
    assert len(kolada.asked) == 1


def test_groups_of_similar_kommuner_are_kept_and_read_back(kolada: Kolada, tmp_path: Path) -> None:
    home = DataHome(tmp_path)
    plan = load_plan(PROJECT / "data" / "raw" / "plan" / "2026")
    assert plan.header.similar is not None
    title = str(plan.header.similar.kolada_group)
    assert fetch_groups(home, title, NOW, kolada.url).new
    assert list(similar_groups(home, plan)["member_id"]) == ["1080"]
    assert list(similar_groups(home, plan)["group_title"]) == [f"{title}, Falun, 2026"]
    assert observations(home, plan).empty


def test_no_groups_of_that_name_is_a_warning_and_nothing_is_kept(
    kolada: Kolada, tmp_path: Path
) -> None:
    kolada.groups = False
    result = fetch_groups(DataHome(tmp_path), "Liknande", NOW, kolada.url)
    assert [one.code for one in result.findings] == ["kolada-no-groups"]
    assert not result.new
