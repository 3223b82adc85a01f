"""What can be wrong with the store of originals itself, told in Swedish.

Belongs here: the one exception type that the ledger, the originals and their readers raise. Does not
belong here: faults in what somebody hands over; those are findings and never exceptions.
"""

from __future__ import annotations

from gnv_pipeline.findings import Finding, FindingsError, Severity


class StoreError(FindingsError):
    """The store can't be trusted as it stands: somebody has to look before anything goes on.

    ``findings`` holds the one finding, which says in Swedish what is wrong and what to do.
    """

    def __init__(self, code: str, message: str, remedy: str, file: str, line: int | None = None):
        finding = Finding(
            code=code,
            severity=Severity.ERROR,
            message=message,
            remedy=remedy,
            file=file,
            line=line,
        )
        super().__init__((finding,))
