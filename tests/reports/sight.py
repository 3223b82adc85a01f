"""Colours as other eyes see them: grey, and the three kinds of colour blindness.

Matrices: Machado, Oliveira and Fernandes 2009, A physiologically-based model for simulation of color vision
deficiency, table 1, severity 1.0; they act on linear RGB. Distances: CIE 1976 L*a*b*, white D65.
"""

from __future__ import annotations

Triple = tuple[float, float, float]

KINDS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)


def _linear(colour: str) -> Triple:
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return red, green, blue


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def _lab(linear: Triple) -> Triple:
    x, y, z = (
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116
        for v in (c / w for c, w in zip(_times(_XYZ, linear), _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, kind: str = "normal") -> float:
    """How different two colours look to a kind of eye; about 2 is just seen, 10 at a glance."""
    seen = []
    for colour in (one, other):
        red, green, blue = (min(1.0, max(0.0, c)) for c in _times(KINDS[kind], _linear(colour)))
        seen.append(_lab((red, green, blue)))
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


def lightness(colour: str) -> float:
    """L*, 0 for black to 100 for white: what a grey print keeps."""
    return _lab(_linear(colour))[0]
