"""What hinders and which support is wished for: counted by theme, quoted in people's own words."""

from __future__ import annotations

import pytest

from gnv_pipeline.publishing import rows
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import obstacles
from gnv_pipeline.publishing.wording_checks import faults_of, language_faults_of
from tests.publishing.conftest import with_rows
from tests.publishing.test_front_sentences import SUBMISSION


def obstacle(
    number: int, area: str, theme: str | None, *, year: int = 2027, support: str | None = None,
    outcome: str | None = None,
) -> rows.Obstacle:  # fmt: skip
    return rows.Obstacle(
        f"{area}-{number}", area, year, theme and theme.lower(), theme, support=support, outcome=outcome
    )  # fmt: skip


def said(facts: Facts, place: str, *found: rows.Obstacle) -> list[str]:
    told = with_rows(facts, submissions=(SUBMISSION,), obstacles=found)
    texts = [one.text for one in obstacles.sentences(told) if one.place == place]
    for text in texts:
        assert [*faults_of(text), *language_faults_of(text)] == []
    return texts


# --- this year ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ((), "Inga hinder har lämnats in."),
        ((obstacle(1, "9901", "IT"),), "Ett hinder har lämnats av en organisation: IT (ett)."),
        (
            (obstacle(1, "9901", "Juridik"), obstacle(2, "9901", "IT"), obstacle(1, "9902", "IT")),
            "Tre hinder har lämnats av två organisationer: IT (två) och juridik (ett).",
        ),
        (
            (
                obstacle(1, "9901", "IT", year=2026),
                obstacle(1, "9901", "IT"),
                obstacle(2, "9901", "IT"),
            ),
            "Två hinder har lämnats av en organisation, varav ett fanns redan förra året: IT (två).",
        ),
        (
            (obstacle(1, "9901", None),),
            "Ett hinder har lämnats av en organisation: utan angivet tema (ett).",
        ),
    ],
)
def test_what_hinders_is_counted(facts: Facts, found: tuple[rows.Obstacle, ...], text: str) -> None:
    assert said(facts, "front.asks", *found) == [text]


def test_nothing_is_said_of_obstacles_without_submissions(facts: Facts) -> None:
    assert [one.text for one in obstacles.sentences(facts)] == [
        "Inga underlag har lämnats, så det är inte känt vad lokala systemledningar ber om."
    ]


def test_the_commonest_wishes_are_quoted_in_peoples_own_words(facts: Facts) -> None:
    found = [
        obstacle(1, "9901", "IT", support="En gemensam rutin"),
        obstacle(1, "9902", "IT", support="Läsa  varandras\njournaler."),
        obstacle(1, "9903", "IT", support="läsa varandras journaler"),
        obstacle(2, "9903", "IT", support="Läsa varandras journaler"),
        obstacle(1, "0099", "IT"),
    ]
    assert said(facts, "front.asks", *found)[1] == (
        "Det stöd som oftast önskas, med organisationernas egna ord: ”Läsa varandras journaler” "
        "(två organisationer) och ”En gemensam rutin”."
    )


def test_wishes_that_nobody_shares_are_not_said_to_be_common(facts: Facts) -> None:
    found = [obstacle(number, "9901", "IT", support=f"Önskan {number}") for number in range(1, 6)]
    assert said(facts, "front.asks", *found)[1] == (
        "Stöd som önskas, med organisationernas egna ord: ”Önskan 1”, ”Önskan 2” och ”Önskan 3”."
    )


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ('Vi "vill" ha ”stöd”.', "Vi ’vill’ ha ’stöd’"),
        ("Läget är oförändrat  sedan 1.5 år..", "Läget är oförändrat sedan 1.5 år"),
        ("ord " * 60, " ".join(["ord"] * 27) + " …"),
    ],
)
def test_peoples_words_stay_theirs_on_one_line(facts: Facts, written: str, quoted: str) -> None:
    assert obstacles.own_words(written) == quoted
    text = said(facts, "front.asks", obstacle(1, "9901", "IT", support=written))[1]
    assert f"”{quoted}”" in text


# --- last year ---------------------------------------------------------------------------------


def test_what_became_of_last_years_obstacles_is_told_theme_by_theme(facts: Facts) -> None:
    found = [
        obstacle(1, "9901", "IT", year=2026),
        obstacle(2, "9901", "IT", year=2026),
        obstacle(1, "9902", "Juridik", year=2026),
        obstacle(1, "9903", "Ekonomi", year=2026),
        obstacle(1, "9901", "IT", outcome="Löst genom ny rutin."),
        obstacle(9, "9903", "Samverkan", outcome="På väg"),  # written on a new row
        obstacle(1, "0099", "Ekonomi", year=2025),
    ]
    assert said(facts, "obstacle.last_year", *found) == [
        (
            "IT: två hinder lämnades förra året. För ett av dem berättas hur det gick: "
            "”Löst genom ny rutin”."
        ),
        "Juridik: ett hinder lämnades förra året. Ingen har berättat hur det gick.",
        "Ekonomi: ett hinder lämnades förra året. Så här gick det: ”På väg”.",
    ]


def test_no_more_is_told_than_there_were_obstacles() -> None:
    """Which of several obstacles a new row means is not guessed, and none is told of twice."""
    before = [
        obstacle(1, "9901", "IT", year=2026),
        obstacle(2, "9901", "Juridik", year=2026),
        obstacle(1, "9902", "IT", year=2026),
    ]
    now = [
        obstacle(5, "9901", "Ekonomi", outcome="Oklart vilket"),
        obstacle(6, "9902", "Ekonomi", outcome="Löst"),
        obstacle(7, "9902", "IT", outcome="Kvar"),
        obstacle(1, "9903", "IT", outcome="Hade inget hinder"),
    ]
    assert obstacles.outcome_of(before, now) == {"9902-1": "Kvar"}
    by_id = [obstacle(2, "9901", "IT", outcome="Samma rad"), *now]
    assert obstacles.outcome_of(before, by_id) == {
        "9901-2": "Samma rad",
        "9901-1": "Oklart vilket",  # the only one that is left
        "9902-1": "Kvar",
    }


def test_the_first_year_has_nothing_to_look_back_on(facts: Facts) -> None:
    assert said(facts, "obstacle.last_year", obstacle(1, "9901", "IT", outcome="Löst")) == []
