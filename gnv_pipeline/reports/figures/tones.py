"""Which of the looks of a chip a signal has.

Belongs here: signal codes to looks, for every renderer. Red ("warning") is for warnings only, and a hue
never stands alone. Does not belong here: the looks themselves.
"""

from __future__ import annotations

_TONES = {
    "met": "full", "reached": "full", "on_track": "full",
    "wrong_way": "warning",
    "not_met": "line", "partly": "line", "behind": "line",
    "better": "line", "worse": "line", "higher": "line", "lower": "line",
    "similar": "open", "uncertain": "open",
    "not_judged": "none",
}  # fmt: skip


def tone(code: str) -> str:
    """The look of a signal's code: full, warning, line, open or none."""
    return _TONES.get(code, "line")
