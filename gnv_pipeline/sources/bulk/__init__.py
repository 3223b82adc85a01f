"""Workbooks with values for many organisations: county files, tables of authorities, Kolada's exports.

Belongs here: seeing how such a file is laid out, reading typed values with sheet and cell out of it,
keeping the file unchanged and giving the values back. Does not belong here: our own workbooks
(``workbooks``), tidy Kolada tables (``sources.kolada``), or any judgement of a value.

The way of a file: ``files`` (bytes to sheets of cells) → ``layout`` (where the header is and what each
column says) → ``extracting`` (a value with what its row, its column and the title rows say of it) →
``choosing`` (what the plan follows, the rest with a reason) → ``importing`` (answer, original, ledger).
Nothing is guessed: an indicator, a gender or a year that the file does not say is asked about.
"""
