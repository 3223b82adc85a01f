"""God och nära vård: the yearly follow-up of a county's action plan, from templates to reports.

One sentence holds the package together: the plan is data; from it come the templates, the rules,
the tables, the judgements and the reports. Data only ever moves to the right, through these rooms:

    plan           the action plan as typed data: areas, goals, indicators, statements, calendar
    findings       what is wrong, for whom and how to mend it; a leaf that any room may import
    formatting     the one place where a number becomes Swedish text; a leaf
    home           where the folders of a data home lie; a leaf
    excel          safe reading of workbooks as addressed cells, Swedish values; knows no plan
    workbooks      our own workbook, declared once: template, typed rows, rules, receipt
    sources        figures from elsewhere: Kolada answers and bulk workbooks
    intake         the append-only store of what was received: originals, ledger, status
    methods        statistics as pure functions on numbers and arrays
    warehouse      DuckDB: tables as .sql files, loading, reading a publication
    indicators     values and judgements
    publishing     the mask, sentences, candidate, edition manifest, moving the pointer
    reports        report model, figures and renderers; reads a publication, computes nothing
    examples       made-up filled workbooks for the demonstration and the tests
    orchestration  Dagster: the only room that imports it
    cli            ``gnv``, what people type

No code belongs in this file. Who may import whom is written in ``pyproject.toml``
(``[tool.importlinter]``) and held by ``tests/architecture``.
"""
