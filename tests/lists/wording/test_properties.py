"""What must hold of any wording: spelling changes nothing, and no unknown word is swallowed."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from licet.lists.model import PolicyTerm
from licet.lists.wording import (
    looks_like_policy,
    looks_like_requirement,
    parse_policy,
    parse_requirement,
)
from licet.terms import yamltext
from licet.terms.policy import PolicyKind

HERE = Path(__file__).parent


def read_wordings(name: str) -> list[str]:
    document = yamltext.read((HERE / name).read_text(encoding="utf-8"), name)
    return [case["wording"] for case in document.data if "unparsed" not in case]


REQUIREMENTS = read_wordings("requirements.yaml")
POLICIES = read_wordings("policies.yaml")

#: Words that no wording of the list can hold.
nonsense = st.text(alphabet="qxzjkvw", min_size=2, max_size=9)


@st.composite
def respelt(draw: st.DrawFn, wordings: list[str]) -> tuple[str, str]:
    """A wording, and the same in another typist's spelling."""
    text = draw(st.sampled_from(wordings))

    def any_of(*spellings: str):
        return lambda _match: draw(st.sampled_from(spellings))

    other = re.sub(r"§+\s*", any_of("§", "§ ", "§§ ", "§§"), text)
    other = re.sub(r"(?<=[a-z])-(?=[a-z])", any_of("-", "‑", "–", " ", " - "), other)
    other = re.sub(r"['’]", any_of("'", "’", "‘"), other)
    other = re.sub(r" ", any_of(" ", "  ", "\n", "\u00a0"), other)
    recase = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    ending = draw(st.sampled_from(["", ".", " ", ";", ").", " ."]))
    return text, recase(other.strip().rstrip(".")) + ending


@given(respelt(REQUIREMENTS))
def test_spelling_changes_no_requirement(pair: tuple[str, str]) -> None:
    plain, other = (parse_requirement(text) for text in pair)
    assert (other.terms, other.unparsed) == (plain.terms, None)


@given(respelt(POLICIES))
def test_spelling_changes_no_policy(pair: tuple[str, str]) -> None:
    plain, other = (parse_policy(text) for text in pair)
    assert (other.terms, other.unparsed) == (plain.terms, None)


@given(respelt(REQUIREMENTS), respelt(POLICIES))
def test_columns_are_told_apart_in_any_spelling(
    requirement: tuple[str, str], policy: tuple[str, str]
) -> None:
    assert looks_like_requirement(requirement[1])
    assert not looks_like_policy(requirement[1])
    assert looks_like_policy(policy[1])
    assert not looks_like_requirement(policy[1])


@st.composite
def with_an_unknown_word(draw: st.DrawFn, wordings: list[str]) -> str:
    """A wording with a word, or a clause of words, put in before, between or after its own."""
    words = draw(st.sampled_from(wordings)).split()
    at = draw(st.integers(0, len(words)))
    strange = draw(st.lists(nonsense, min_size=1, max_size=4))
    opening = draw(st.sampled_from(["", "except ", "unless ", "and for ", "(See ", "or "]))
    return " ".join([*words[:at], opening + " ".join(strange), *words[at:]])


@given(with_an_unknown_word(REQUIREMENTS))
def test_an_unknown_word_is_never_swallowed_by_a_requirement(text: str) -> None:
    assert parse_requirement(text).unparsed


@given(with_an_unknown_word(POLICIES))
def test_an_unknown_word_is_never_swallowed_by_a_policy(text: str) -> None:
    assert parse_policy(text).unparsed


@given(st.text(max_size=60), st.sampled_from(REQUIREMENTS + POLICIES), st.text(max_size=60))
def test_any_text_is_either_read_or_kept(before: str, wording: str, after: str) -> None:
    for read in (
        parse_requirement(before + wording + after),
        parse_policy(before + wording + after),
    ):
        assert read.text == before + wording + after
        assert read.terms or read.unparsed


sections = st.builds(
    "74{}.{}{}".format,
    st.integers(0, 6),
    st.integers(1, 29),
    st.sampled_from(["", "(a)", "(b)(2)", "(a)(2)(v)", "(b)(10)(iii)(A)"]),
)


@given(st.lists(sections, min_size=1, max_size=5), st.sampled_from(["the EAR", "this part"]))
def test_paragraphs_survive_as_printed(paragraphs: list[str], owner: str) -> None:
    expected = tuple(dict.fromkeys(f"15 CFR {p}" for p in paragraphs))
    listed = ", ".join(paragraphs[:-1]) + ", and " if len(paragraphs) > 1 else ""
    see = f"See §§ {listed}{paragraphs[-1]} of {owner}."
    assert parse_policy(see).terms == (PolicyTerm(when="True", refer=expected),)
    (term,) = parse_requirement(f"For all items subject to the EAR. ({see})").terms
    assert term.cites == expected


KINDS = {
    "Case-by-case review": PolicyKind.CASE_BY_CASE,
    "Presumption of approval": PolicyKind.PRESUMPTION_OF_APPROVAL,
    "Presumption of denial": PolicyKind.PRESUMPTION_OF_DENIAL,
    "Policy of denial": PolicyKind.DENIAL,
}
kinds = st.sampled_from(sorted(KINDS))
bases = st.builds(
    "{}{}{:03d}".format, st.integers(0, 9), st.sampled_from("ABCDE"), st.integers(0, 999)
)
paragraphs_of_eccns = st.sampled_from(["", ".a", ".c.2", ".b.4.b", ".z.1.a"])


@st.composite
def limbs_apart(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    """Kind, items in words and their test, such that no item is in two limbs."""
    codes = [
        base + draw(paragraphs_of_eccns) for base in draw(st.lists(bases, unique=True, max_size=9))
    ]
    limbs = []
    while codes:
        size = draw(st.integers(1, len(codes)))
        some, codes = codes[:size], codes[size:]
        limbs.append((draw(kinds), f"ECCNs {', '.join(some)}", f"eccn in {tuple(some)!r}"))
    if draw(st.booleans()):
        limbs.append((draw(kinds), "EAR99 items", "eccn in ('EAR99',)"))
    return limbs


@given(limbs_apart(), kinds, st.booleans())
def test_new_wordings_of_the_same_grammar_are_read(
    limbs: list[tuple[str, str, str]], rest: str, rest_first: bool
) -> None:
    statements = [f"{kind} for {words}" for kind, words, _ in limbs]
    others = f"{rest} for all other items subject to the EAR"
    statements.insert(0 if rest_first else len(limbs), others)
    expected = [PolicyTerm(when=test, kind=KINDS[kind]) for kind, _, test in limbs]
    read = parse_policy("; ".join(statements) + ".")
    assert read.terms == (*expected, PolicyTerm(when="True", kind=KINDS[rest]))
    assert read.unparsed is None


@given(bases, paragraphs_of_eccns, kinds, kinds)
def test_two_kinds_for_one_item_are_not_read(
    base: str, paragraph: str, first: str, second: str
) -> None:
    read = parse_policy(f"{first} for ECCN {base}; {second} for ECCN {base}{paragraph}.")
    assert bool(read.unparsed) == (first != second)
    assert bool(read.terms) == (first == second)
