"""Which of the values read the plan follows, and why the others are left.

Belongs here: the rules of the plan's sources, levels, genders and years. Does not belong here: reading,
what speaks against values that fit (``doubts``), or the words of the answer (``saying``).
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.excel.values import ParsedNumber
from gnv_pipeline.plan.models import AreaKind, Indicator, Plan, Source
from gnv_pipeline.sources.bulk.choice import BulkValue, Choice, Key, Left
from gnv_pipeline.sources.bulk.extracting import Found
from gnv_pipeline.sources.bulk.reading import SheetRead
from gnv_pipeline.sources.bulk.settling import one_column_each, settled
from gnv_pipeline.sources.bulk.words import says_a_part

LEVELS = {
    AreaKind.KOMMUN: "kommun",
    AreaKind.REGION: "region",
    AreaKind.NATION: "nation",
    AreaKind.GROUP: "group",
}


def choose(sheets: Iterable[SheetRead], plan: Plan) -> Choice:
    """The values that the plan follows; every other is counted with its reason.

    Reasons: ``untitled``, ``asked`` (several candidates), ``not_followed``, ``other_way`` (collected in
    another way), ``other_area``, ``contradiction``, ``ambiguous``, ``alike``, ``no_area``, ``county``,
    ``wrong_level``, ``no_year``, ``part_of_year``, ``span``, ``outside_years``, ``unknown_gender``,
    ``other_gender``, ``unreadable``, ``blank``, ``split`` (several values for the same thing),
    ``several_columns``, ``other_unit``, ``preliminary``, ``part`` (a row that counts only some).
    """
    left = Left()
    fitting: dict[Key, dict[tuple[str, int], list[tuple[str, Found]]]] = {}
    for sheet in sheets:
        chosen = one_column_each(sheet, left)
        for found in chosen:
            reason = _reason(found, plan)
            if reason:
                left.add(reason, sheet.sheet.title, found)
                continue
            key = _key(found)
            place = sheet.sheet.title, found.cell.row
            fitting.setdefault(key, {}).setdefault(place, []).append((sheet.sheet.title, found))
    filled = {
        _column_key(key)
        for key, rows in fitting.items()
        for items in rows.values()
        if any(isinstance(found.number, ParsedNumber) for _, found in items)
    }
    values: list[BulkValue] = []
    for key in sorted(fitting):
        value = settled(key, fitting[key], left, said=_column_key(key) in filled)
        if value is not None:
            values.append(value)
    return Choice(tuple(values), left)


def _column_key(key: Key) -> tuple[str, int, str]:
    return key[0], key[2], key[3]


def _key(found: Found) -> Key:
    indicator, area = found.title.match.indicator, found.place.area
    if indicator is None or area is None or found.year is None:
        raise ValueError("a value without indicator, area and year has no key")
    return indicator.id, area.id, found.year, found.gender or "T"


# --- one value after the other -------------------------------------------------------------------


def _reason(found: Found, plan: Plan) -> str:
    """Why a value is left; empty for one that the plan follows."""
    return _title_reason(found) or _place_reason(found) or _fit_reason(found, plan)


def _title_reason(found: Found) -> str:
    match = found.title.match
    if match.indicator is not None:
        return "" if _is_open(match.indicator) else "other_way"
    if match.candidates:
        return "asked"
    return "not_followed" if found.title.text else "untitled"


def _is_open(indicator: Indicator) -> bool:
    """Whether values of a bulk workbook are used: the plan says so, or it is Kolada's own (rule 11)."""
    return any(source.kind in {"bulk", "kolada"} for source in indicator.sources)


def _place_reason(found: Found) -> str:
    if found.place.outcome == "nothing":
        return "no_area"
    if found.place.outcome != "plan":
        return "other_area" if found.place.outcome == "other" else found.place.outcome
    return "county" if found.place.area and found.place.area.kind is AreaKind.COUNTY else ""


def _fit_reason(found: Found, plan: Plan) -> str:
    indicator, area = found.title.match.indicator, found.place.area
    if indicator is None or area is None:
        return "not_followed"
    windows = _windows(indicator, LEVELS.get(area.kind, ""))
    if not windows:
        return "wrong_level"
    if found.year is None:
        return found.time
    if not any(
        (s.from_year or found.year) <= found.year <= (s.to_year or found.year) for s in windows
    ):
        return "outside_years"
    if found.gender == "?":
        return "unknown_gender"
    if (found.gender or "T") not in indicator.genders:
        return "other_gender"
    if found.column.preliminary:
        return "preliminary"
    return "part" if any(says_a_part(heading, text) for heading, text in found.others) else ""


def _windows(indicator: Indicator, level: str) -> list[Source]:
    """The sources that cover a level; nation and group come with the first one where none is named."""
    open_ones = [source for source in indicator.sources if source.kind in {"bulk", "kolada"}]
    named = [source for source in open_ones if source.level == level]
    return named or (open_ones[:1] if level in {"nation", "group"} else [])
