"""Asking Kolada's API v3, politely and whole or not at all.

Belongs here: requests, paging, retries. Does not belong here: what is kept and how it is read back
(``kolada``, ``kolada_json``).

The path form is used throughout (``/data/kpi/…/municipality/…/year/…``): the query form answers with an
empty list and no error. At most 25 ids per segment, or Kolada answers 422.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import product
from urllib.parse import quote, urlsplit

import httpx

from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.sources import kolada_groups as groups
from gnv_pipeline.sources.kolada import ImportResult, store
from gnv_pipeline.sources.kolada_json import Page, UnexpectedAnswer, envelope, read_pages, to_bytes

BASE_URL = "https://api.kolada.se/v3"
MOST_IDS = 25
PER_PAGE = 5000
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
_TRIES = 5
_LONGEST_WAIT = 60.0  # seconds between two tries
_MOST_PAGES = 10_000  # a next_url that goes in a circle must end somewhere
_BUSY = frozenset({429, 500, 502, 503, 504})

Progress = Callable[[str], None]


class FetchFailed(FindingsError):
    """Kolada gave no whole answer; nothing is stored."""

    def __init__(self, url: str, message: str) -> None:
        self.url = url
        super().__init__(
            (
                Finding(
                    code="kolada-fetch-failed",
                    severity=Severity.ERROR,
                    message=f"Kolada svarade inte som väntat. {message} Inget är sparat.",
                    remedy="Försök igen om en stund. Svarar Kolada fortfarande inte: "
                    "hämta värdena på kolada.se och ta in filen med gnv kolada import.",
                    file=url,
                ),
            )
        )


def fetch(
    home: DataHome,
    kolada_ids: Sequence[str],
    area_ids: Sequence[str],
    years: Sequence[int],
    now: datetime,
    base_url: str = BASE_URL,
    progress: Progress | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> ImportResult:
    """Fetch all values of these ids, areas and years and keep the answers as they came.

    Args:
        home: Where to keep them.
        kolada_ids: Ids of nyckeltal.
        area_ids: Ids of kommuner, regions and groups.
        years: Data years.
        now: When it is done, with time zone.
        base_url: The API's address without a slash at the end.
        progress: Told about each request.
        wait: Called with seconds between tries.

    Returns:
        As ``kolada.import_file``; an answer without any value is told as a warning and not kept.

    Raises:
        FetchFailed: No answer after several tries, or an answer of another form; nothing is stored.
    """
    pages: list[Page] = []
    with httpx.Client(timeout=_TIMEOUT, follow_redirects=True) as client:
        for path in request_paths(kolada_ids, area_ids, years):
            if progress:
                progress(f"Hämtar {path}")
            pages += _pages(client, base_url.rstrip("/"), path, wait)
    data = to_bytes(pages)
    try:
        rows = len(read_pages(data))
    except UnexpectedAnswer as error:
        raise FetchFailed(base_url, str(error)) from error
    if rows == 0:
        return ImportResult((_nothing(base_url),), "", 0, new=False)
    return store(home, data, f"kolada_api_{now:%Y-%m-%d}.jsonl", "api", rows, now, example=False)


def fetch_groups(
    home: DataHome,
    title: str,
    now: datetime,
    base_url: str = BASE_URL,
    progress: Progress | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> ImportResult:
    """Fetch the groups of kommuner whose title holds ``title`` and keep the answers as they came.

    Arguments, result and errors as :func:`fetch`; ``rows`` counts members.
    """
    path = f"/municipality_groups?title={quote(title)}&per_page={PER_PAGE}"
    if progress:
        progress(f"Hämtar {path}")
    with httpx.Client(timeout=_TIMEOUT, follow_redirects=True) as client:
        pages = list(_pages(client, base_url.rstrip("/"), path, wait))
    data = to_bytes(pages)
    try:
        rows = len(groups.read_pages(data))
    except UnexpectedAnswer as error:
        raise FetchFailed(base_url, str(error)) from error
    if rows == 0:
        return ImportResult((_no_groups(base_url, title),), "", 0, new=False)
    name = f"kolada_api_grupper_{now:%Y-%m-%d}.jsonl"
    return store(home, data, name, groups.ANSWER_KIND, rows, now, example=False)


def _no_groups(url: str, title: str) -> Finding:
    return Finding(
        code="kolada-no-groups",
        severity=Severity.WARNING,
        message=f"Kolada har inga grupper som heter ”{title}”. Inget är sparat.",
        remedy="Se efter vad grupperna heter i Kolada och ändra kolada_group i plan.yaml.",
        file=url,
    )


def _nothing(url: str) -> Finding:
    return Finding(
        code="kolada-nothing-fetched",
        severity=Severity.WARNING,
        message="Kolada svarade utan några värden. Inget är sparat.",
        remedy="Se efter att åren, områdena och nyckeltalen finns i Kolada.",
        file=url,
    )


def request_paths(
    kolada_ids: Sequence[str], area_ids: Sequence[str], years: Sequence[int]
) -> Iterator[str]:
    """The paths that together ask for everything, each within the limit per segment."""
    parts = (_chunks(sorted(kolada_ids)), _chunks(sorted(area_ids)), _chunks(sorted(years)))
    for ids, areas, span in product(*parts):
        yield (
            f"/data/kpi/{','.join(ids)}/municipality/{','.join(areas)}/year/{','.join(span)}"
            f"?per_page={PER_PAGE}"
        )


def _chunks(items: Sequence[object]) -> list[list[str]]:
    texts = [str(item) for item in items]
    return [texts[start : start + MOST_IDS] for start in range(0, len(texts), MOST_IDS)]


def _pages(
    client: httpx.Client, base_url: str, path: str, wait: Callable[[float], None]
) -> Iterator[Page]:
    """One request and the pages that follow it."""
    url: str | None = f"{base_url}{path}"
    seen: set[str] = set()
    while url is not None:
        if url in seen or len(seen) >= _MOST_PAGES:
            raise FetchFailed(url, "Sidorna hänvisar runt till varandra.")
        seen.add(url)
        body = _get(client, url, wait)
        try:
            following = envelope(body).get("next_url")
        except UnexpectedAnswer as error:
            raise FetchFailed(url, str(error)) from error
        address = urlsplit(url)
        yield Page(f"{address.path}?{address.query}", body)
        url = _same_host(base_url, str(following)) if following else None


def _same_host(base_url: str, following: str) -> str:
    """The next page at the address we ask; Kolada behind a proxy may name another host."""
    base, following_parts = urlsplit(base_url), urlsplit(following)
    return f"{base.scheme}://{base.netloc}{following_parts.path}?{following_parts.query}"


def _get(client: httpx.Client, url: str, wait: Callable[[float], None]) -> str:
    """The body of an answer; busy or failing servers are asked again, with longer pauses."""
    said, pause = "", 0.0
    for attempt in range(_TRIES):
        if pause:
            wait(pause)
        pause = min(_LONGEST_WAIT, 2.0**attempt)
        try:
            answer = client.get(url)
        except httpx.TransportError as error:
            said = f"Ingen kontakt ({type(error).__name__})."
            continue
        if answer.status_code == httpx.codes.OK:
            return answer.text
        said = f"Svaret har koden {answer.status_code}."
        if answer.status_code not in _BUSY:
            break
        pause = min(_LONGEST_WAIT, _retry_after(answer) or pause)
    raise FetchFailed(url, said)


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds that the server asks us to wait, where it says so in seconds."""
    text = answer.headers.get("Retry-After", "")
    return float(text) if text.isdigit() else None
