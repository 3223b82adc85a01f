"""Numbers that look random but follow from their key alone.

Belongs here: uniform and normal deviates and choices by key. Does not belong here: what they are used for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

Item = TypeVar("Item")
_STANDARD_NORMAL = NormalDist()


def uniform(*key: object) -> float:
    """A number in (0, 1) that follows from the key."""
    text = "|".join(str(part) for part in key)
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return (int.from_bytes(digest[:8], "big") + 0.5) / 2**64


def normal(*key: object) -> float:
    """A standard normal deviate that follows from the key."""
    return _STANDARD_NORMAL.inv_cdf(uniform(*key))


def choice(items: Sequence[Item], *key: object) -> Item:
    """One of the items, by key."""
    return items[int(uniform(*key) * len(items))]


def binomial(size: int, probability: float, *key: object) -> int:
    """Roughly how many of ``size`` at that probability, 0 to ``size``."""
    spread = (size * probability * (1 - probability)) ** 0.5
    drawn = round(size * probability + spread * normal(*key))
    return int(min(size, max(0, drawn)))
