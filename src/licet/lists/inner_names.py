"""Names that a list prints inside another name: "FUYI SUN A/K/A FRANK SUN" is two names.

Lists without a column for aliases put them there, marked in many spellings: `A/K/A`, `(A.K.A. X)`,
`-AKA-`, `[aka X, aka Y]`, `D/B/A`, `ALSO KNOWN AS`. A bare AKA or DBA counts only with punctuation
before it, since it can be part of a name.
"""

from __future__ import annotations

import re

from licet.lists.model import Name, NameKind

_MARK = (
    r"(?:[AFDN](?:/[KB]/A|\.\s?[KB]\.\s?A\.?|[KB]AS?)"
    r"|ALSO KNOWN AS|FORMERLY KNOWN AS|DOING BUSINESS AS)"
)
_BRACKETED = re.compile(rf"\s*[(\[]\s*(?P<inside>{_MARK}\b[^()\[\]]*)[)\]]\s*", re.IGNORECASE)
_MARKED = re.compile(rf"(?<![\w/(\[])(?P<kind>{_MARK})(?![\w/])[\s.,:;-]*", re.IGNORECASE)
_BARE = re.compile(r"[AFDN][KB]AS?$", re.IGNORECASE)
_KINDS = {"f": NameKind.FKA, "d": NameKind.DBA}


def names_inside(text: str) -> tuple[Name, ...]:
    """The primary name, then the names marked inside `text`; never empty for a text with words."""
    printed = " ".join(text.split())
    found: list[Name] = []
    for match in _BRACKETED.finditer(printed):
        found += _split(match["inside"], bracketed=True)[1]
    primary, others = _split(_BRACKETED.sub(" ", printed).strip())
    return tuple(dict.fromkeys((Name(primary or printed), *others, *found)))


def _split(text: str, *, bracketed: bool = False) -> tuple[str, list[Name]]:
    """What stands before the first mark, and the names after each mark."""
    marks = [match for match in _MARKED.finditer(text) if _counts(match, bracketed)]
    if not marks:
        return text, []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    names = []
    for mark, end in zip(marks, ends, strict=True):
        after = text[mark.end() : end].strip(" ,;-")
        several = mark["kind"].upper().endswith("AS") and _BARE.match(mark["kind"])
        kind = _KINDS.get(mark["kind"][0].lower(), NameKind.AKA)
        names += [Name(one.strip(), kind) for one in (after.split(", ") if several else [after])]
    return text[: marks[0].start()].strip(" ,;-"), [name for name in names if name.text]


def _counts(match: re.Match[str], bracketed: bool) -> bool:
    """Whether a mark is one: a bare AKA needs punctuation before it, or to open the brackets."""
    if not _BARE.match(match["kind"]):
        return True
    if match.start() == 0:
        return bracketed
    return match.string[max(match.start() - 2, 0) : match.start()].rstrip()[-1:] in tuple("-,;")
