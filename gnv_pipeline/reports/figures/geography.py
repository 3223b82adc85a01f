"""A map's geometry: degrees to a flat picture, where a name stands, and hatching.

Belongs here: pure geometry on outlines. Does not belong here: colours, or which class an area has.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gnv_pipeline.reports.model.charts import MapChart, Ring

Point = tuple[float, float]
Rings = tuple[Ring, ...]
_SHORTEST = 1e-6  # a stroke through a corner alone is none
_PULL = 0.02  # how much nearness to the middle counts against room
_STEPS = 24  # cells along the longer side when looking for the roomiest place of an area


@dataclass(frozen=True, slots=True)
class Flat:
    """All areas on a plane of ``width``; y grows downwards as in a picture."""

    rings: tuple[Rings, ...]
    width: float
    height: float


def flat(chart: MapChart, width: float) -> Flat:
    """The areas as an equidistant cylindrical picture, true to scale at the map's middle latitude.

    x = λ·cos φ₀ and y = -φ (Snyder 1987, Map Projections, chapter 12); a county is small enough for that.
    """
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = width / ((east - west) * narrowing)

    def placed(point: Point) -> Point:
        return (point[0] - west) * narrowing * scale, (north - point[1]) * scale

    rings = tuple(
        tuple(tuple(placed(point) for point in ring) for ring in area.rings) for area in chart.areas
    )
    return Flat(rings, width, (north - south) * scale)


@lru_cache(maxsize=512)
def roomiest(rings: Rings) -> Point:
    """The place inside the outlines that lies farthest from their edge, on a coarse grid."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    side = max(max(xs) - min(xs), max(ys) - min(ys)) / _STEPS
    centre = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    best, place = -math.inf, centre
    y = min(ys) + side / 2
    while y < max(ys):
        x = min(xs) + side / 2
        while x < max(xs):
            if inside(rings, x, y):
                # Of places with as much room, the one nearest the middle.
                room = _to_edge(rings, x, y) - _PULL * math.dist((x, y), centre)
                if room > best:
                    best, place = room, (x, y)
            x += side
        y += side
    return place


def inside(rings: Iterable[Ring], x: float, y: float) -> bool:
    """Whether a point lies inside outlines, by even and odd crossings."""
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


def _to_edge(rings: Rings, x: float, y: float) -> float:
    """Distance to the nearest edge; sideways counts half, since names are wide."""
    return min(
        _to_segment((x / 2, y), (x1 / 2, y1), (x2 / 2, y2))
        for ring in rings
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
    )


def _to_segment(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0
    if length > 0:
        along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def hatching(rings: Rings, gap: float, rising: bool) -> list[tuple[Point, Point]]:
    """Slanting strokes ``gap`` apart that fill the outlines; they line up from area to area.

    With u = x ± y constant along a stroke, each edge is crossed at most once per stroke, and crossings in
    order along it pair up to the parts that lie inside.
    """
    sign = 1.0 if rising else -1.0
    turned = [[(x + sign * y, x) for x, y in ring] for ring in rings]
    us = [u for ring in turned for u, _ in ring]
    strokes: list[tuple[Point, Point]] = []
    for n in range(math.ceil(min(us) / gap), math.floor(max(us) / gap) + 1):
        u = n * gap
        crossed = sorted(_crossings(turned, u))
        for one, other in zip(crossed[::2], crossed[1::2], strict=False):
            if other - one > _SHORTEST:
                strokes.append(((one, sign * (u - one)), (other, sign * (u - other))))
    return strokes


def _crossings(turned: Sequence[Sequence[Point]], u: float) -> list[float]:
    """x of every place where the outlines cross a stroke."""
    found = []
    for ring in turned:
        for (u1, x1), (u2, x2) in itertools.pairwise(ring):
            if (u1 > u) != (u2 > u):
                found.append(x1 + (u - u1) / (u2 - u1) * (x2 - x1))
    return found


@dataclass(frozen=True, slots=True)
class Box:
    """A label's room: centre, width and height."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> float:
        """How large the part is that two boxes share."""
        wide = (self.width + other.width) / 2 - abs(self.x - other.x)
        high = (self.height + other.height) / 2 - abs(self.y - other.y)
        return max(0.0, wide) * max(0.0, high)


def labelled(
    places: Sequence[Point], sizes: Sequence[Point], width: float, height: float
) -> list[Point]:
    """Where labels stand: each near its place, kept within the picture and off the others.

    Large labels are placed first; of a few places around its own each takes the first with least overlap.
    """
    done: dict[int, Box] = {}
    for i in sorted(range(len(places)), key=lambda i: (-sizes[i][0] * sizes[i][1], i)):
        (x, y), (wide, high) = places[i], sizes[i]
        options = [
            Box(
                min(max(x + dx * wide, wide / 2), width - wide / 2),
                min(max(y + dy * high, high / 2), height - high / 2),
                wide,
                high,
            )
            for dx, dy in _AROUND
        ]
        done[i] = min(options, key=lambda box: sum(box.meets(other) for other in done.values()))
    return [(done[i].x, done[i].y) for i in range(len(places))]


_AROUND = (
    (0.0, 0.0), (0.0, -0.3), (0.0, 0.3), (-0.2, 0.0), (0.2, 0.0), (0.0, -0.6), (0.0, 0.6),
    (-0.35, 0.3), (0.35, 0.3), (-0.35, -0.3), (0.35, -0.3), (-0.5, 0.0), (0.5, 0.0),
)  # fmt: skip
