"""Sentences on what hinders the local systemledningar and which support they ask for.

Belongs here: ``front.asks`` and ``obstacle.last_year``. Obstacles are counted by theme; wishes and outcomes
are people's own words, quoted as they wrote them. Does not belong here: the table of all obstacles (reports).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Obstacle
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.publishing.sentences.sentence import Sentence

MOST_QUOTED = 3
"""Wishes quoted on page 1, and outcomes quoted per theme."""
MOST_LETTERS = 110
"""A longer wish or outcome is cut at a word; the whole stands in the table of obstacles."""
NO_THEME = "utan angivet tema"


def sentences(facts: Facts) -> Iterator[Sentence]:
    """What is asked for this year, then what became of last year's obstacles."""
    county = facts.plan.county.id
    for text in asks(facts):
        yield Sentence("front.asks", county, text)
    for text in last_year(facts):
        yield Sentence("obstacle.last_year", county, text)


# --- this year ---------------------------------------------------------------------------------


def asks(facts: Facts) -> list[str]:
    """What hinders, counted by theme, and the support most often wished for, in people's own words."""
    obstacles = [row for row in facts.obstacles if row.year == facts.report_year]
    if not facts.delivered:
        return ["Inga underlag har lämnats, så det är inte känt vad lokala systemledningar ber om."]
    if not obstacles:
        return ["Inga hinder har lämnats in."]
    themes = _by_theme(facts, obstacles)
    said = enumeration(
        [f"{_inside(name)} ({count_word(len(rows), neuter=True)})" for name, rows in themes]
    )
    senders = len({row.organisation_id for row in obstacles})
    number = figures.capital(count_word(len(obstacles), neuter=True))
    known = {row.obstacle_id for row in facts.obstacles if row.year == facts.report_year - 1}
    kept = sum(row.obstacle_id in known for row in obstacles)
    since = f", varav {count_word(kept, neuter=True)} fanns redan förra året" if kept else ""
    counted = f"{number} hinder har lämnats av {_organisations(senders)}{since}: {said}."
    return [counted, *wishes(obstacles)]


def wishes(obstacles: Iterable[Obstacle]) -> Iterator[str]:
    """The support that most organisations wish for, quoted; nothing where nobody wished for any."""
    quoted = _commonest((row.organisation_id, row.support) for row in obstacles)
    if quoted:
        several = any(count > 1 for _, count in quoted)
        lead = "Det stöd som oftast önskas" if several else "Stöd som önskas"
        yield f"{lead}, med organisationernas egna ord: {enumeration([_told(*one) for one in quoted])}."


# --- last year ---------------------------------------------------------------------------------


def last_year(facts: Facts) -> Iterator[str]:
    """What became of last year's obstacles, theme by theme: how many there were, and how they went."""
    before = [row for row in facts.obstacles if row.year == facts.report_year - 1]
    now = [row for row in facts.obstacles if row.year == facts.report_year and row.outcome]
    outcomes = outcome_of(before, now)
    for theme, rows in _by_theme(facts, before):
        told = [
            (row.obstacle_id, outcomes[row.obstacle_id])
            for row in rows
            if row.obstacle_id in outcomes
        ]
        yield _of_theme(figures.capital(_inside(theme)), len(rows), told)


def outcome_of(before: Iterable[Obstacle], now: Iterable[Obstacle]) -> dict[str, str]:
    """Last year's obstacles with what is told of them this year, each told of at most once.

    By the same id; else the organisation's one of the same theme; else its only one that is left.
    """
    left = {row.obstacle_id: row for row in sorted(before, key=lambda row: row.obstacle_id)}
    told = sorted((row for row in now if row.outcome), key=lambda row: row.obstacle_id)
    found: dict[str, str] = {}
    for alike in (_same, _same_theme, _only_one):
        for row in list(told):
            own = [one for one in left.values() if one.organisation_id == row.organisation_id]
            match = alike(row, own)
            if match is not None and row.outcome is not None:
                found[match.obstacle_id] = row.outcome
                del left[match.obstacle_id]
                told.remove(row)
    return found


def _same(row: Obstacle, own: list[Obstacle]) -> Obstacle | None:
    return next((one for one in own if one.obstacle_id == row.obstacle_id), None)


def _same_theme(row: Obstacle, own: list[Obstacle]) -> Obstacle | None:
    return next((one for one in own if _theme(one) == _theme(row)), None)


def _only_one(_: Obstacle, own: list[Obstacle]) -> Obstacle | None:
    return own[0] if len(own) == 1 else None


def _of_theme(theme: str, earlier: int, told: list[tuple[str, str]]) -> str:
    said = f"{theme}: {count_word(earlier, neuter=True)} hinder lämnades förra året."
    quoted = _commonest(told)
    if not quoted:
        return f"{said} Ingen har berättat hur det gick."
    words = enumeration([_times(*one) for one in quoted])
    if len(told) == earlier:
        return f"{said} Så här gick det: {words}."
    return f"{said} För {count_word(len(told), neuter=True)} av dem berättas hur det gick: {words}."


def _times(words: str, count: int) -> str:
    quoted = figures.quoted(words)
    return quoted if count == 1 else f"{quoted} ({count_word(count, neuter=True)})"


# --- people's own words ------------------------------------------------------------------------


def _commonest(words: Iterable[tuple[str, str | None]]) -> list[tuple[str, int]]:
    """What people wrote, most organisations first, then as first written; at most ``MOST_QUOTED``.

    The same words in other letters, or with another full stop, are the same.
    """
    wording: dict[str, str] = {}
    senders: dict[str, set[str]] = {}
    for sender, text in words:
        if text is None or not (cleaned := own_words(text)):
            continue
        same = cleaned.casefold()
        wording.setdefault(same, cleaned)
        senders.setdefault(same, set()).add(sender)
    ranked = sorted(senders, key=lambda same: -len(senders[same]))
    return [(wording[same], len(senders[same])) for same in ranked[:MOST_QUOTED]]


def own_words(text: str) -> str:
    """People's words as they go between quotation marks: one line, no full stop, cut at a word if long."""
    line = re.sub(r"[\"“”„»«]", "’", " ".join(text.split())).rstrip(".").rstrip()
    if len(line) <= MOST_LETTERS:
        return line
    return f"{line[:MOST_LETTERS].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def _told(words: str, senders: int) -> str:
    quoted = figures.quoted(words)
    return quoted if senders == 1 else f"{quoted} ({_organisations(senders)})"


# --- themes ------------------------------------------------------------------------------------


def _by_theme(facts: Facts, obstacles: list[Obstacle]) -> list[tuple[str, list[Obstacle]]]:
    """Obstacles by theme, the commonest theme first; alike in the plan's order."""
    places = {
        code.label: place
        for place, code in enumerate(facts.plan.fields.code_lists.get("obstacle_theme", ()))
    }
    counted = Counter(_theme(row) for row in obstacles)
    ranked = sorted(counted.items(), key=lambda one: (-one[1], places.get(one[0], 99), one[0]))
    return [(theme, [row for row in obstacles if _theme(row) == theme]) for theme, _ in ranked]


def _theme(row: Obstacle) -> str:
    return row.theme_label or NO_THEME


def _organisations(count: int) -> str:
    return f"{count_word(count)} {'organisation' if count == 1 else 'organisationer'}"


def _inside(label: str) -> str:
    """Words that stand alone elsewhere, inside a sentence; abbreviations such as IT keep their capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
