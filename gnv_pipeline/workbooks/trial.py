"""How much a new rule would have stopped in the files of earlier rounds, before it becomes hard.

Belongs here: counting what rules in their first year, or not yet in force, find in files read again, and
saying it. Does not belong here: the rules (``registry``), or fetching the files (``intake``, the doors).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gnv_pipeline.findings import Severity
from gnv_pipeline.workbooks.registry import RULES, Rule, count_stopped
from gnv_pipeline.workbooks.rows import ReadResult


@dataclass(frozen=True, slots=True)
class Trial:
    """One new rule: in how many of how many files it found something, and at how many places."""

    rule: Rule
    files: int
    stopped: int
    places: int


def new_rules(year: int, rules: Mapping[str, Rule] | None = None) -> tuple[Rule, ...]:
    """Hard rules on trial that are not hard yet in a report year: they only warn, or wait to begin."""
    known = RULES if rules is None else rules
    return tuple(
        rule
        for rule in known.values()
        if rule.trial and rule.severity is Severity.ERROR and rule.since >= year
    )


def count_new_rules(
    results: Iterable[ReadResult], year: int, rules: Mapping[str, Rule] | None = None
) -> tuple[Trial, ...]:
    """What every new rule would have stopped.

    Args:
        results: What came out of reading each earlier file again with today's rules.
        year: The report year that is now collected.
        rules: Other rules than :data:`RULES`.
    """
    read = tuple(results)
    found = []
    for rule in new_rules(year, rules):
        stopped = count_stopped(rule.code, read)
        found.append(Trial(rule, len(read), stopped.files, stopped.findings))
    return tuple(found)


def trial_lines(
    results: Iterable[ReadResult], year: int, rules: Mapping[str, Rule] | None = None
) -> tuple[str, ...]:
    """The same in Swedish, a line per rule; nothing where there is no new rule."""
    return tuple(_line(trial, year) for trial in count_new_rules(results, year, rules))


def _line(trial: Trial, year: int) -> str:
    rule = trial.rule
    first = (
        f"varnar {rule.since} och stoppar rader från {rule.since + 1}"
        if rule.since == year
        else f"börjar varna {rule.since} och stoppar rader från {rule.since + 1}"
    )
    if not trial.files:
        counted = "Det finns inga inlämnade filer att pröva den på än."
    elif not trial.stopped:
        counted = f"Ingen av {trial.files} inlämnade filer hade stoppats."
    else:
        rows = "1 ställe" if trial.places == 1 else f"{trial.places} ställen"
        counted = f"{trial.stopped} av {trial.files} inlämnade filer hade stoppats, på {rows}."
    return f"Ny kontroll: {rule.about} ({rule.code}) {first}. {counted}"
