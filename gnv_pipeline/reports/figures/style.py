"""Colours, dashes and marks of every role, from the plan's look.

Belongs here: what a role looks like, readable without colour: each has its own mark or dash. The warning
colour is used for no series. Does not belong here: drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gnv_pipeline.plan.models import Look
from gnv_pipeline.reports.model.charts import Role

Mark = Literal["circle", "square", "diamond", "triangle", "none"]
_GRAPHIC = 3.0  # WCAG 2.1, 1.4.11: contrast of what must be seen to understand
_TEXT = 4.5  # WCAG 2.1, 1.4.3


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a role is drawn. ``dash`` is lengths of stroke and gap; empty for a whole line."""

    colour: str
    outline: str
    mark: Mark
    dash: tuple[float, ...] = ()
    width: float = 2.0


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.1), 0 for black to 1 for white."""
    linear = [
        c / 12.92 if (c := channel / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.1), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` (0–1) of ``other`` in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, ground: str = "#ffffff", least: float = _TEXT) -> str:
    """``colour``, darkened step by step until it stands out from a light ``ground``."""
    for share in range(21):
        candidate = mixed(colour, "#000000", share / 20)
        if contrast(candidate, ground) >= least:
            return candidate
    return "#000000"


def ink(ground: str) -> str:
    """Black or white text, whichever stands out more on ``ground``; one of them always has 4.5."""
    return max(("#ffffff", "#000000"), key=lambda colour: contrast(colour, ground))


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of one colour on a ground of another, and where they meet."""

    where: str
    ink: str
    ground: str


class Style:
    """The look of all outputs, derived once from the plan; no template writes a colour of its own."""

    white = "#ffffff"
    edge = "#767676"  # 4,5 on white: frames that must be seen
    notice = "#fff4d1"  # ground of what must be known first, and of the word "exempel"
    notice_edge = "#8a6500"
    notice_text = "#3a2a00"

    def __init__(self, look: Look) -> None:
        self.text = look.text
        self.watermark = mixed("#ffffff", look.muted, 0.05)
        # Words also stand on pale grounds and on the watermark: the darkest of these decides.
        ground = min((self.watermark, look.surface), key=luminance)
        self._ground = ground
        self.muted = readable(look.muted, ground)
        self.line = look.line
        self.surface = look.surface
        self.hatch = mixed(look.muted, "#ffffff", 0.6)
        self.dark = readable(look.dark, ground)
        self.primary = readable(look.primary, least=_GRAPHIC)
        self.font = ", ".join((*(f for f in look.fonts if f != "sans-serif"), "sans-serif"))
        quiet = readable(look.muted, least=_GRAPHIC)
        women, men = look.women, readable(look.men, least=_GRAPHIC)
        self._roles: dict[Role, RoleStyle] = {
            "own": RoleStyle(self.dark, self.dark, "circle", width=2.5),
            "county": RoleStyle(self.primary, self.primary, "circle", width=2.25),
            "beside": RoleStyle(self.primary, self.primary, "triangle", (9, 3), 1.75),
            "nation": RoleStyle(self.muted, self.muted, "square", (6, 4), 1.75),
            "group": RoleStyle(self.muted, self.muted, "square", (2, 3), 1.5),
            "goal": RoleStyle(look.text, look.text, "diamond", (2, 4), 1.75),
            # Yellow has 2.1 against white, so both marks get a dark edge and a shape of their own.
            "women": RoleStyle(women, look.text, "circle"),
            "men": RoleStyle(men, look.text, "square"),
            "kommun": RoleStyle(self.dark, self.dark, "circle"),
            "chance": RoleStyle(quiet, quiet, "none", width=7),
            "observed": RoleStyle(self.dark, self.dark, "diamond"),
        }

    def role(self, role: Role) -> RoleStyle:
        """How a role is drawn."""
        return self._roles[role]

    def label(self, role: Role) -> str:
        """Colour of the words beside a line; always dark enough to read."""
        return (
            self.dark
            if role in {"county", "own"}
            else readable(self._roles[role].colour, self._ground)
        )

    def pairs(self) -> tuple[Pair, ...]:
        """Every pair of text and ground that the pages, the PDF and the figures use."""
        plain = (self.white, self.surface, self.watermark)
        return (
            *(Pair("text", self.text, ground) for ground in (*plain, self.notice)),
            *(Pair("quiet text", self.muted, ground) for ground in plain),
            *(Pair("links", self.dark, ground) for ground in plain),
            Pair("cover and badges", self.white, self.dark),
            Pair("edition bar", self.white, self.text),
            Pair("notices", self.notice_text, self.notice),
            *(
                Pair(f"label of {role}", self.label(role), ground)
                for role in self._roles
                for ground in plain
            ),
        )

    def ramp(self, steps: int) -> tuple[str, ...]:
        """Colours for the steps of a scale, light to dark, so that grey print keeps the order."""
        if steps == 1:
            return (self.primary,)
        light, dark = mixed(self.primary, "#ffffff", 0.82), mixed(self.dark, "#000000", 0.35)
        return tuple(mixed(light, dark, i / (steps - 1)) for i in range(steps))

    def plain(self, index: int) -> str:
        """Ground of a step outside the scale: white, and from the second one pale grey under hatching."""
        return self.white if index == 0 else mixed(self.line, "#ffffff", 0.5)
