"""Every reader, whatever is done to its files, gives a Reading or a clear BadSource.

Each format has a small whole example; hypothesis damages it: bytes cut, changed, doubled, put in,
another encoding, another format. Nothing else may come out, and no listing may be half-made.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.lists import csl, meti, ofac, uk, un
from licet.lists.bis import denied_persons
from licet.lists.csl.delimited import COLUMNS as CSL_COLUMNS
from licet.lists.importer import Importer, Reading
from licet.lists.uk.normalised import COLUMNS as UK_COLUMNS
from licet.lists.uk.official import COLUMNS as FCDO_COLUMNS
from licet.terms.country import is_country_code
from licet.terms.errors import BadSource


class Example(NamedTuple):
    """A reader and its files by part."""

    read: Importer
    files: dict[str, bytes]


def rows(*lines: list[str], delimiter: str = ",") -> bytes:
    return "\r\n".join(delimiter.join(f'"{c}"' for c in line) for line in lines).encode()


def row(columns: tuple[str, ...], **cells: str) -> list[str]:
    named = {name.replace(" ", "_"): name for name in columns}
    return [
        next((v for k, v in cells.items() if named.get(k, k) == column), "") for column in columns
    ]


_DPL = row(
    denied_persons.COLUMNS,
    Name="JO SUN A/K/A FRANK SUN",
    City="DUBAI",
    Country="AE",
    Effective_Date="10/16/2017",
    FR_Citation="82 F.R. 48792 10/20/2017",
)
_CSL = row(
    CSL_COLUMNS,
    source="Entity List (EL) - Bureau of Industry and Security",
    name="Acme",
    addresses="1 Main Street, Dubai, AE; IR",
    ids="Passport, 5E002, TR",
    license_requirement="For all items subject to the EAR.",
    start_date="2017-10-16",
)
_FCDO = row(
    (*FCDO_COLUMNS, "Designation Type", "D.O.B"),
    **{"Unique_ID": "R1", "Name_6": "ROE", "Name_type": "Primary Name", "D.O.B": "dd/mm/1961"},
    Date_Designated="29/06/2022",
    Designation_Type="Individual",
)
_COMPACT = {
    "sourceGeneratedAt": "2026-07-31T13:15:00",
    "entryCount": 1,
    "tables": {
        "sources": ["Unverified List (UVL) - Bureau of Industry and Security"],
        "licenceRequirements": [],
        "licencePolicies": [],
        "programmes": [],
    },
    "entries": [{"n": "Acme", "a": ["NO"], "s": 0, "c": ["AM"]}],
}
_RESULTS = {
    "results": [
        {
            "id": "1",
            "source": "Specially Designated Nationals (SDN) - Treasury Department",
            "name": "ROE, Jane",
            "type": "Individual",
            "addresses": [{"city": "Dubai", "country": "AE"}],
            "ids": [{"type": "Passport", "number": "5E002", "country": "TR"}],
        }
    ]
}
_METI = [
    {
        "id": "jp-eul-1",
        "entity_name": "Air Star (高星航空)",
        "aliases": ["NO"],
        "addresses": ["Islamic Republic of Iran"],
        "reason": "核 N",
    }
]
_UN = """<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>JANE</FIRST_NAME><REFERENCE_NUMBER>KPi.1</REFERENCE_NUMBER>
<LISTED_ON>2015-03-27</LISTED_ON><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY>
<ALIAS_NAME>Jay</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_DATE_OF_BIRTH>
<YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""

EXAMPLES = {
    "denied persons": Example(
        denied_persons.read,
        {"main": rows(list(denied_persons.COLUMNS), _DPL, _DPL, delimiter="\t")},
    ),
    "csl csv": Example(csl.read, {"main": rows(list(CSL_COLUMNS), _CSL, _CSL)}),
    "csl json": Example(csl.read, {"main": json.dumps(_RESULTS).encode()}),
    "csl compact": Example(csl.read, {"main": json.dumps(_COMPACT).encode()}),
    "ofac": Example(
        ofac.read_sdn,
        {
            "main": b'36,"ROE, Jane","individual","SDGT] [IFSR",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
            b"-0- ,\"DOB 12 Feb 1961; nationality Iran; a.k.a. 'JAY'.\"\r\n\x1a",
            "aliases": b'36,12,"aka","DOE, Jane",-0- \r\n\x1a',
            "addresses": b'36,25,-0- ,"Havana","Cuba",-0- \r\n\x1a',
        },
    ),
    "un": Example(un.read, {"main": _UN.encode()}),
    "uk": Example(
        uk.read,
        {
            "main": b"Report Date: 28-Jan-2026\r\n"
            + rows([*FCDO_COLUMNS, "Designation Type", "D.O.B"], _FCDO, _FCDO)
        },
    ),
    "uk normalised": Example(
        uk.read,
        {
            "main": rows(list(UK_COLUMNS["main"]), ["A1", "entity", "", "", "29/06/2012", ""]),
            "names": rows(
                list(UK_COLUMNS["names"]), ["0", "A1", "primary", "", "X", "X", *[""] * 5]
            ),
            "countries": rows(
                list(UK_COLUMNS["countries"]), ["1", "A1", "Iran", "address", "IR", "", ""]
            ),
            "identifiers": rows(
                list(UK_COLUMNS["identifiers"]), ["1", "A1", "", "5E002", "imo", ""]
            ),
            "dobs": rows(list(UK_COLUMNS["dobs"]), ["0", "A1", "1967", "01", "01", "exact", ""]),
        },
    ),
    "meti": Example(meti.read, {"main": json.dumps(_METI, ensure_ascii=False).encode()}),
}


