"""The tidy sheets: one row per value or statement, every column with one meaning.

Belongs here: which tables become sheets, with which columns, in which order. Does not belong here: how a cell
is made (``cells``) or looks (``writer``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.render.xlsx.cells import Sheet, made


@dataclass(frozen=True, slots=True)
class Spec:
    """A table as a sheet. Columns are names apart by blanks; one that this version lacks is left out,
    and a table that it lacks as well.
    """

    table: str
    name: str
    about: str
    columns: str
    fixed: int = 2


_CHECKED = "Bygger på texter som organisationerna själva har skrivit."

JUDGED = (
    Spec(
        "indicator_value",
        "Värden",
        "En rad per indikator, område, dataår och kön. Saknas värdet står skälet i ord.",
        """
        @indicator @area data_year @period gender value @unit missing_reason lower95 upper95
        flag numerator denominator preliminary value_kind interval_basis areas_included
        areas_expected source_label definition_version @delmal @area_kind indicator_id
        organisation_id
        """,
    ),
    Spec(
        "goal_status",
        "Målläge",
        "Nivå och takt mot målen. Kommuner bedöms bara mot mål som deras lokala plan har antagit.",
        """
        @goal @indicator @area data_year gender value @unit lower95 upper95 @target
        target_origin level_signal level_reason pace_signal pace_reason baseline_value
        baseline_year expected_now pace_ratio needed_per_year needed_until projected
        projected_lower projected_upper gap gap_count gap_unit smallest_detectable
        plan_revision goal_id indicator_id organisation_id
        """,
        fixed=3,
    ),
    Spec(
        "comparison",
        "Jämförelse",
        "Varje områdes värde mot ett annat. Högre och Lägre står bara när skillnaden är säker.",
        """
        @indicator @area data_year gender @value @unit benchmark_kind benchmark_value
        @compared reason strength indicator_id organisation_id
        """,
    ),
    Spec(
        "trend",
        "Förändring",
        "Från ett tidigare jämförbart värde till det bedömda året, med Riket under samma tid.",
        """
        @indicator @area gender from_year data_year from_value @value @unit change lower95
        upper95 signal reason nation_change points first_year slope series_signal
        series_reason nation_slope indicator_id organisation_id
        """,
    ),
    Spec(
        "inequality",
        "Skillnader i länet",
        "Skillnaden mellan kommunerna, alltid bredvid vad slumpen ensam ger.",
        """
        @indicator data_year gender @unit areas areas_known areas_used lowest highest
        difference ratio mean_deviation chance_mean chance_lower chance_upper
        chance_mean_deviation remaining signal reason from_year from_areas from_difference
        from_chance_mean from_remaining development development_reason indicator_id
        """,
        fixed=1,
    ),
    Spec(
        "gender_gap",
        "Kvinnor och män",
        "Kvinnors värde minus mäns i det bedömda året, och om skillnaden har ändrats.",
        """
        @indicator @area data_year women men gap @unit lower95 upper95 signal reason
        interval_basis areas_included areas_expected from_year from_gap change
        change_lower95 change_upper95 development development_reason indicator_id
        organisation_id
        """,
    ),
    Spec(
        "county_distance",
        "Länets avstånd till mål",
        "Var länets avstånd till målet finns. Räknat på värdena; ingen bedömning av en kommun.",
        """
        @goal @indicator @area data_year gap @unit gap_count gap_unit share denominator
        goal_id indicator_id organisation_id
        """,
        fixed=3,
    ),
    Spec(
        "pooled_value",
        "Sammanslagna omgångar",
        "Flera enkätomgångar sammanslagna där få svarar. De säger inget om ett enskilt år.",
        """
        @indicator @area gender from_year data_year rounds value @unit lower95 upper95
        denominator indicator_id organisation_id
        """,
    ),
    Spec(
        "similar",
        "Liknande kommuner",
        "Vilka kommuner som liknar varje kommun, och i fråga om vad. Namnordning, ingen rangordning.",
        """
        @area @similar basis basis_year variables in_county group_id similar_id organisation_id
        """,
    ),
    Spec(
        "similar_change",
        "Liknande, förändring",
        "Hur liknande kommuner har förändrats, för den som vill lära av dem.",
        """
        @indicator @area @similar from_year data_year from_value value @unit change lower95 upper95
        signal reason indicator_id similar_id organisation_id
        """,
        fixed=3,
    ),
)

REPORTED = (
    Spec(
        "self_assessment",
        "Självskattning",
        "Medelvärden per delmål. Det finns inga rätt eller fel svar.",
        """
        @area unit @delmal year round mean asked answered unknown previous_mean
        previous_year other_people statement_set organisation_id
        """,
    ),
    Spec(
        "activity",
        "Aktiviteter",
        _CHECKED,
        """
        @area name year status_label partners responsible starts_on ends_on funding learned
        activity_id organisation_id
        """,
    ),
    Spec(
        "obstacle",
        "Hinder och stöd",
        _CHECKED,
        """
        @area text year theme_label needed support outcome obstacle_id organisation_id
        """,
    ),
    Spec(
        "local_plan",
        "Lokala planer",
        _CHECKED,
        """
        @area @goal year works_with commitment own_target noticed_by goal_id organisation_id
        """,
    ),
    Spec(
        "note",
        "Kommentarer",
        "Kommentarer som följer med ett värde.",
        """
        @indicator @area data_year gender text origin indicator_id organisation_id
        """,
    ),
    Spec(
        "submission",
        "Vilka har lämnat",
        "En rad per väntad inlämning. De som saknas står också.",
        """
        @area year round status received_on rows_waiting note organisation_id
        """,
        fixed=1,
    ),
    Spec(
        "edition_change",
        "Ändrat sedan sist",
        "Det som skiljer från den förra utgåvan för samma år.",
        """
        @indicator @area data_year gender old new reason previous_edition indicator_id
        organisation_id
        """,
    ),
)

DEFINED = (
    Spec(
        "indicator",
        "Definitioner",
        "Alla indikatorer i handlingsplanen: vad de mäter, hur de räknas och varifrån de kommer.",
        """
        name @delmal role definition who_counts numerator_label denominator_label unit
        better better_note level responsibility county_value original_source kolada_id
        closeness closeness_note disclosure period_years publication_month judged_year
        latest_year availability valid_to replaced_by under_construction example
        indicator_id
        """,
        fixed=1,
    ),
    Spec(
        "indicator_definition",
        "Ändrade definitioner",
        "Definitionernas versioner. Värden i olika versioner jämförs inte.",
        """
        @indicator version from_year to_year text break_note indicator_id
        """,
        fixed=1,
    ),
    Spec(
        "goal_indicator",
        "Mål",
        "Vilka indikatorer som mäter målen, med startvärde och målvärde.",
        """
        @goal @indicator gender baseline_value baseline_year baseline_source @target
        target_source target_example goal_id indicator_id
        """,
    ),
)


def sheets(mart: Mart, plan: Plan, specs: tuple[Spec, ...]) -> tuple[Sheet, ...]:
    """The sheets of tables that have rows."""
    found = (_sheet(mart, plan, spec) for spec in specs)
    return tuple(sheet for sheet in found if sheet is not None)


def _sheet(mart: Mart, plan: Plan, spec: Spec) -> Sheet | None:
    kept = _shown(mart, plan, spec.table)
    rows = sorted(
        (row for row in mart.optional(spec.table) if kept(row)), key=lambda row: _order(mart, row)
    )
    if not rows:
        return None
    names = [name for name in spec.columns.split() if name.startswith("@") or name in rows[0]]
    columns = [made(spec.table, name) for name in names]
    return Sheet(
        name=spec.name,
        about=spec.about,
        headings=tuple(heading for heading, _ in columns),
        rows=tuple(tuple(make(mart, row) for _, make in columns) for row in rows),
        fixed=spec.fixed,
        wraps=spec not in JUDGED,
    )


def _shown(mart: Mart, plan: Plan, table: str) -> Callable[[Row], bool]:
    """Which rows of a table the regional report shows too."""
    if table == "self_assessment" and plan.statements.display != "by_name":
        return lambda row: row["organisation_id"] == mart.county
    return lambda row: True


_GENDERS = {"T": 0, "K": 1, "M": 2}


def _order(mart: Mart, row: Row) -> tuple[int, ...]:
    """The plan's order of goals and indicators, name order of areas, then year and gender; never by value."""
    goal = mart.goals.get(row.get("goal_id") or "", {})
    indicator = mart.indicators.get(row.get("indicator_id") or "", {})
    area = mart.organisations.get(row.get("organisation_id") or "", {})
    return (
        int(goal.get("sort_order", 0)),
        int(indicator.get("sort_order", 0)),
        int(area.get("sort_order", 0)),
        int(row.get("data_year") or row.get("year") or 0),
        _GENDERS.get(str(row.get("gender")), 3),
        int(row.get("sort_order") or 0),
    )
