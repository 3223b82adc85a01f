"""All kinds of damage to a good workbook, from the zip to single values."""

from __future__ import annotations

from tests.workbooks import damage_cells, damage_files, damage_sheets
from tests.workbooks.damage_kinds import KINDS, Damaged, Good

__all__ = ["KINDS", "Damaged", "Good", "damage_cells", "damage_files", "damage_sheets"]
