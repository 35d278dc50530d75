"""The official publications licet reads: one table, and the only place where addresses stand.

A `Download` is what is fetched in one go (one file, or several that belong together). A `Source`
is one publication read from a download: Part 744 of the eCFR is one download and three sources.
The order of `SOURCES` is the order of preference where two carry the same list: the regulation
itself before the Consolidated Screening List, which repeats aliases as rows and has wrong cells.

No address was fetched while this was written. Addresses with `documented=True` stand in the
publishers' documentation and in several published programs; the others are the best known guess.
Either kind fails loudly at `licet lists update` when it is wrong, and a file can be given instead.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import msgspec

from licet.terms.errors import BadInput

PARTY_LIST_MAX_AGE = 7
REGULATION_MAX_AGE = 30
_MIB = 1024 * 1024


class Part(msgspec.Struct, frozen=True):
    """One file of a download: the part it plays for the importer, and where it is published.

    `{date}` in `url` stands for the day that `Download.dated_by` reports; `url` is None where the
    publisher gives every edition a new address. `names` are the file names (`fnmatch` patterns,
    lower case) by which a local file is known to play this part.
    """

    name: str
    url: str | None
    names: tuple[str, ...]
    optional: bool = False


class Copy(msgspec.Struct, frozen=True):
    """Another shape in which a list goes around; `note` is shown with snapshots read from it."""

    note: str
    parts: tuple[Part, ...]


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """Files fetched together, and the importer (`module:function`) that reads them."""

    id: str
    importer: str
    parts: tuple[Part, ...]
    size_limit: int  # bytes, per file
    page: str  # where a person finds the publication
    documented: bool
    copies: tuple[Copy, ...] = ()  # read when given as local files
    dated_by: str | None = None  # index (JSON) that tells the day of the current edition


class Jurisdiction(enum.StrEnum):
    """Whose list it is; `UN` for the Security Council."""

    US = "us"
    UN = "un"
    UK = "gb"
    JAPAN = "jp"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One official publication; `max_age_days` is the age beyond which its content is stale.

    Regulation text has no `lists`: it comes in the same files as the lists of its download.
    """

    id: str
    title: str
    publisher: str
    jurisdiction: Jurisdiction
    download: str
    lists: tuple[str, ...]
    covers: tuple[str, ...] = ()  # lists of other sources whose parties it lists all together
    max_age_days: int = PARTY_LIST_MAX_AGE
    shipped: bool = False  # its snapshot comes with the package (U.S. government works only)


_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
_CSL = "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv"

