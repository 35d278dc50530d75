"""Fetching the files of a download from their official addresses, politely and guardedly.

Conditional requests, so that an unchanged list costs one round trip; time limits; retries with
growing, jittered pauses on what passes by itself (429, 5xx, time-outs, broken connections); a size
limit kept while the bytes arrive; redirects only within the publisher's host unless another is
allowed by name. Files arrive in a folder of the caller's: nothing here stores or activates.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec
import tenacity

from licet.lists.sources import Download, Part
from licet.lists.store import Fetched
from licet.terms.errors import BadInput, BadSource
from licet.terms.version import __version__

#: Called as bytes arrive: address, bytes so far, bytes in all (None: the server does not say).
Progress = Callable[[str, int, int | None], None]

_TRANSIENT = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_INDEX_LIMIT = 4 * 1024 * 1024
_TITLE = 15
_BY_HAND = "try again later, or fetch the file by hand and import it with --from-file"


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long to wait and how often to try; times in seconds."""

    attempts: int = 4
    connect: float = 10.0
    silence: float = 30.0  # without a byte
    whole: float = 600.0  # for one file
    first_pause: float = 1.0
    longest_pause: float = 60.0
    redirects: int = 5


class Catch(NamedTuple):
    """What a fetch brought: files by part, and what the publisher said of each address.

    `files` is empty when everything was confirmed unchanged. `edition` is the day of the edition
    where the address asks for one.
    """

    files: dict[str, Path]
    told: dict[str, Fetched]
    edition: dt.date | None


class _PassingTrouble(Exception):
    """Worth another attempt; `pause` is how many seconds the server asks us to wait."""

    def __init__(self, what: str, pause: float = 0.0) -> None:
        super().__init__(what)
        self.pause = pause


