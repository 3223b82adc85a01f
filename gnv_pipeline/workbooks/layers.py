"""The steps in which a workbook is checked, in order, and how a stop is told.

Belongs here: the steps' names and order. Does not belong here: which rule belongs to which step
(``registry``) or the checks themselves.
"""

from __future__ import annotations

from enum import IntEnum


class Layer(IntEnum):
    """One step; a later one is taken only where the earlier ones went well."""

    FILE = 1
    TEMPLATE = 2
    SHEETS = 3
    CELLS = 4
    ROWS = 5
    WORKBOOK = 6
    HISTORY = 7

    @property
    def label(self) -> str:
        """What the step looks at, in Swedish."""
        return _LABELS[self]


_LABELS = {
    Layer.FILE: "filen",
    Layer.TEMPLATE: "mallen",
    Layer.SHEETS: "blad och rubriker",
    Layer.CELLS: "cellerna",
    Layer.ROWS: "raderna",
    Layer.WORKBOOK: "arbetsboken som helhet",
    Layer.HISTORY: "jämförelsen med tidigare år",
}


def stop_sentence(stopped_at: str | None) -> str:
    """Where the check stopped, as a sentence; empty where it went through."""
    number = next((layer.value for layer in Layer if layer.label == stopped_at), None)
    if number is None:
        return ""
    return (
        f"Kontrollen stannade vid steg {number} av {len(Layer)} ({stopped_at}). "
        "Resten av filen är inte kontrollerad."
    )
