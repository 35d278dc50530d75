"""Source files are opened without trusting them, and each refusal says what to do."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from licet.lists.safe import open_source, read_json, read_text, xml_elements
from licet.terms.errors import BadSource

XML = b"<list><entry id='1'><name>5E002</name></entry><entry id='2'><name>NO</name></entry></list>"


def put(folder: Path, data: bytes, name: str = "list.xml") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(folder: Path, **members: bytes) -> Path:
    path = folder / "list.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def names(path: Path) -> list[str | None]:
    return [entry.findtext("name") for entry in xml_elements(path, "entry")]


def test_plain_gzip_and_zip_read_alike(tmp_path: Path) -> None:
    plain = put(tmp_path, XML)
    packed = put(tmp_path, gzip.compress(XML), "misnamed.xml")
    assert names(plain) == names(packed) == names(zipped(tmp_path, a=XML)) == ["5E002", "NO"]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>503</html>", "HTML page"),
        (b"<HTML><body>Access denied", "HTML page"),
        (XML[:-9], "not whole XML"),
        (XML + b"<more/>", "not whole XML"),
        (gzip.compress(XML, mtime=0)[:-12], "broken archive"),
        (b"PK\x03\x04 and nothing after", "archive that cannot be opened"),
    ],
)
def test_what_is_not_the_list_is_refused(tmp_path: Path, data: bytes, complaint: str) -> None:
    with pytest.raises(BadSource, match=complaint) as caught:
        names(put(tmp_path, data))
    assert caught.value.where == "list.xml"
    assert caught.value.remedy


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="No such file") as caught, open_source(tmp_path / "x.xml"):
        pass
    assert caught.value.where.endswith("x.xml")


def test_archive_of_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="archive of 2 files"):
        names(zipped(tmp_path, a=XML, b=XML))


@pytest.mark.parametrize("pack", [gzip.compress, None])
def test_bomb_stops_before_it_is_expanded(tmp_path: Path, pack: object) -> None:
    zeros = b"<list>" + b" " * 30_000_000
    path = put(tmp_path, gzip.compress(zeros)) if pack else zipped(tmp_path, bomb=zeros)
    with pytest.raises(BadSource, match="expands to more than"):
        names(path)


def test_size_limit_holds_for_plain_files(tmp_path: Path) -> None:
    path = put(tmp_path, b"x" * 5000)
    with (
        pytest.raises(BadSource, match="more than 4,000 bytes"),
        open_source(path, max_bytes=4000) as stream,
    ):
        stream.read()


@pytest.mark.parametrize(
    "declared",
    [
        b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">',
        b'<!ENTITY a SYSTEM "file:///etc/passwd">',
        b'<!ENTITY % a "x">',
    ],
)
def test_declared_entities_are_refused(tmp_path: Path, declared: bytes) -> None:
    with pytest.raises(BadSource, match="declares XML entities"):
        names(put(tmp_path, b"<!DOCTYPE list [" + declared + b"]>" + XML))


def test_deep_nesting_is_refused_not_a_crash(tmp_path: Path) -> None:
    deep = b"<list>" + b"<e>" * 5000 + b"</e>" * 5000 + b"</list>"
    with pytest.raises(BadSource, match="not whole XML"):
        names(put(tmp_path, deep))


def test_text_is_utf8_unless_the_publisher_is_known_for_another(tmp_path: Path) -> None:
    path = put(tmp_path, "first\nZürich".encode("cp1252"), "list.csv")
    assert read_text(path, also="cp1252") == ("first\nZürich", "cp1252")
    with pytest.raises(BadSource, match=r"not UTF-8 text \(line 2\)"):
        read_text(path)
    with pytest.raises(BadSource, match="UTF-16"):
        read_text(put(tmp_path, "Zürich".encode("utf-16"), "list.csv"), also="cp1252")
    with pytest.raises(BadSource, match="not UTF-8"):
        read_text(put(tmp_path, b"\x81\x8d", "list.csv"), also="cp1252")
    assert read_text(put(tmp_path, "\ufeffZürich".encode(), "b.csv")).text == "Zürich"


def test_json_keeps_codes_as_text(tmp_path: Path) -> None:
    path = put(tmp_path, b'{"eccn": "5E002", "bare": 5E002, "no": "NO", "na": "NA"}', "list.json")
    assert read_json(path) == {"eccn": "5E002", "bare": "5E002", "no": "NO", "na": "NA"}


@pytest.mark.parametrize("data", [b'{"results": [', b"{'a': 1}", b'{"a": "\xff"}', b"[" * 9000])
def test_broken_json_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadSource, match="is not JSON"):
        read_json(put(tmp_path, data, "list.json"))
