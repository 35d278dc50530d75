"""Small Parts 744 with invented parties, in the markup of the eCFR's versioner."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

ENTITY_COLUMNS = (
    "Country",
    "Entity",
    "License requirement",
    "License review<br/>policy",
    "<strong>Federal Register</strong> citation",
)
UNVERIFIED_COLUMNS = ("Country", "Listed person and address", ENTITY_COLUMNS[4])
MEU_COLUMNS = ("Country", "Entity", ENTITY_COLUMNS[4])

ALL_ITEMS = "For all items subject to the EAR. (See § 744.11 of the EAR)"
DENIAL = "Presumption of denial"
NOTICE = "84 FR 22963, 5/21/19."
FOOT = "".join(
    f'<TR><TD colspan="5"><sup>{n}</sup> For this entity, see below.</TD></TR>' for n in range(1, 6)
)

#: Rows of Supplement No. 4: a plain entry, a list of aliases, a continued entry, an address.
ENTITY_ROWS = (
    (
        "FREEDONIA",
        "Acme Rockets Co., Ltd., 1 Main Street, Glory, Freedonia.",
        ALL_ITEMS,
        DENIAL,
        NOTICE,
    ),
    (
        " ",
        'Ivan Petrov, a.k.a., the following two aliases:<br/>—Vanya Petrov; <E T="03">and</E>'
        "<br/>—I. Petrov.<br/> <br/> 5 Elm Road, Glory, Freedonia. (See alternate address under"
        " China).",
        ALL_ITEMS + " <sup>3</sup>",
        DENIAL,
        "73 FR 54503, 9/22/08. 85 FR 83769, 12/23/20.",
    ),
    (
        "CHINA, PEOPLE'S REPUBLIC OF",
        "Grand Academy, a.k.a., the following one alias, and two subordinate institutions:<br/>"
        "—First Academy.<br/>Subordinate institution<br/>Rocket Works.",
        ALL_ITEMS,
        DENIAL,
        NOTICE,
    ),
    (
        " ",
        "Subordinate institution<br/>Engine Plant 5E002.<br/>The following addresses apply to the"
        " entity and to the two subordinate institutions:<br/> <br/> 7 Lake Road, Xian, China.",
        "",
        "",
        "",
    ),
    (" ", "Address 01, Unit 4, 9 Hill Road, Kowloon, Hong Kong.", ALL_ITEMS, DENIAL, NOTICE),
)
UNVERIFIED_ROWS = (
    (
        "FINLAND",
        "NO NA OY a.k.a. Nonna OY, Satamakatu 1, Kotka, Finland",
        "90 FR 17340, April 25, 2025.",
    ),
)
MEU_ROWS = (
    ("BURMA", "[Reserved]", "[Reserved]"),
    (
        "CHINA, PEOPLE'S REPUBLIC OF",
        "The following two subordinate institutions of Sky Holding:",
        "85 FR 83799, 12/23/2020.",
    ),
    (" ", '<E T="03">Subordinate institution:</E>', ""),
    (" ", "Sky Engine Co., Ltd., 3 Wing Road, Xian, China", ""),
    (" ", "Sky Wing Institute, 4 Wing Road, Xian, China", ""),
    (" ", "Plain Motors Ltd., 5 Wing Road, Xian, China", "86 FR 4864, 1/15/2021."),
)

_SECTION = """<DIV8 N="744.11" TYPE="SECTION">
<HEAD>§ 744.11 License requirements.</HEAD>
<P>(a) <I>Scope.</I> One thing.</P>
<P>(1) <I>Affiliates</I>—(i) <I>Owned.</I> Another.</P>
<P>(ii) A third.</P>
<EFFDNOT>
<HED>Effective Date Note:</HED><PSPACE>At 90 FR 50857, Nov. 12, 2025, in § 744.11, paragraph \
(a)(1) was stayed, effective until Nov. 9, 2026.</PSPACE></EFFDNOT>
</DIV8>
"""


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], foot: str = "") -> str:
    """A table with a header row, body rows, and footnotes."""
    head = "".join(f"<TH>{column}</TH>" for column in columns)
    body = "".join(
        "<TR>\n" + "".join(f"<TD>{cell}</TD>\n" for cell in row) + "</TR>\n" for row in rows
    )
    tail = f"<TFOOT>{foot}</TFOOT>" if foot else ""
    return f"<TABLE><THEAD><TR>{head}</TR></THEAD><TBODY>{body}</TBODY>{tail}</TABLE>"


def supplement(number: int, content: str) -> str:
    """A supplement with an introduction and a table."""
    name = f"Supplement No. {number} to Part 744"
    return (
        f'<DIV9 N="{name}" TYPE="APPENDIX">\n<HEAD>{name}</HEAD>\n<P>What it is.</P>\n'
        f"{content}\n</DIV9>\n"
    )


def part(
    entity_rows: Sequence[Sequence[str]] = ENTITY_ROWS,
    *,
    unverified_rows: Sequence[Sequence[str]] = UNVERIFIED_ROWS,
    meu_rows: Sequence[Sequence[str]] = MEU_ROWS,
    entity_columns: Sequence[str] = ENTITY_COLUMNS,
    number: str = "744",
) -> str:
    """A whole Part 744."""
    return (
        f'<?xml version="1.0"?>\n<DIV5 N="{number}" TYPE="PART">\n<HEAD>PART {number}</HEAD>\n'
        + _SECTION
        + supplement(4, table(entity_columns, entity_rows, FOOT))
        + supplement(6, table(UNVERIFIED_COLUMNS, unverified_rows))
        + supplement(7, table(MEU_COLUMNS, meu_rows))
        + "</DIV5>\n"
    )


def save(folder: Path, text: str | bytes, name: str = "part-744_2026-07-23.xml") -> dict[str, Path]:
    """The files to hand to an importer."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return {"main": path}