class Fetcher:
    """A way of fetching: patience, hosts a redirect may lead to, and who is told of progress."""

    def __init__(
        self,
        *,
        patience: Patience | None = None,
        allow_hosts: Collection[str] = (),
        progress: Progress | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._patience = patience or Patience()
        self._allow_hosts = frozenset(allow_hosts)
        self._progress = progress
        self._sleep = sleep

    def fetch(
        self,
        download: Download,
        folder: Path,
        *,
        known: Callable[[str], Fetched | None] = lambda _: None,
        edition: dt.date | None = None,
    ) -> Catch:
        """Fetch the parts of `download` into `folder`.

        `known` tells what is held of an address, `edition` the day of the edition held. Where only
        some files changed all are fetched, so that they belong together. Raises `BadSource` when
        a file cannot be had, is too large, or lies behind a redirect that is not allowed.
        """
        timeout = httpx.Timeout(self._patience.silence, connect=self._patience.connect)
        headers = {"User-Agent": f"licet/{__version__}"}
        with httpx.Client(timeout=timeout, headers=headers) as client:
            offered = self._edition(client, download, folder) if download.dated_by else None
            if offered is not None and offered == edition:
                return Catch({}, {}, offered)
            urls = {part.name: _address(part, download, offered) for part in download.parts}
            place = folder / "fetched"  # a name that tells no day
            place.mkdir(exist_ok=True)
            files = {
                name: place / (Path(httpx.URL(url).path).name or name) for name, url in urls.items()
            }
            told = {
                url: self._get(client, url, files[name], download.size_limit, known(url))
                for name, url in urls.items()
            }
            if not any(told.values()):
                return Catch({}, {}, offered)
            for name, url in urls.items():
                told[url] = told[url] or self._get(
                    client, url, files[name], download.size_limit, None
                )
        return Catch(files, {url: seen for url, seen in told.items() if seen}, offered)

    def _edition(self, client: httpx.Client, download: Download, folder: Path) -> dt.date:
        """The day of the newest edition, from the publisher's index."""
        url = str(download.dated_by)
        path = folder / "editions"
        self._get(client, url, path, _INDEX_LIMIT, None)
        try:
            titles = msgspec.json.decode(path.read_bytes(), type=_Titles).titles
            days = (t.up_to_date_as_of for t in titles if t.number == _TITLE)
            return next(day for day in days if day is not None)
        except (msgspec.DecodeError, StopIteration) as error:
            raise BadSource(
                f"the index of editions does not tell the day of title {_TITLE}: {error}",
                where=url,
                remedy=_BY_HAND,
            ) from error

    def _get(
        self, client: httpx.Client, url: str, target: Path, limit: int, held: Fetched | None
    ) -> Fetched | None:
        """Fetch `url` into `target`; None when it has not changed since `held`."""
        patience = self._patience
        grow = tenacity.wait_exponential_jitter(
            initial=patience.first_pause, max=patience.longest_pause
        )

        def pause(state: tenacity.RetryCallState) -> float:
            trouble = state.outcome.exception() if state.outcome else None
            asked = trouble.pause if isinstance(trouble, _PassingTrouble) else 0.0
            return max(grow(state), min(asked, patience.longest_pause))

        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(patience.attempts),
            wait=pause,
            retry=tenacity.retry_if_exception_type(_PassingTrouble),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._attempt, client, url, target, limit, held)
        except _PassingTrouble as trouble:
            raise BadSource(
                f"could not be fetched in {patience.attempts} attempts: {trouble}",
                where=url,
                remedy=_BY_HAND,
            ) from trouble

    def _attempt(
        self, client: httpx.Client, url: str, target: Path, limit: int, held: Fetched | None
    ) -> Fetched | None:
        headers = _conditions(held)
        address = httpx.URL(url)
        try:
            for _ in range(self._patience.redirects + 1):
                with client.stream("GET", address, headers=headers) as response:
                    if response.status_code not in _MOVED:
                        return self._receive(response, url, target, limit)
                    address = self._redirected(response, url)
        except httpx.RequestError as error:
            raise _PassingTrouble(str(error) or type(error).__name__) from error
        raise BadSource("is redirected again and again", where=url, remedy=_BY_HAND)

    def _redirected(self, response: httpx.Response, url: str) -> httpx.URL:
        try:
            address = response.url.join(response.headers.get("Location", ""))
        except httpx.InvalidURL as error:
            raise BadSource(
                f"is redirected to no address: {error}", where=url, remedy=_BY_HAND
            ) from error
        if address.host != httpx.URL(url).host and address.host not in self._allow_hosts:
            raise BadSource(
                f"is redirected to another host, {address.host}",
                where=url,
                remedy=f"if that host is the publisher's: --allow-redirect {address.host}",
            )
        if address.scheme != "https" and response.url.scheme == "https":
            raise BadSource(
                f"is redirected to an unprotected address, {address}", where=url, remedy=_BY_HAND
            )
        return address

    def _receive(
        self, response: httpx.Response, url: str, target: Path, limit: int
    ) -> Fetched | None:
        status = response.status_code
        if status == httpx.codes.NOT_MODIFIED:
            return None
        if status in _TRANSIENT:
            raise _PassingTrouble(
                f"the server answers {status} {response.reason_phrase}",
                pause=_asked_pause(response.headers.get("Retry-After", "")),
            )
        if status != httpx.codes.OK:
            raise BadSource(
                f"the server answers {status} {response.reason_phrase}",
                where=url,
                remedy=f"see whether the publication has moved; {_BY_HAND}",
            )
        try:
            digest = self._save(response, url, target, limit)
        except OSError as error:
            raise BadInput(
                f"cannot be written: {error.strerror}", where=str(target), remedy="make space"
            ) from error
        headers = response.headers
        return Fetched(headers.get("ETag"), headers.get("Last-Modified"), digest)

    def _save(self, response: httpx.Response, url: str, target: Path, limit: int) -> str:
        """Write the body to `target` as it arrives; its sha-256."""
        digest = hashlib.sha256()
        length = response.headers.get("Content-Length", "")
        promised = int(length) if length.isdecimal() else None
        until = time.monotonic() + self._patience.whole
        so_far = 0
        with target.open("wb") as stream:
            for chunk in response.iter_bytes():
                so_far += len(chunk)
                if max(so_far, promised or 0) > limit:
                    raise BadSource(
                        f"is larger than the {limit:,} bytes such a list may have",
                        where=url,
                        remedy="look at the file by hand; if it is right, import it with "
                        "--from-file",
                    )
                if time.monotonic() > until:
                    raise BadSource(
                        f"was not complete after {self._patience.whole:.0f} seconds",
                        where=url,
                        remedy=_BY_HAND,
                    )
                digest.update(chunk)
                stream.write(chunk)
                if self._progress:
                    self._progress(url, so_far, promised)
        return digest.hexdigest()


class _Title(msgspec.Struct):
    number: int
    up_to_date_as_of: dt.date | None


class _Titles(msgspec.Struct):
    """The eCFR versioner's `titles.json`, as far as it is read."""

    titles: list[_Title]


def _address(part: Part, download: Download, edition: dt.date | None) -> str:
    if part.url is None:
        raise BadSource(
            "has no fixed address to fetch from",
            where=download.id,
            remedy=f"fetch it by hand from {download.page} and import it with --from-file",
        )
    return part.url.format(date=edition.isoformat()) if edition else part.url


def _conditions(held: Fetched | None) -> dict[str, str]:
    headers = {}
    if held and held.etag:
        headers["If-None-Match"] = held.etag
    if held and held.modified:
        headers["If-Modified-Since"] = held.modified
    return headers


def _asked_pause(text: str) -> float:
    """Seconds of a `Retry-After`; its rarer form, a date, is left to our own pauses."""
    return float(text) if text.isdecimal() else 0.0
