"""The table of sources holds together, and every importer it names exists."""

from __future__ import annotations

import importlib

import pytest

from licet.lists.sources import DOWNLOADS, SOURCES, Download, source, sources_for, sources_of
from licet.terms.errors import BadInput


@pytest.mark.parametrize("download", DOWNLOADS.values(), ids=lambda d: d.id)
def test_the_importer_exists(download: Download) -> None:
    module, _, function = download.importer.partition(":")
    assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize("download", DOWNLOADS.values(), ids=lambda d: d.id)
def test_parts_are_told_apart(download: Download) -> None:
    for parts in (download.parts, *(copy.parts for copy in download.copies)):
        assert parts[0].name == "main"
        assert len({part.name for part in parts}) == len(parts)
        assert all(name == name.lower() for part in parts for name in part.names)


@pytest.mark.parametrize("download", DOWNLOADS.values(), ids=lambda d: d.id)
def test_addresses_are_protected_and_dated_where_they_ask_for_a_day(download: Download) -> None:
    urls = [part.url for part in download.parts if part.url]
    assert all(url.startswith("https://") for url in (*urls, download.page))
    assert any("{date}" in url for url in urls) == (download.dated_by is not None)


def test_every_source_has_its_download_and_the_other_way() -> None:
    assert {s.download for s in SOURCES.values()} == set(DOWNLOADS)
    assert [s.id for s in sources_of(DOWNLOADS["ecfr-part-744"])] == [
        "us-bis-el",
        "us-bis-uvl",
        "us-bis-meu",
        "us-ecfr-744",
    ]


def test_only_lists_of_the_united_states_are_shipped() -> None:
    assert {s.jurisdiction.value for s in SOURCES.values() if s.shipped} == {"us"}


def test_party_lists_are_stale_after_a_week_and_regulation_after_a_month() -> None:
    assert {s.max_age_days for s in SOURCES.values() if s.lists} == {7}
    assert {s.max_age_days for s in SOURCES.values() if not s.lists} == {30}


def test_a_list_is_found_in_every_source_that_carries_it() -> None:
    assert [s.id for s in sources_for(["us-bis-dpl"])] == ["us-bis-dpl", "us-trade-csl"]


@pytest.mark.parametrize("look", [source, lambda name: sources_for([name])])
def test_an_unknown_name_is_refused_with_the_known_ones(look) -> None:
    with pytest.raises(BadInput, match=r"(?s)us-bis-ell.*us-bis-el\b"):
        look("us-bis-ell")
