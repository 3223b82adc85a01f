"""The mask and the attacker on a real chain of revisions with small numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gnv_pipeline.publishing.small_numbers import search
from tests.publishing_attack import vintages

K = 5
EVERY = 4  # of 97; all of them take half a minute on each side


def unprotected(bounds: dict[vintages.Name, tuple[float, float]]) -> list[vintages.Name]:
    bad = []
    for name, (lower, upper) in bounds.items():
        small = name[2] < K
        if upper - lower < 1e-6 or (small and (upper < K - 1e-6 or upper - lower < K - 1 - 1e-6)):
            bad.append(name)
    return bad


def test_no_count_of_the_chain_can_be_worked_out(
    shared_data: Path, record_property: Callable[[str, object], None]
) -> None:
    chain = list(vintages.read(shared_data / vintages.FILE))
    assert len(chain) == 97
    chain = chain[::EVERY]
    masks, exposed = vintages.masked_chain(chain)
    assert exposed == 0
    bounds = vintages.attack(chain, masks)
    assert unprotected(bounds) == []
    small = [ends for name, ends in bounds.items() if name[2] < K]
    assert len(small) > 30
    record_property("masked", sum(map(len, masks)))
    record_property("small", sum(1 <= x < K for one in chain for x in one.values()))
    record_property("smallest upper bound", min(upper for _, upper in small))
    record_property("smallest width", min(upper - lower for lower, upper in small))


def test_vintages_masked_one_by_one_give_each_other_away(shared_data: Path) -> None:
    chain = list(vintages.read(shared_data / vintages.FILE))[::EVERY]
    masks = [search(vintages.counts(one)).keys for one in chain]
    assert unprotected(vintages.attack(chain, masks))
