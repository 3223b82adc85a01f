"""What intake says to the one who handed something in.

Belongs here: the Swedish words of intake's own findings. Does not belong here: findings on a workbook's
content (``workbooks``).
"""

from __future__ import annotations

from datetime import date

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import day, number
from gnv_pipeline.workbooks.words import TITLES


def no_file(file_name: str) -> Finding:
    """The path holds no file."""
    return Finding(
        "no-file", Severity.ERROR, "Filen finns inte.", "Se efter att sökvägen stämmer.", file_name
    )


def too_large(file_name: str, limit: int) -> Finding:
    """The file is so large that it can't be a workbook of ours."""
    return Finding(
        "file-too-large",
        Severity.ERROR,
        f"Filen är större än {number(limit / 1e6)} MB, så vi öppnar den inte. "
        "En ifylld mall är mindre än 1 MB.",
        "Fyll i mallen på nytt utan bilder och inklistrade blad.",
        file_name,
    )


def other_sort(file_name: str, *, example: bool) -> Finding:
    """A workbook made from an example template among real ones, or the reverse."""
    if example:
        message = "Filen är gjord från en exempelmall. Den tas inte in bland riktiga underlag."
        remedy = (
            "Använd mallen som ni fick från oss, eller prova exemplet i en egen mapp: gnv init."
        )
    else:
        message = "Filen är en riktig mall. Den tas inte in bland exempel."
        remedy = "Skapa en egen mapp för riktiga underlag med gnv init MAPP och lämna in där."
    return Finding("other-sort", Severity.ERROR, f"{message} Inget är sparat.", remedy, file_name)


def same_file(file_name: str, came: date, later: date | None) -> Finding:
    """These very bytes were taken in before; ``later`` is the day of a newer file that counts."""
    message = f"Precis den här filen kom in {day(came)}. Inget nytt är sparat."
    remedy = ""
    if later is not None:
        message += f" En nyare fil kom {day(later)}, och den gäller."
        remedy = (
            "Ska den äldre filen gälla igen: öppna den, spara den på nytt i Excel och lämna in den."
        )
    return Finding("same-file", Severity.INFO, message, remedy, file_name)


def sheet_kept(file_name: str, sheet_id: str, came: date, *, empty: bool) -> Finding:
    """A sheet that is empty (or holds only last year's rows) here and is kept from an earlier file."""
    here = (
        "Bladet är tomt i den här filen, men finns"
        if empty
        else "Bladet har bara förra årets rader i den här filen, men är ifyllt"
    )
    return Finding(
        code="sheet-kept",
        severity=Severity.INFO,
        message=f"{here} i filen som kom {day(came)}. Vi behåller svaren från den {day(came)}.",
        remedy="Ska de tas bort? Svara på det här mejlet.",
        file=file_name,
        sheet=TITLES[sheet_id],
    )
