"""What the store knows beside its originals, for following a number home.

Belongs here: putting intake's decisions into the words of publishing's trace, since neither room knows the
other. Does not belong here: showing them (``publishing.trace``).
"""

from __future__ import annotations

from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import read_ledger, received_day
from gnv_pipeline.publishing.trace import Beside, Corrected


def beside_originals(home: DataHome) -> Beside:
    """Corrections by hash, sheet and cell, and what is said of originals that were removed."""
    told = read_ledger(home)
    corrections: dict[tuple[str, str, str], list[Corrected]] = {}
    for one in told.corrections:
        corrections.setdefault((one.sha256, one.sheet, one.cell), []).append(
            Corrected(
                decision_id=one.decision_id,
                old=one.old,
                new=one.new,
                reason=one.reason,
                source=one.source,
                function=one.function,
                on=received_day(one.received_at),
            )
        )
    return Beside(
        {place: tuple(found) for place, found in corrections.items()},
        {
            one.sha256: f"Originalet togs bort {day(received_day(one.received_at))} enligt beslut "
            f"({one.decision}): {one.reason}"
            for one in told.purges
        },
    )
