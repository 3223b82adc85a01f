"""Checks of what kommuner are compared by: similar kommuner in ``plan.yaml``, the women's share in a basis.

Does not belong here: other checks of the header (``checks_areas``) or the catalogue (``checks_indicators``).
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.findings import Finding
from gnv_pipeline.plan.checks_base import Places, meant
from gnv_pipeline.plan.models import Disclosure, Plan, SimilarVariable

FILE = "plan.yaml"
CATALOGUE = "indicators.yaml"
_Path = tuple[str | int, ...]


def check_comparing(plan: Plan, places: Places) -> Iterator[Finding]:
    """Whether the variables exist and all kommuner have them, and the women's share is a span."""
    similar = plan.header.similar
    for number, variable in enumerate(similar.variables if similar else ()):
        path = ("similar", "variables", number)
        if variable.kind == "indicator":
            yield from _indicator(plan, places, path, variable)
        else:
            yield from _population(plan, places, path, variable)
    for number, one in enumerate(plan.indicators):
        here = ("indicators", number, "basis")
        share = one.basis.women_share
        if share is not None and not 0 < share[0] < share[1] < 100:
            yield places.error(
                CATALOGUE,
                (*here, "women_share"),
                "no-span",
                f"Indikatorn {one.id}: kvinnornas andel går från {share[0]:g} till {share[1]:g} procent.",
                "Skriv det lägre talet först, båda mellan 0 och 100.",
                "[45, 80]",
            )
        if share is not None and one.basis.kind != "respondents":
            yield places.warning(
                CATALOGUE,
                (*here, "women_share"),
                "share-without-respondents",
                f"Indikatorn {one.id}: women_share används bara när basis är respondents.",
                "Ta bort women_share.",
            )
        if not one.basis.complete and one.basis.kind != "none":
            yield places.warning(
                CATALOGUE,
                (*here, "complete"),
                "complete-without-need",
                f"Indikatorn {one.id}: complete används bara när basis är none.",
                "Ta bort complete.",
            )


def _indicator(
    plan: Plan, places: Places, path: _Path, variable: SimilarVariable
) -> Iterator[Finding]:
    if variable.indicator is None:
        yield places.error(
            FILE,
            path,
            "variable-without-indicator",
            "Likheten ska räknas på ett nyckeltal, men vilket står inte.",
            "Lägg till indicator: och nyckeltalets id.",
        )
        return
    one = plan.indicator_by_id.get(variable.indicator)
    if one is None:
        yield places.error(
            FILE,
            (*path, "indicator"),
            "unknown-indicator",
            f"Likheten räknas på indikatorn {variable.indicator}, som inte finns.",
            meant(variable.indicator, plan.indicator_by_id),
        )
    elif one.level == "region" or one.derived is not None:
        yield places.error(
            FILE,
            (*path, "indicator"),
            "variable-without-kommuner",
            f"Likheten räknas på indikatorn {one.id}, som inte har värden för kommuner.",
            "Välj ett nyckeltal med level: kommun.",
        )
    elif one.disclosure is not Disclosure.PUBLIC:
        yield places.error(
            FILE,
            (*path, "indicator"),
            "variable-not-public",
            f"Likheten räknas på indikatorn {one.id}, vars små tal skyddas. Ordningen kunde röja dem.",
            "Välj ett nyckeltal med disclosure: public.",
        )


def _population(
    plan: Plan, places: Places, path: _Path, variable: SimilarVariable
) -> Iterator[Finding]:
    lacking = [
        area.name
        for area in plan.kommuner
        if area.population is None
        or area.population.total is None
        or (variable.kind == "share_aged_80" and area.population.aged_80 is None)
    ]
    if lacking:
        more = f" och {len(lacking) - 3} till" if len(lacking) > 3 else ""
        yield places.warning(
            FILE,
            (*path, "kind"),
            "variable-without-values",
            f"Befolkningen som likheten räknas på saknas för {', '.join(lacking[:3])}{more}.",
            "Skriv population i areas.yaml. Kommuner utan den får inga liknande kommuner.",
        )