DOWNLOADS: dict[str, Download] = {
    download.id: download
    for download in (
        Download(
            id="ecfr-part-744",
            importer="licet.lists.ecfr.part744:read_part744",
            parts=(
                Part(
                    "main",
                    "https://www.ecfr.gov/api/versioner/v1/full/{date}/title-15.xml?part=744",
                    ("part-744*.xml", "title-15*.xml"),
                ),
            ),
            dated_by="https://www.ecfr.gov/api/versioner/v1/titles.json",
            page="https://www.ecfr.gov/current/title-15/part-744",
            size_limit=32 * _MIB,
            documented=True,
        ),
        Download(
            id="bis-dpl",
            importer="licet.lists.bis.denied_persons:read",
            parts=(Part("main", "https://www.bis.gov/dpl/dpl.txt", ("dpl*.txt", "dpl*.csv")),),
            copies=(
                Copy(
                    "a third party's JSON copy of BIS's file", (Part("main", None, ("dpl*.json",)),)
                ),
            ),
            page="https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
            size_limit=16 * _MIB,
            documented=False,
        ),
        Download(
            id="ofac-sdn",
            importer="licet.lists.ofac.delimited:read_sdn",
            parts=(
                Part("main", f"{_OFAC}/SDN.CSV", ("sdn.csv", "sdn_bench*.csv", "sdn_2*.csv")),
                Part("aliases", f"{_OFAC}/ALT.CSV", ("alt*.csv",)),
                Part("addresses", f"{_OFAC}/ADD.CSV", ("add*.csv",)),
                Part("comments", f"{_OFAC}/SDN_COMMENTS.CSV", ("sdn_comments*.csv",), True),
            ),
            page="https://sanctionslist.ofac.treas.gov/Home/SdnList",
            size_limit=64 * _MIB,
            documented=True,
        ),
        Download(
            id="ofac-consolidated",
            importer="licet.lists.ofac.delimited:read_consolidated",
            parts=(
                Part("main", f"{_OFAC}/CONS_PRIM.CSV", ("cons_prim*.csv",)),
                Part("aliases", f"{_OFAC}/CONS_ALT.CSV", ("cons_alt*.csv",)),
                Part("addresses", f"{_OFAC}/CONS_ADD.CSV", ("cons_add*.csv",)),
                Part("comments", f"{_OFAC}/CONS_COMMENTS.CSV", ("cons_comments*.csv",), True),
            ),
            page="https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList",
            size_limit=64 * _MIB,
            documented=True,
        ),
        Download(
            id="trade-csl",
            importer="licet.lists.csl:read",
            parts=(
                Part(
                    "main",
                    _CSL,
                    ("csl*.csv", "consolidated*.csv", "consolidated*.json"),
                ),
            ),
            copies=(
                Copy(
                    "a third party's compact copy: no addresses, dates, numbers or remarks",
                    (Part("main", None, ("csl_compact*.json",)),),
                ),
            ),
            page="https://www.trade.gov/consolidated-screening-list",
            size_limit=256 * _MIB,
            documented=True,
        ),
        Download(
            id="un-sc",
            importer="licet.lists.un.consolidated:read",
            parts=(
                Part(
                    "main",
                    "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
                    ("un*.xml", "consolidated*.xml"),
                ),
            ),
            page="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
            size_limit=64 * _MIB,
            documented=True,
        ),
        Download(
            id="gb-fcdo",
            importer="licet.lists.uk:read",
            parts=(
                Part(
                    "main",
                    "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
                    ("uk-sanctions-list*.csv", "uk*.csv"),
                ),
            ),
            copies=(
                Copy(
                    "a third party's normalised copy: no addresses or statements of reasons",
                    (
                        Part("main", None, ("subjects.csv",)),
                        Part("names", None, ("subject_names.csv",)),
                        Part("countries", None, ("subject_countries.csv",)),
                        Part("identifiers", None, ("subject_identifiers.csv",)),
                        Part("dobs", None, ("subject_dobs.csv",)),
                    ),
                ),
            ),
            page="https://www.gov.uk/government/publications/the-uk-sanctions-list",
            size_limit=128 * _MIB,
            documented=True,
        ),
        Download(
            id="jp-meti-eul",
            importer="licet.lists.meti:read",
            parts=(Part("main", None, ("*end_user_list*.xlsx", "*end_user_list*.csv")),),
            copies=(Copy("a third party's extract", (Part("main", None, ("jp_meti*.json",)),)),),
            page="https://www.meti.go.jp/policy/anpo/law05.html",
            size_limit=16 * _MIB,
            documented=False,
        ),
    )
}

_BIS = "Bureau of Industry and Security, U.S. Department of Commerce"
_TREASURY = "Office of Foreign Assets Control, U.S. Department of the Treasury"

