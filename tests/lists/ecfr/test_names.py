"""Names are told from the address that follows them on the same line."""

from __future__ import annotations

import pytest

from licet.lists.ecfr.names import running_names, split_name, take_parentheses
from licet.lists.ecfr.words import clean_name


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        (
            "Assad Majed, 42S WD 18476 Kabul, Afghanistan",
            "Assad Majed",
            "42S WD 18476 Kabul, Afghanistan",
        ),
        ("Acme Technical Service Co., Ltd., China.", "Acme Technical Service Co., Ltd.", "China."),
        (
            "Acme Technologies (Suzhou) Co., Ltd., No. 1 Hu Street",
            "Acme Technologies (Suzhou) Co., Ltd.",
            "No. 1 Hu Street",
        ),
        ("Acme Co.,Ltd., 1 Main Street", "Acme Co.,Ltd.", "1 Main Street"),
        (
            "Acme Trading, LLC, P.O. Box 5, Dubai, U.A.E.",
            "Acme Trading, LLC",
            "P.O. Box 5, Dubai, U.A.E.",
        ),
        ("Acme, JSC, 5 Elm Street, Moscow, Russia", "Acme, JSC", "5 Elm Street, Moscow, Russia"),
        (
            "Acme Co., Ltd. Chengdu Research Institute, No. 9, Elm Road",
            "Acme Co., Ltd. Chengdu Research Institute",
            "No. 9, Elm Road",
        ),
        (
            "Acme Industrial Co., Ltd. No. 1 Elm Road, Xian, China",
            "Acme Industrial Co., Ltd.",
            "No. 1 Elm Road, Xian, China",
        ),
        (
            "Acme Aviation Std. Parts No. 355, Elm Road, Xian, China",
            "Acme Aviation Std. Parts",
            "No. 355, Elm Road, Xian, China",
        ),
        (
            "Acme Works J.S. Co. 5 Elm St., Kirov, Russia",
            "Acme Works J.S. Co.",
            "5 Elm St., Kirov, Russia",
        ),
        (
            "Second Institute of Tides, Ministry of Seas, No. 3 Elm Road",
            "Second Institute of Tides, Ministry of Seas",
            "No. 3 Elm Road",
        ),
        (
            "Acme Corporation, 711 Repair Plant (711 ARZ), 18 Elm Street",
            "Acme Corporation, 711 Repair Plant (711 ARZ)",
            "18 Elm Street",
        ),
        (
            "Institute of Optics, Fine Mechanics, and Physics, 3 Elm Road",
            "Institute of Optics, Fine Mechanics, and Physics",
            "3 Elm Road",
        ),
        (
            "Acme Technology, Hong Kong Co., Ltd., Room 12",
            "Acme Technology, Hong Kong Co., Ltd.",
            "Room 12",
        ),
        (
            "Acme Center (NSCC), Elm University, Xian, China",
            "Acme Center (NSCC)",
            "Elm University, Xian, China",
        ),
        (
            "Ivan Petrov, Elm Research Institute, Moscow, Russia",
            "Ivan Petrov",
            "Elm Research Institute, Moscow, Russia",
        ),
        (
            "Acme Enterprises FZE, Business Center, Dubai, U.A.E.",
            "Acme Enterprises FZE",
            "Business Center, Dubai, U.A.E.",
        ),
        ("Juba Acme Services Ltd. South Sudan.", "Juba Acme Services Ltd.", "South Sudan."),
        (
            "Reactors (including power plants), reprocessing facilities",
            "Reactors (including power plants), reprocessing facilities",
            "",
        ),
        ("Acme", "Acme", ""),
    ],
)
def test_name_and_place(line: str, name: str, place: str) -> None:
    assert split_name(line) == (name, place)


@pytest.mark.parametrize(
    ("line", "names", "place"),
    [
        (
            "Ali Rahzad, a.k.a., Saeb Karim, 29, 1st Floor, Tehran, Iran",
            ["Ali Rahzad", "Saeb Karim"],
            "29, 1st Floor, Tehran, Iran",
        ),
        (
            "Majid Seif, a.k.a., Mark Ong and Matti Chong, 27 Elm Road",
            ["Majid Seif", "Mark Ong", "Matti Chong"],
            "27 Elm Road",
        ),
        (
            "Far Gill, a.k.a., Isaac Gill, Isaac Gillard, London, United Kingdom.",
            ["Far Gill", "Isaac Gill", "Isaac Gillard"],
            "London, United Kingdom.",
        ),
        (
            "Acme, a.k.a. Acme Tekno Servis and Air Elm Services, OBA Mah. Elm Sk., Antalya",
            ["Acme", "Acme Tekno Servis", "Air Elm Services"],
            "OBA Mah. Elm Sk., Antalya",
        ),
        (
            "Acme, a.k.a., Elm, Ltd., 5 Elm Road, Xian, China",
            ["Acme", "Elm, Ltd."],
            "5 Elm Road, Xian, China",
        ),
        (
            "MM Acme OY a.k.a. MM WH a.k.a. MM, Elmkatu 55, Kotka, Finland",
            ["MM Acme OY", "MM WH", "MM"],
            "Elmkatu 55, Kotka, Finland",
        ),
        (
            "Acme Ltd., aka AC, aka Global Acme, No. 5, Elm Road",
            ["Acme Ltd.", "AC", "Global Acme"],
            "No. 5, Elm Road",
        ),
        (
            "Acme Center (SSRC), a.k.a., Elm Studies and Research Council, Acme (SRC), P.O. Box 4",
            ["Acme Center (SSRC)", "Elm Studies and Research Council", "Acme (SRC)"],
            "P.O. Box 4",
        ),
        (
            "Acme Trade Limited, f.k.a., ANK Trade Limited. Elm Building 5, Nicosia, Cyprus",
            ["Acme Trade Limited", "ANK Trade Limited"],
            "Elm Building 5, Nicosia, Cyprus",
        ),
    ],
)
def test_running_lines(line: str, names: list[str], place: str) -> None:
    found, rest = running_names(line)
    assert ([name.text for name in found], rest) == (names, place)


def test_names_in_parentheses_keep_their_kind() -> None:
    rest, names = take_parentheses(
        "Acme, OAO (a.k.a., A. Acme (AA) Bureau; a.k.a. JSC 'Acme', f.k.a., Old Acme; d.b.a. AC),"
        " China"
    )
    assert rest == "Acme, OAO, China"
    assert [(name.text, name.kind) for name in names] == [
        ("A. Acme (AA) Bureau", "aka"),
        ("JSC 'Acme'", "aka"),
        ("Old Acme", "fka"),
        ("AC", "dba"),
    ]


def test_other_parentheses_are_part_of_the_name() -> None:
    assert take_parentheses("Acme (Suzhou) Co. (AC)") == ("Acme (Suzhou) Co. (AC)", [])


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("Acme Co., Ltd.,", "Acme Co., Ltd."),
        ("Taco LLC.", "Taco LLC"),
        ("Acme S.A.R.L.", "Acme S.A.R.L."),
        ("BIRM.", "BIRM"),
        ("“MEC”", "MEC"),
        ("“Medisar” LLC.", "“Medisar” LLC"),
        ("OOO 'DSK'", "OOO 'DSK'"),
        ("北京公司;", "北京公司"),
    ],
)
def test_clean_names(printed: str, clean: str) -> None:
    assert clean_name(printed) == clean
