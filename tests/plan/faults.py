"""Faults to plant in a copy of the real plan: one change each, and what the check is to say.

Per file: (code, text to replace, text instead, text on the line that is to be named, severity). An empty
``at`` says that only code and severity matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Fault(NamedTuple):
    """One change of a file, and the finding it is to give."""

    code: str
    old: str
    new: str
    at: str
    severity: Literal["error", "warning"] = "error"


SHAPE: Mapping[str, tuple[Fault, ...]] = {
    "goals.yaml": (
        Fault("unknown-key", '    name: "Trygg hemma', '    nam: "Trygg hemma', "    nam:"),
        Fault("missing-key", '    name: "Trygg hemma med hemtjänst"\n', "", "trygg_hemma"),
        Fault("unknown-key", "value: 87.4", "value: 87,4", "value: 87,4"),
        Fault("wrong-type", "value: 87.4", 'value: "87,4"', '"87,4"'),
        Fault("wrong-type", "value: 87.4", "value: ", "value: ,"),
        Fault("wrong-type", "path: linear", "path: rak", "path: rak"),
        Fault("wrong-form", "id: trygg_hemma", "id: Trygg-hemma", "Trygg-hemma"),
    ),
    "plan.yaml": (
        Fault("duplicate-key", "revision: 2026", "revision: 2026\ntitle: x", 'title: "Regional'),
        Fault("wrong-type", "first_year: 2026", "first_year: snart", "snart"),
        Fault("wrong-type", "first_year: 2026", "first_year: 2026.5", "2026.5"),
        Fault("wrong-type", "\ndecided: false", "\ndecided: nej", "decided: nej"),
        Fault("wrong-form", 'primary: "#158daf"', 'primary: "blå"', "blå"),
        Fault("empty-text", 'subject: "Årlig', 'contact: ""\nsubject: "Årlig', 'contact: ""'),
        Fault("yaml-syntax", "revision: 2026", "revision: 2026\n\tx: 1", "\tx: 1"),
        Fault("yaml-syntax", "first_year: 2026", "first_year: a: b", "a: b"),
    ),
    "areas.yaml": (
        Fault("unquoted-id", 'id: "0020"', "id: 0020", "id: 0020"),
        Fault("unquoted-id", 'id: "2080"', "id: 2080", "id: 2080"),
        Fault("wrong-type", 'units: ["Primärvård", ', "units: Primärvård # [", "units:"),
        Fault("unknown-choice", "kind: kommun", "kind: komun", "kind: komun"),
    ),
    "statements.yaml": (
        Fault("wrong-type", 'set: "2026"', "set: 2026", "set: 2026"),
        Fault("out-of-range", "minimum_answered: 0.6", "minimum_answered: 60", ": 60"),
    ),
    "rounds.yaml": (
        Fault("wrong-type", "deadline: 2027-03-19", "deadline: 19/3 2027", "19/3 2027"),
        Fault("wrong-type", "deadline: 2027-03-19", "deadline: 2027-02-30", "02-30"),
    ),
    "indicators.yaml": (
        Fault("unknown-choice", "better: high", "better: hig", "better: hig"),
        Fault("wrong-form", 'kolada_id: "U21505"', 'kolada_id: "21505"', '"21505"'),
        Fault("out-of-range", "decimals: 0", "decimals: 7", "decimals: 7"),
        Fault(
            "empty-list",
            "basis: {kind: respondents",
            "definitions: []\n    basis: {kind: respondents",
            "definitions: []",
        ),
    ),
    "delmal.yaml": (Fault("wrong-form", '"#158daf"', '"blå"', "blå"),),
    "calendar.yaml": (Fault("yaml-syntax", "on: 2025-11-13,", "on: 2025-11-13", "2025-11-13"),),
}
"""What the shape of a file shows."""

MEANING: Mapping[str, tuple[Fault, ...]] = {
    "plan.yaml": (
        Fault("revision-not-folder", "revision: 2026", "revision: 2025", "revision:"),
        Fault("years-in-wrong-order", "last_year: 2030", "last_year: 2020", "last_year"),
        Fault("example-in-decided-plan", "\ndecided: false", "\ndecided: true", "", "warning"),
        Fault(
            "unknown-indicator", "{kind: inhabitants,", "{kind: indicator, indicator: nm9,", "nm9"
        ),
        Fault(
            "variable-not-public", "{kind: inhabitants,", "{kind: indicator, indicator: no3,", "no3"
        ),
        Fault(
            "variable-without-kommuner",
            "{kind: inhabitants,",
            "{kind: indicator, indicator: nh4,",
            "nh4",
        ),
        Fault(
            "variable-without-indicator",
            "{kind: inhabitants,",
            "{kind: indicator,",
            "kind: indicator",
        ),
        Fault("unknown-choice", "{kind: inhabitants,", "{kind: invanare,", "kind: invanare"),
    ),
    "areas.yaml": (
        Fault("duplicate-id", 'id: "2081"', 'id: "2080" # igen', "# igen"),
        Fault("ambiguous-name", '"2081 Borlänge"', '"FALU  KOMMUN"', "FALU  KOMMUN"),
        Fault("no-county", "kind: county", "kind: group", "areas:"),
        Fault("several-region", "kind: county", "kind: region", "kind: region"),
        Fault(  # in plan.yaml: similar kommuner go by it
            "variable-without-values", "{total: 26353, total_year: 2022, ", "{", "", "warning"
        ),
        Fault("cannot-report", "kind: nation", "kind: nation\n    reports: true", "reports: true"),
    ),
    "delmal.yaml": (
        Fault("duplicate-id", "id: nara_for_alla", "id: nara_for_mig", ""),
        Fault("duplicate-name", '"Nära för alla"', '"Nära  för mig"', "Nära  för mig"),
    ),
    "goals.yaml": (
        Fault(
            "delmal-without-goal", "delmal: nara_for_alla", "delmal: nara_for_mig", "", "warning"
        ),
        Fault("duplicate-id", "id: trygg_pa_boendet", "id: trygg_hemma", ""),
        Fault("duplicate-name", '"Trygg på särskilt boende"', '"Trygg hemma med hemtjänst"', ""),
        Fault("unknown-delmal", "delmal: nara_for_mig", "delmal: nara_for_dig", "nara_for_dig"),
        Fault(
            "goal-without-indicator",
            (
                "    indicators:\n"
                "      # Inget målvärde: alla behöver inte en SIP, så 100 % är inget mål. Måttet är un"
                "der uppbyggnad.\n"
                "      - indicator: no3\n"
                "        area: county\n"
            ),
            "",
            "- id: samordnad_plan",
        ),
        Fault("unknown-indicator", "indicator: nm1", "indicator: nm9", "nm9"),
        Fault("duplicate-id", "indicator: na2", "indicator: na1", ""),
        Fault("goal-on-spread", "indicator: nm1", "indicator: nd3", "indicator: nd3"),
        Fault("goal-on-spread", "kind: at_least, lower: 90", "kind: max_gap, upper: 9", "max_gap"),
        Fault(
            "gender-not-in-indicator",
            "- indicator: no2",
            "- indicator: no2\n        gender: K",
            "gender: K",
        ),
        Fault("no-value-for-area", "area: county", "area: region", "area: region"),
        Fault(
            "target-without-limit",
            "kind: at_least, lower: 90",
            "kind: between, lower: 90",
            "between",
        ),
        Fault(
            "target-without-limit",
            "kind: at_least, lower: 90",
            "kind: at_least",
            "kind: at_least, year",
        ),
        Fault(
            "target-with-unused-limit",
            "kind: at_least, lower: 90",
            "kind: at_least, lower: 90, upper: 95",
            "upper: 95",
        ),
        Fault(
            "limits-in-wrong-order",
            "kind: at_least, lower: 90",
            "kind: between, lower: 90, upper: 89",
            "between",
        ),
        Fault("out-of-range", "lower: 90", "lower: 900", "lower: 900"),
        Fault(
            "target-against-direction",
            "kind: at_most, upper: 17",
            "kind: at_least, lower: 20",
            "lower: 20",
            "warning",
        ),
        Fault(
            "target-year-before-baseline",
            "lower: 90, year: 2030",
            "lower: 90, year: 2022",
            'year: 2022, source: "Exempel',
        ),
        Fault(
            "target-outside-plan",
            "lower: 90, year: 2030",
            "lower: 90, year: 2035",
            "2035",
            "warning",
        ),
        Fault("target-already-passed", "lower: 90", "lower: 85", "lower: 85", "warning"),
        Fault("target-already-passed", "upper: 17", "upper: 19", "upper: 19", "warning"),
        Fault("path-outside-years", "path: linear", "path: {2020: 80, 2030: 90}", "2020: 80"),
        Fault(
            "keep-without-baseline",
            "        baseline: {value: 26.9, year: 2022, "
            'source: "Egen bearbetning av data från Kolada 2022 (ovägt medel)"}\n',
            "",
            "kind: keep,",
        ),
    ),
    "indicators.yaml": (
        Fault("duplicate-id", "- id: nm2", "- id: nm1 # igen", "# igen"),
        Fault("duplicate-kolada-id", 'kolada_id: "U23521"', 'kolada_id: "U21505"', ""),
        Fault("duplicate-name", '"Trygg på boendet"', '"Trygg med hemtjänst"', "", "warning"),
        Fault("indicator-without-delmal", "    delmal: nara_for_mig\n", "", "- id: nm1"),
        Fault("unknown-delmal", "delmal: nara_for_mig", "delmal: nara_for_dig", "nara_for_dig"),
        Fault("unknown-indicator", "indicator: nb1", "indicator: nb7", "nb7"),
        Fault("refers-to-itself", "companion: no2b", "companion: no2", "companion: no2"),
        Fault(
            "basis-without-indicator",
            "{kind: respondents, indicator: nb1, ",
            "{kind: respondents, ",
            "{kind: respondents, ",
        ),
        Fault(
            "derived-from-nothing",
            "{kind: none, indicator: nm1}",
            "{kind: none}",
            "derived: spread",
        ),
        Fault(
            "indicator-without-source",
            "    sources:\n      - {level: kommun, kind: workbook, reported_by: kommun, from_year: 2025}\n",
            "",
            "- id: no3",
        ),
        Fault(
            "source-without-kolada-id",
            '{level: kommun, kind: kolada, kolada_id: "U21505"}',
            "{level: kommun, kind: kolada}",
            "kind: kolada}",
        ),
        Fault(
            "source-without-reporter",
            "kind: workbook, reported_by: region, ",
            "kind: workbook, ",
            "kind: workbook, from",
        ),
        Fault(
            "reporter-without-workbook",
            "kind: workbook, reported_by: region",
            "kind: bulk, reported_by: region",
            "bulk",
        ),
        Fault(
            "source-of-other-level",
            "{level: kommun, kind: kolada",
            "{level: region, kind: kolada",
            "{level: region",
        ),
        Fault(
            "overlapping-sources",
            "{level: nation, kind: kolada",
            "{level: kommun, kind: kolada",
            "",
        ),
        Fault(
            "county-value-impossible",
            "county_value: weighted_by_respondents",
            "county_value: summed",
            "county_value: summed",
        ),
        Fault(
            "county-value-impossible", "county_value: summed", "county_value: official_region", ""
        ),
        Fault("overlapping-definitions", "to_year: 2016", "to_year: 2017", ""),
        Fault("overlapping-definitions", ", to_year: 2016", "", ""),
        Fault("gap-between-definitions", "to_year: 2016", "to_year: 2014", ""),
        Fault(
            "definition-order",
            "version: 2, from_year: 2017",
            "version: 1, from_year: 2017",
            "version: 1, from_year: 2017",
        ),
        Fault("years-in-wrong-order", "to_year: 2016", "to_year: 2001", "to_year: 2001"),
        Fault(
            "break-without-note",
            ', break_note: "Från 2024 räknas svaret Vet ej bort."',
            "",
            "from_year: 2024",
            "warning",
        ),
        Fault("limits-in-wrong-order", "{low: 60, high: 100", "{low: 100, high: 60", "low: 100"),
        Fault("duplicate-gender", "genders: [T, K, M]", "genders: [T, K, K]", "[T, K, K]"),
        Fault("no-total", "genders: [T, K, M]", "genders: [K, M]", "[K, M]"),
    ),
    "statements.yaml": (
        Fault("duplicate-id", "id: nm_2", "id: nm_1", ""),
        Fault("unknown-delmal", "delmal: nara_for_mig", "delmal: nara", "delmal: nara,"),
        Fault("scale-without-scores", ", score: 1}", "}", "scale:"),
        Fault("duplicate-scale-step", "score: 2}", "score: 1}", "code: s2"),
        Fault("duplicate-scale-step", '"Vet ej"', '"Ej aktuellt"', "ej_aktuellt"),
    ),
    "fields.yaml": (
        Fault("field-without-codes", "    codes: treated\n", "", "- id: treated"),
        Fault("unknown-code-list", "codes: treated", "codes: treatd", "treatd"),
        Fault(
            "codes-without-code-field",
            "kind: text\n    required: true",
            "kind: text\n    codes: yes_no\n    required: true",
            "codes: yes_no",
        ),
        Fault("missing-field", "  - id: status", "  - id: state", "activities:"),
        Fault("missing-code", "code: paused", "code: asleep", "activity_status:"),
        Fault("missing-code-list", "  treated:\n", "  handled:\n", "code_lists:"),
        Fault("ambiguous-name", '"planeras", "ej påbörjad"', '"pågår"', "code: ongoing"),
        Fault("unknown-missing-reason", "code: dropout", "code: drop_out", "drop_out"),
    ),
    "rounds.yaml": (
        Fault("duplicate-id", "year: 2027", "year: 2026", ""),
        Fault(
            "deadline-before-template",
            "opens: 2027-01-25",
            "opens: 2027-03-19",
            "deadline: 2027-03-19",
        ),
        Fault(
            "too-short-time",
            "opens: 2027-01-25",
            "opens: 2027-02-08",
            "deadline: 2027-03-19",
            "warning",
        ),
    ),
    "calendar.yaml": (
        Fault("steps-in-wrong-order", "on: 2027-04-23", "on: 2027-04-08", "2027-04-08"),
        Fault("dates-differ", "on: 2027-03-19", "on: 2027-03-18", "2027-03-18", "warning"),
    ),
}
"""What only the meaning of the plan shows."""
