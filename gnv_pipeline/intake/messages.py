"""What intake says to the one who handed something in.

Belongs here: the Swedish words of intake's own findings. Does not belong here: findings on a workbook's
content (``workbooks``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import count_word, day, number
from gnv_pipeline.intake.differences import Difference
from gnv_pipeline.intake.ledger import CorrectionEntry, PurgeEntry, received_day
from gnv_pipeline.workbooks.words import TITLES

_SHOWN = 5  # cells told in one question


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


def filled_differently(file_name: str, found: Sequence[Difference], came: date) -> Finding:
    """The same cells filled in differently in an earlier file, from somebody else as far as we know.

    Only numbers are repeated; a text may hold anything.
    """
    first = found[0]
    shown = ", ".join(_both(one) for one in found[:_SHOWN])
    if len(found) > _SHOWN:
        shown += f" och {count_word(len(found) - _SHOWN)} till"
    return Finding(
        code="filled-differently",
        severity=Severity.WARNING,
        message=f"Den här filen och filen som kom {day(came)} säger olika: {shown}. Vad är rätt? "
        "Tills vi vet gäller den här filen.",
        remedy="Stämmer den här filen: inget behöver göras. Gäller det som stod förut: skriv in det och "
        "skicka filen igen, eller svara på det här mejlet. Båda filerna är sparade.",
        file=file_name,
        sheet=first.sheet,
        cell=first.cell,
        field=first.field,
    )


def _both(one: Difference) -> str:
    before = one.before if _is_number(one.before) else "annat"
    if one.after is None:
        return f"{one.cell} (tom nu, {'ifylld' if before == 'annat' else before} förut)"
    if before == "annat" or not _is_number(one.after):
        return f"{one.cell} (olika svar)"
    return f"{one.cell} ({one.after} nu, {before} förut)"


def _is_number(text: str) -> bool:
    return text.replace(",", "", 1).isdecimal()


def correction_left(file_name: str, correction: CorrectionEntry, here: str) -> Finding:
    """A cell was corrected in the earlier file, and the newer one does not say the same."""
    numbers = _is_number(correction.new) and _is_number(here)
    told = f" till {correction.new}" if numbers else ""
    now = f"står {here}" if numbers else ("är cellen tom" if not here else "står något annat")
    return Finding(
        code="correction-left",
        severity=Severity.WARNING,
        message=f"{correction.cell} rättades {day(received_day(correction.received_at))}{told} "
        f"({correction.source}). I den här filen {now}, och det gäller nu. Stämmer det?",
        remedy="Ska rättelsen gälla: skriv in den i filen och skicka den igen, eller svara på "
        "det här mejlet.",
        file=file_name,
        sheet=correction.sheet,
        cell=correction.cell,
        field=correction.field,
    )


def purged(file_name: str, tombstone: PurgeEntry) -> Finding:
    """These very bytes were removed under a decision."""
    return Finding(
        code="purged-file",
        severity=Severity.ERROR,
        message=f"Precis den här filen togs bort {day(received_day(tombstone.received_at))} enligt beslut "
        f"({tombstone.decision}). Den tas inte emot igen. Inget är sparat.",
        remedy="Ta bort det som inte skulle ha stått i filen, spara den och lämna in den på nytt.",
        file=file_name,
    )
