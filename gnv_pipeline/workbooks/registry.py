"""The rules as data: their step, how hard they are, since when, and whether they may be waived.

Belongs here: one line per rule, and what follows from it for a finding: a rule that is not yet in force
is only counted, a new one may warn during its first year, a waived one is told and lets the row through.
Does not belong here: what the rules look at (``cells``, ``rules``, ``rules_change``, ``rules_workbook``).

To add a hard rule: write its line with ``since`` the first report year it applies to and ``trial=True``,
read earlier files again and look at ``trial.trial_lines``. It warns in its first year, holds rows after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.layers import Layer
from gnv_pipeline.workbooks.rows import ReadResult

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: The code of its findings.
        layer: The step it belongs to.
        severity: How hard it is once in force.
        about: What it looks at, in Swedish.
        since: First report year it applies to; 0 for rules that have always been there.
        trial: Whether a hard rule only warns in the year ``since``.
        waivable: Whether ``gnv waive`` may lift it; the row's values are then taken as written.
    """

    code: str
    layer: Layer
    severity: Severity
    about: str
    since: int = 0
    trial: bool = False
    waivable: bool = False


@dataclass(frozen=True, slots=True)
class Waived:
    """A hard rule lifted for one row, with the reason and the function that decided."""

    code: str
    sheet_id: str
    key: str
    reason: str
    function: str


def _rules() -> tuple[Rule, ...]:
    template, sheets, cells = Layer.TEMPLATE, Layer.SHEETS, Layer.CELLS
    rows, whole, history = Layer.ROWS, Layer.WORKBOOK, Layer.HISTORY
    return (
        Rule("not-our-template", template, _ERROR, "Arbetsboken är gjord av vår mall"),
        Rule("identity-conflict", template, _ERROR, "Filen säger samma sak överallt om vems den är"),
        Rule("identity-changed", template, _WARNING, "Uppgifterna om filen på Läs mig är orörda"),
        Rule("unknown-organisation", template, _ERROR, "Organisationen lämnar in enligt planen"),
        Rule("other-organisation", template, _ERROR, "Filen är avsändarens egen mall"),
        Rule("other-round", template, _ERROR, "Filen är årets mall"),
        Rule("unknown-round", template, _ERROR, "Planen har insamlingen"),
        Rule("older-template", template, _INFO, "Mallens version är den senaste"),
        Rule("newer-template", template, _INFO, "Mallens version finns i planen"),
        Rule("sheet-missing", sheets, _WARNING, "Bladet finns"),
        Rule("sheet-renamed", sheets, _INFO, "Bladet heter som i mallen"),
        Rule("header-missing", sheets, _ERROR, "Rubrikerna finns"),
        Rule("header-renamed", sheets, _INFO, "Rubriken är stavad som i mallen"),
        Rule("row-missing", sheets, _WARNING, "Mallens rader finns kvar"),
        Rule("row-not-asked", sheets, _INFO, "Raden finns i planen"),
        Rule("negative", cells, _ERROR, "Antalet är noll eller mer"),
        Rule("too-large", cells, _ERROR, "Talet är rimligt stort"),
        Rule("percent-in-count", cells, _ERROR, "Antal, inte andel"),
        Rule("not-whole", cells, _ERROR, "Antalet är ett heltal", waivable=True),
        Rule("approximate", cells, _ERROR, "Ett tal, inte ungefär"),
        Rule("below-or-above", cells, _ERROR, "Ett tal, inte färre än"),
        Rule("range", cells, _ERROR, "Ett tal, inte ett spann"),
        Rule("date", cells, _ERROR, "Ett tal som inte har blivit datum"),
        Rule("boolean", cells, _ERROR, "Ett tal, inte sant eller falskt"),
        Rule("excel-error", cells, _ERROR, "Inget Excelfel i cellen"),
        Rule("formula-without-value", cells, _ERROR, "Formelns resultat är sparat"),
        Rule("ambiguous-number", cells, _ERROR, "Talet kan läsas på ett sätt"),
        Rule("not-a-number", cells, _ERROR, "Cellen innehåller ett tal"),
        Rule("not-in-list", cells, _ERROR, "Svaret finns i listan"),
        Rule("not-a-date", cells, _ERROR, "Datumet går att läsa"),
        Rule("personal-number", cells, _ERROR, "Inget personnummer i filen"),
        Rule("personal-number-doubtful", cells, _WARNING, "Inget som är skrivet som ett personnummer"),
        Rule("contact-details", cells, _WARNING, "Ingen e-postadress eller telefon i fritext"),
        Rule("example-text", cells, _WARNING, "Mallens exempel är ersatt"),
        Rule("numerator-above-denominator", rows, _ERROR, "Täljaren är högst nämnaren"),
        Rule("denominator-zero", rows, _ERROR, "Nämnaren är inte noll"),
        Rule("half-filled", rows, _ERROR, "Både täljare och nämnare"),
        Rule("value-and-reason", rows, _ERROR, "Tal eller skäl, inte båda"),
        Rule("row-twice", rows, _ERROR, "Raden står en gång", waivable=True),
        Rule("row-without-name", rows, _ERROR, "Raden har en rubrik"),
        Rule("required-empty", rows, _WARNING, "Raden är hel"),
        Rule("outside-range", rows, _ERROR, "Andelen är högst 100 procent"),
        Rule("fraction-or-percent", rows, _WARNING, "Procent är skrivet som procent"),
        Rule(
            "ends-before-starts", rows, _ERROR, "Slutet ligger efter starten",
            since=2026, trial=True, waivable=True,
        ),
        Rule("sign-as-reason", cells, _INFO, "Skälet är valt i listan"),
        Rule("workbook-empty", whole, _WARNING, "Något är ifyllt"),
        Rule("unanswered", whole, _INFO, "Allt som frågas har ett svar"),
        Rule("sheet-empty", whole, _INFO, "Bladet är ifyllt"),
        Rule("duplicate-row", whole, _WARNING, "Samma rad står inte två gånger"),
        Rule("same-series", whole, _WARNING, "Två nyckeltal har inte samma tal"),
        Rule("straight-line", whole, _INFO, "Svaren skiljer sig åt"),
        Rule("many-unknown", whole, _INFO, "De flesta svar är inte Vet ej"),
        Rule("copied-values", history, _INFO, "Talen är inte förra årets"),
        Rule("copied-answers", history, _INFO, "Svaren är inte förra årets"),
        Rule("large-change", history, _WARNING, "Ändringen är inte större än slumpen tillåter"),
        Rule("outside-usual", history, _WARNING, "Värdet ligger där det brukar"),
        Rule("value-gone", history, _WARNING, "Tal som fanns förra året finns i år"),
        Rule("row-gone", history, _WARNING, "Aktiviteter som fanns förra året finns kvar"),
        Rule("obstacle-untouched", history, _INFO, "Förra årets hinder är besvarade"),
    )  # fmt: skip