def outcome(example: Example, files: dict[str, bytes]) -> Reading | BadSource:
    with tempfile.TemporaryDirectory() as folder:
        paths = {part: Path(folder) / f"{part}.dat" for part in files}
        for part, data in files.items():
            paths[part].write_bytes(data)
        try:
            return example.read(paths)
        except BadSource as refusal:
            return refusal


def check(found: Reading | BadSource) -> None:
    """A refusal says where and what to do; listings are whole."""
    if isinstance(found, BadSource):
        assert found.what
        assert found.where
        assert found.remedy
        return
    ids = [listing.id for listing in found.listings]
    assert len(set(ids)) == len(ids)
    for listing in found.listings:
        assert all(name.text.strip() for name in listing.names)
        assert listing.name
        assert all(map(is_country_code, (*listing.countries, *listing.nationalities)))
    assert all(problem.kind and problem.where and problem.what for problem in found.problems)


Damage = Callable[[bytes], bytes]
_STRANGE = (
    b"",
    b"\x00",
    b'"',
    b"\r",
    b"\n",
    b"\t",
    b",",
    b"\xff",
    b"\xc3",
    b"<",
    b"&x;",
    b"]}",
    b"7",
)


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """One way of spoiling a file, at a place that grows with the file."""
    share = draw(st.floats(0, 1))
    length = draw(st.integers(0, 40))
    put_in = draw(st.sampled_from(_STRANGE))

    def at(data: bytes) -> int:
        return int(share * len(data))

    return draw(
        st.sampled_from(
            (
                lambda data: data[: at(data)],
                lambda data: data[: at(data)] + put_in + data[at(data) + length :],
                lambda data: data[: at(data)] + put_in + data[at(data) :],
                lambda data: data[: at(data)] + data[max(at(data) - length, 0) :],
                lambda data: data.decode("utf-8", "replace").encode("utf-16"),
                lambda data: data.replace(b"1", put_in),
                lambda data: gzip.compress(data)[: at(data) + length],
            )
        )
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_whole(name: str) -> None:
    found = outcome(EXAMPLES[name], EXAMPLES[name].files)
    assert isinstance(found, Reading), found
    assert found.listings
    assert found.problems == []
    check(found)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf  \n",
        b"<!DOCTYPE html><html><body>503 Service Unavailable</body></html>",
        b"{}",
        b"[]",
        b'{"results": []}',
        b"name\nx\n",
        "Zürich".encode("utf-16"),
        b"\x81\x8d\x8f",
    ],
)
def test_another_file_is_refused(name: str, content: bytes) -> None:
    example = EXAMPLES[name]
    for part in example.files:
        found = outcome(example, {**example.files, part: content})
        assert isinstance(found, BadSource), f"{part}: {found}"
        check(found)


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_damaged_files_give_a_reading_or_a_refusal(name: str, data: st.DataObject) -> None:
    example = EXAMPLES[name]
    part = data.draw(st.sampled_from(sorted(example.files)))
    spoilt = example.files[part]
    for damage in data.draw(st.lists(damages(), min_size=1, max_size=3)):
        spoilt = damage(spoilt)
    check(outcome(example, {**example.files, part: spoilt}))


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 10**20)
    | st.text(max_size=8)
    | st.just("2017-99-99"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


def places(node: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Paths of every value in a JSON document, itself included."""
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


def replaced(node: object, path: tuple[object, ...], value: object) -> object:
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(node, dict):
        return {k: replaced(v, rest, value) if k == key else v for k, v in node.items()}
    assert isinstance(node, list)
    return [replaced(v, rest, value) if k == key else v for k, v in enumerate(node)]


@pytest.mark.parametrize("name", ["csl json", "csl compact", "meti"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_json_of_other_shapes_gives_a_reading_or_a_refusal(name: str, data: st.DataObject) -> None:
    document = json.loads(EXAMPLES[name].files["main"])
    for _ in range(data.draw(st.integers(1, 3))):
        document = replaced(
            document, data.draw(st.sampled_from(places(document))), data.draw(_JSON)
        )
    check(outcome(EXAMPLES[name], {"main": json.dumps(document).encode()}))
