"""Whether a home holds example inputs or real ones.

Belongs here: the two questions the doors ask. Does not belong here: the refusal to mix, which both kinds
of input share (``sources.example``).
"""

from __future__ import annotations

from gnv_pipeline.home import DataHome
from gnv_pipeline.sources.example import example_flags, mixing

__all__ = ["holds_example", "holds_real", "mixing"]


def holds_example(home: DataHome) -> bool:
    """Whether any input of the home, workbook or file from Kolada, is an example."""
    return True in example_flags(home)


def holds_real(home: DataHome) -> bool:
    """Whether any input of the home, workbook or file from Kolada, is real."""
    return False in example_flags(home)