RULES: dict[str, Rule] = {rule.code: rule for rule in _rules()}


def settle(
    finding: Finding, year: int, waived: Waived | None = None, rules: dict[str, Rule] | None = None
) -> Finding | None:
    """What a finding weighs in a report year; ``None`` where its rule is not yet in force.

    Args:
        finding: As the rule made it.
        year: The file's report year (uppföljningsår).
        waived: A decision to lift this rule for this row.
        rules: Other rules than :data:`RULES`.
    """
    rule = (rules if rules is not None else RULES).get(finding.code)
    if rule is None or finding.severity is not Severity.ERROR:
        return finding if rule is None or year >= rule.since else None
    if year < rule.since:
        return None
    if waived is not None and rule.waivable:
        text = f"{finding.message} Kontrollen är upphävd ({waived.reason}, {waived.function})."
        return replace(finding, severity=Severity.INFO, message=text, remedy="Inget behöver göras.")
    if rule.trial and year == rule.since:
        text = f"{finding.message} Kontrollen är ny i år, så raden är mottagen ändå."
        return replace(finding, severity=Severity.WARNING, message=text)
    return finding


@dataclass(frozen=True, slots=True)
class Stopped:
    """How much a rule would have stopped."""

    files: int
    findings: int


def count_stopped(code: str, results: Iterable[ReadResult]) -> Stopped:
    """How many of some earlier files a rule would have stopped, and at how many places.

    Args:
        code: The rule's code.
        results: What came out of reading each file again with today's rules.
    """
    counts = [
        sum(1 for finding in (*result.findings, *result.dormant) if finding.code == code)
        for result in results
    ]
    return Stopped(sum(1 for count in counts if count), sum(counts))
