"""Checks of ``goals.yaml``: goals that can be measured, targets that make sense.

Does not belong here: the indicators themselves (``checks_indicators``).
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding
from gnv_pipeline.plan.checks_base import Places, meant, repeated
from gnv_pipeline.plan.models import Baseline, Goal, GoalIndicator, Indicator, Plan, Target
from gnv_pipeline.plan.positions import Path

FILE = "goals.yaml"
NEEDED_LIMITS = {
    "at_least": ("lower",),
    "at_most": ("upper",),
    "between": ("lower", "upper"),
    "max_gap": ("upper",),
    "keep": (),
}
_UNUSED_LIMITS = {"at_least": ("upper",), "at_most": ("lower",), "max_gap": ("lower",)}
_LIMIT_WORDS = {"lower": "lägsta värde (lower)", "upper": "högsta värde (upper)"}


def check_goals(plan: Plan, places: Places) -> Iterator[Finding]:
    """All checks of the goals."""
    for number, goal, _ in repeated(plan.goals, lambda goal: goal.id):
        yield places.error(
            FILE,
            ("goals", number, "id"),
            "duplicate-id",
            f"Två mål har id {goal.id}.",
            "Ge det ena målet ett annat id.",
        )
    for number, goal, first in repeated(plan.goals, lambda goal: goal.name.casefold()):
        if goal.id != plan.goals[first].id:
            yield places.error(
                FILE,
                ("goals", number, "name"),
                "duplicate-name",
                f"Målen {plan.goals[first].id} och {goal.id} heter båda {goal.name}.",
                "Ge dem olika namn; i mallen väljer man mål efter namn.",
            )
    for number, goal in enumerate(plan.goals):
        yield from _goal(plan, places, ("goals", number), goal)


def _goal(plan: Plan, places: Places, path: Path, goal: Goal) -> Iterator[Finding]:
    if goal.delmal not in plan.delmal_by_id:
        yield places.error(
            FILE,
            (*path, "delmal"),
            "unknown-delmal",
            f"Målet {goal.id} hör till delmålet {goal.delmal}, som inte finns.",
            meant(goal.delmal, plan.delmal_by_id),
        )
    if not goal.indicators:
        yield places.error(
            FILE,
            path,
            "goal-without-indicator",
            f"Målet {goal.id} har ingen indikator, så det går inte att följa.",
            "Lägg till indicators: med minst en indikator.",
            "- indicator: nm1",
        )
    for number, one, _ in repeated(goal.indicators, lambda one: (one.indicator, one.gender)):
        yield places.error(
            FILE,
            (*path, "indicators", number),
            "duplicate-id",
            f"Målet {goal.id} har indikatorn {one.indicator} två gånger.",
            "Ta bort den ena.",
        )
    for number, one in enumerate(goal.indicators):
        here = (*path, "indicators", number)
        indicator = plan.indicator_by_id.get(one.indicator)
        if indicator is None:
            yield places.error(
                FILE,
                (*here, "indicator"),
                "unknown-indicator",
                f"Målet {goal.id} mäts med indikatorn {one.indicator}, som inte finns.",
                meant(one.indicator, plan.indicator_by_id),
            )
            continue
        yield from _fit(places, here, goal, one, indicator)
        if one.target is not None:
            yield from _target(plan, places, here, goal, one, one.target, indicator)


def _fit(
    places: Places, path: Path, goal: Goal, one: GoalIndicator, indicator: Indicator
) -> Iterator[Finding]:
    """Whether the indicator can carry the goal."""
    gap = one.target is not None and one.target.kind == "max_gap"
    if indicator.derived == "spread" or gap:
        yield places.error(
            FILE,
            (*path, "target", "kind") if gap else path,
            "goal-on-spread",
            f"Målet {goal.id} gäller skillnaden mellan den kommun som har högst och den som har "
            "lägst värde. Den skillnaden är till största delen slump och växer ju färre som svarar, "
            "så ett sådant mål mäter brus.",
            "Sätt målet på nivån i stället (at_least eller at_most) och visa spridningen bredvid.",
            "kind: at_least",
        )
    if one.gender not in indicator.genders:
        yield places.error(
            FILE,
            (*path, "gender"),
            "gender-not-in-indicator",
            f"Målet {goal.id} gäller kön {one.gender}, men indikatorn {indicator.id} har bara "
            f"{', '.join(indicator.genders)}.",
            "Välj ett kön som indikatorn har; T står för alla.",
            "T",
        )
    if indicator.derived is None and one.area == "county" and indicator.county_value == "none":
        yield places.error(
            FILE,
            (*path, "area"),
            "no-value-for-area",
            f"Målet {goal.id} bedöms för länet, men indikatorn {indicator.id} har inget länsvärde.",
            "Skriv area: region, eller ge indikatorn en regel för länets värde (county_value).",
        )
    if one.area == "region" and not any(source.level == "region" for source in indicator.sources):
        yield places.error(
            FILE,
            (*path, "area"),
            "no-value-for-area",
            f"Målet {goal.id} bedöms för regionen, men indikatorn {indicator.id} har inget värde "
            "för regionen.",
            "Skriv area: county.",
            "county",
        )


def _target(
    plan: Plan,
    places: Places,
    path: Path,
    goal: Goal,
    one: GoalIndicator,
    target: Target,
    indicator: Indicator,
) -> Iterator[Finding]:
    named = f"Målet {goal.id}, indikatorn {indicator.id}"
    yield from _limits(places, (*path, "target"), named, target, indicator)
    header = plan.header
    if not header.first_year <= target.year <= header.last_year:
        yield places.warning(
            FILE,
            (*path, "target", "year"),
            "target-outside-plan",
            f"{named}: målåret {target.year} ligger utanför planens år "
            f"{header.first_year}–{header.last_year}.",
            "Kontrollera året. Målåret är ett dataår.",
        )
    if one.baseline is None:
        if target.kind == "keep":
            yield places.error(
                FILE,
                (*path, "target", "kind"),
                "keep-without-baseline",
                f"{named}: nivån ska behållas, men det står inte vilken nivå.",
                "Lägg till baseline med värde, år och källa.",
            )
        else:
            yield places.info(
                FILE,
                (*path, "target"),
                "target-without-baseline",
                f"{named} har inget utgångsläge. Då bedöms nivån men inte takten.",
                "Lägg till baseline när det första värdet är känt.",
            )
        return
    yield from _way(places, path, named, one, target, one.baseline, indicator)


def _limits(
    places: Places, path: Path, named: str, target: Target, indicator: Indicator
) -> Iterator[Finding]:
    values = {"lower": target.lower, "upper": target.upper}
    missing = [limit for limit in NEEDED_LIMITS[target.kind] if values[limit] is None]
    for limit in missing:
        yield places.error(
            FILE,
            path,
            "target-without-limit",
            f"{named}: målet är av slaget {target.kind} men saknar {_LIMIT_WORDS[limit]}.",
            f"Lägg till {limit} i target.",
            f"{limit}: 90",
        )
    for limit in _UNUSED_LIMITS.get(target.kind, ()):
        if values[limit] is not None:
            yield places.error(
                FILE,
                (*path, limit),
                "target-with-unused-limit",
                f"{named}: målet är av slaget {target.kind}, där {_LIMIT_WORDS[limit]} inte används.",
                "Ta bort värdet, eller skriv kind: between om båda ska gälla.",
            )
    if target.lower is not None and target.upper is not None and target.lower >= target.upper:
        yield places.error(
            FILE,
            path,
            "limits-in-wrong-order",
            f"{named}: lägsta värdet är inte lägre än det högsta.",
            "Skriv lower lägre än upper.",
        )
    for limit, value in values.items():
        if value is not None and indicator.unit == "percent" and not 0 <= value <= 100:
            yield places.error(
                FILE,
                (*path, limit),
                "out-of-range",
                f"{named}: {formatting.number(value, 1)} är ingen andel i procent.",
                "Skriv ett tal mellan 0 och 100.",
            )
        elif value is not None and indicator.unit == "percent" and 0 < value < 1:
            yield places.warning(
                FILE,
                (*path, limit),
                "percent-as-fraction",
                f"{named}: {formatting.number(value, 2)} läses som {formatting.number(value, 2)} procent.",
                f"Menade du {formatting.number(value * 100, 0)} procent? Skriv då procent, inte andel.",
                f"{limit}: {value * 100:.0f}",
            )
    wrong = {"at_least": "low", "at_most": "high"}.get(target.kind)
    if wrong is not None and indicator.better == wrong:
        word = "lägre" if wrong == "low" else "högre"
        yield places.warning(
            FILE,
            (*path, "kind"),
            "target-against-direction",
            f"{named}: för indikatorn är {word} bättre, men målet är av slaget {target.kind}.",
            "Kontrollera målets slag (at_least minst, at_most högst) eller indikatorns better.",
        )


def _way(
    places: Places,
    path: Path,
    named: str,
    one: GoalIndicator,
    target: Target,
    baseline: Baseline,
    indicator: Indicator,
) -> Iterator[Finding]:
    """From baseline to target."""
    if target.year <= baseline.year:
        yield places.error(
            FILE,
            (*path, "target", "year"),
            "target-year-before-baseline",
            f"{named}: målåret {target.year} ligger inte efter utgångsåret {baseline.year}.",
            "Skriv ett målår som ligger efter utgångsåret.",
        )
    start = formatting.number(baseline.value, indicator.decimals + 1)
    if _passed(target, baseline.value):
        yield places.warning(
            FILE,
            (*path, "target"),
            "target-already-passed",
            f"{named}: målet var nått redan i utgångsläget ({start} år {baseline.year}).",
            "Skärp målet, eller skriv kind: keep om nivån ska behållas.",
            "kind: keep",
        )
    if isinstance(one.path, dict):
        outside = sorted(year for year in one.path if not baseline.year < year <= target.year)
        if outside:
            yield places.error(
                FILE,
                (*path, "path"),
                "path-outside-years",
                f"{named}: vägen har år utanför {baseline.year + 1}–{target.year}: "
                f"{', '.join(map(str, outside))}.",
                "Ta bort åren, eller skriv path: linear.",
                "linear",
            )


def _passed(target: Target, value: float) -> bool:
    if target.kind == "at_least" and target.lower is not None:
        return value >= target.lower
    if target.kind == "at_most" and target.upper is not None:
        return value <= target.upper
    if target.kind == "between" and target.lower is not None and target.upper is not None:
        return target.lower <= value <= target.upper
    return False
