"""What the commands of screening share: the index of the lists in force, settings, who and when."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from licet.cli import printing
from licet.lists import catalog
from licet.lists.catalog import Lists
from licet.lists.model import Identifier, PartyKind
from licet.screening.decisions.ledger import Ledger
from licet.screening.home import home
from licet.screening.index import Index
from licet.screening.model import PartyQuery, Settings
from licet.screening.service import index_key, open_screener
from licet.screening.weights import shipped
from licet.terms.country import country_code
from licet.terms.errors import BadInput
from licet.terms.version import __version__


@dataclass(frozen=True)
class Desk:
    """All that screening answers from, opened for one run."""

    lists: Lists
    index: Index
    day: dt.date
    settings: Settings
    threshold: float
    ledger: Ledger
    decisions: tuple[int, str]

    @property
    def snapshots(self) -> tuple[str, ...]:
        """Ids of the snapshots that the index was built from."""
        return tuple(snapshot.id for snapshot in self.lists.snapshots)

    @property
    def index_path(self) -> Path:
        """Where the index lies for other processes to map."""
        path = home() / "index" / index_key(self.lists)
        if not path.is_dir():
            raise BadInput(
                "the index could not be kept on disk",
                where=str(path),
                remedy="set LICET_HOME to a folder with space that you may write to",
            )
        return path

    @property
    def against(self) -> dict[str, str]:
        """What answers depend on beside the input, by digests."""
        return {
            "index": self.index.digest,
            "weights": weights_digest(),
            "settings": hashlib.sha256(_encoded(self.settings)).hexdigest(),
            "decisions": f"{self.decisions[0]} {self.decisions[1]}",
            "day (--as-of)": self.day.isoformat(),
            "version": __version__,
        }


def open_desk(settings: Settings, decisions: Path | None, as_of: str | None = None) -> Desk:
    """Open the lists and their index, building it when a list has changed."""
    day = _day(as_of) if as_of else now().date()
    lists = catalog.load(as_of=day if as_of else None)
    for name in (*settings.lists, *settings.list_thresholds):
        if name not in lists.ids:
            raise BadInput(
                f"list {name!r} is not loaded",
                where="--list",
                remedy=f"loaded are: {', '.join(lists.ids)}",
            )
    ledger = Ledger(decisions) if decisions else Ledger.default()
    screener = open_screener(lists, settings, folder=home() / "index", on_build=_say_building)
    return Desk(lists, screener.index, day, settings, screener.threshold, ledger, ledger.head())


def _say_building() -> None:
    printing.warn("Building the index of the lists; this is done once for each update ...")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{text!r} is no day", where="--as-of", remedy="write it as 2019-07-09"
        ) from None


def settings_of(
    threshold: float | None, limit: int, lists: Sequence[str], thresholds: Sequence[str]
) -> Settings:
    """Settings from options; `thresholds` are written `us-bis-el=0.6` or `person=0.8`."""
    by_list: dict[str, float] = {}
    by_kind: dict[PartyKind, float] = {}
    kinds = {kind.value: kind for kind in PartyKind}
    for text in thresholds:
        name, _, number = text.partition("=")
        score = _score(number, f"--threshold-for {text}")
        if name in kinds:
            by_kind[kinds[name]] = score
        else:
            by_list[name] = score
    if threshold is not None:
        _score(str(threshold), "--threshold")
    if limit < 1:
        raise BadInput("fewer than one hit cannot be shown", where="--limit", remedy="1 or more")
    return Settings(
        threshold=threshold,
        limit=limit,
        lists=frozenset(lists),
        list_thresholds=by_list,
        kind_thresholds=by_kind,
    )


def party_of(
    name: str,
    *,
    aliases: Sequence[str] = (),
    kind: str | None = None,
    countries: Sequence[str] = (),
    addresses: Sequence[str] = (),
    identifiers: Sequence[str] = (),
    birth_dates: Sequence[str] = (),
    key: str | None = None,
) -> PartyQuery:
    """A party from options; `BadInput` names the option that cannot be read."""
    codes = []
    for text in countries:
        code = country_code(text)
        if code is None:
            raise BadInput(
                f"{text!r} names no single country", where="--country", remedy="write cn or China"
            )
        codes.append(code)
    for text in birth_dates:
        _check_birth_date(text)
    numbers = []
    for text in identifiers:
        before, colon, value = text.partition(":")
        numbers.append(Identifier(before, value) if colon else Identifier("", text))
    return PartyQuery(
        name=name.strip(),
        aliases=tuple(aliases),
        kind=_kind(kind),
        countries=tuple(codes),
        addresses=tuple(addresses),
        identifiers=tuple(numbers),
        birth_dates=tuple(birth_dates),
        id=key,
    )


def columns_of(texts: Sequence[str]) -> dict[str, str]:
    """Which column holds what, from options written `name=COLUMN`."""
    found = {}
    for text in texts:
        field, equals, column = text.partition("=")
        if not equals or not column:
            raise BadInput(
                f"{text!r} is no mapping", where="--column", remedy="write it as name=COLUMN"
            )
        found[field] = column
    return found


def weights_digest() -> str:
    """SHA-256 of the weights that scores are made of."""
    return hashlib.sha256(_encoded(shipped())).hexdigest()


def now() -> dt.datetime:
    """This moment, UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def whoami() -> str:
    """The user of this machine's session, as proofs and decisions name them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _encoded(value: object) -> bytes:
    return msgspec.json.encode(value, order="deterministic")


def _score(text: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0.0 < number <= 1.0:
        raise BadInput(f"{text!r} is no score", where=where, remedy="write a number like 0.7")
    return number


def _kind(text: str | None) -> PartyKind:
    if text is None:
        return PartyKind.UNKNOWN
    try:
        return PartyKind(text.lower())
    except ValueError:
        raise BadInput(
            f"{text!r} is no kind of party",
            where="--kind",
            remedy="write organization, person, vessel or aircraft",
        ) from None


def _check_birth_date(text: str) -> None:
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            dt.datetime.strptime(text, form)
        except ValueError:
            continue
        return
    raise BadInput(
        f"{text!r} is no date", where="--birth-date", remedy="write 1970, 1970-05 or 1970-05-02"
    )