SOURCES: dict[str, Source] = {
    source.id: source
    for source in (
        Source(
            id="us-bis-el",
            title="Entity List (Supplement No. 4 to Part 744, eCFR)",
            publisher=_BIS,
            jurisdiction=Jurisdiction.US,
            download="ecfr-part-744",
            lists=("us-bis-el",),
            shipped=True,
        ),
        Source(
            id="us-bis-uvl",
            title="Unverified List (Supplement No. 6 to Part 744, eCFR)",
            publisher=_BIS,
            jurisdiction=Jurisdiction.US,
            download="ecfr-part-744",
            lists=("us-bis-uvl",),
            shipped=True,
        ),
        Source(
            id="us-bis-meu",
            title="Military End-User List (Supplement No. 7 to Part 744, eCFR)",
            publisher=_BIS,
            jurisdiction=Jurisdiction.US,
            download="ecfr-part-744",
            lists=("us-bis-meu",),
            shipped=True,
        ),
        Source(
            id="us-ecfr-744",
            title="Control Policy: End-User and End-Use Based (15 CFR Part 744, eCFR)",
            publisher=_BIS,
            jurisdiction=Jurisdiction.US,
            download="ecfr-part-744",
            lists=(),
            max_age_days=REGULATION_MAX_AGE,
        ),
        Source(
            id="us-bis-dpl",
            title="Denied Persons List",
            publisher=_BIS,
            jurisdiction=Jurisdiction.US,
            download="bis-dpl",
            lists=("us-bis-dpl",),
            shipped=True,
        ),
        Source(
            id="us-ofac-sdn",
            title="Specially Designated Nationals and Blocked Persons List",
            publisher=_TREASURY,
            jurisdiction=Jurisdiction.US,
            download="ofac-sdn",
            lists=("us-ofac-sdn",),
        ),
        Source(
            id="us-ofac-cons",
            title="Consolidated (non-SDN) Sanctions List",
            publisher=_TREASURY,
            jurisdiction=Jurisdiction.US,
            download="ofac-consolidated",
            lists=("us-ofac-cons",),
            covers=(
                "us-ofac-ssi",
                "us-ofac-cmic",
                "us-ofac-mbs",
                "us-ofac-plc",
                "us-ofac-cap",
                "us-ofac-fse",
            ),
        ),
        Source(
            id="us-trade-csl",
            title="Consolidated Screening List",
            publisher="International Trade Administration, U.S. Department of Commerce",
            jurisdiction=Jurisdiction.US,
            download="trade-csl",
            lists=(
                "us-bis-el",
                "us-bis-uvl",
                "us-bis-meu",
                "us-bis-dpl",
                "us-ofac-sdn",
                "us-ofac-ssi",
                "us-ofac-cmic",
                "us-ofac-mbs",
                "us-ofac-plc",
                "us-ofac-cap",
                "us-ofac-fse",
                "us-state-dtc",
                "us-state-isn",
            ),
            shipped=True,
        ),
        Source(
            id="un-sc",
            title="United Nations Security Council Consolidated List",
            publisher="United Nations Security Council",
            jurisdiction=Jurisdiction.UN,
            download="un-sc",
            lists=("un-sc",),
        ),
        Source(
            id="gb-fcdo",
            title="UK Sanctions List",
            publisher="Foreign, Commonwealth & Development Office",
            jurisdiction=Jurisdiction.UK,
            download="gb-fcdo",
            lists=("gb-fcdo",),
        ),
        Source(
            id="jp-meti-eul",
            title="Foreign End User List",
            publisher="Ministry of Economy, Trade and Industry of Japan",
            jurisdiction=Jurisdiction.JAPAN,
            download="jp-meti-eul",
            lists=("jp-meti-eul",),
        ),
    )
}


def source(name: str) -> Source:
    """The source with the id `name`; `BadInput` names the known ones otherwise."""
    found = SOURCES.get(name)
    if found is None:
        raise BadInput(
            f"there is no source {name!r}", remedy=f"use one of: {', '.join(sorted(SOURCES))}"
        )
    return found


def sources_of(download: Download) -> tuple[Source, ...]:
    """The sources read from `download`."""
    return tuple(s for s in SOURCES.values() if s.download == download.id)


def sources_for(names: Iterable[str]) -> tuple[Source, ...]:
    """Sources that are named themselves or carry a named list, in order of preference.

    Raises `BadInput` for a name that is neither.
    """
    wanted = set(names)
    known = set(SOURCES).union(*(s.lists for s in SOURCES.values()))
    if unknown := sorted(wanted - known):
        raise BadInput(
            f"there is no source or list {unknown[0]!r}",
            remedy=f"use one of: {', '.join(sorted(known))}",
        )
    return tuple(s for s in SOURCES.values() if s.id in wanted or wanted & set(s.lists))
