"""Words by which entry texts are read: company forms, what opens an address, counts, full stops."""

from __future__ import annotations

import re

#: Company forms that follow a name after a comma ("Acme Trading, L.L.C.").
_FORMS = (
    r"public joint stock company|joint[- ]stock company|open joint[- ]stock company"
    r"|closed joint[- ]stock company|limited liability company|limited sirketi|anonim sirketi"
    r"|ltd\s*sti|co|comp|company|corp|corporation|inc|incorporated|ltd|ltda|limited|llc|llp|lp|plc|pllc"
    r"|gmbh|mbh|ag|kg|e\.?k|bv|nv|sa|sas|sarl|sl|spa|srl|ab|as|oy|aps|eood|ood|doo|sro|zrt|kft"
    r"|jsc|ojsc|cjsc|pjsc|pjs|oao|ooo|zao|pao|ao|too|tov|up|rup|fgup|fsue|fku|gup"
    r"|pte|pvt|pty|private|sdn|bhd|fze|fzc|fzco|fz|fz-llc|dmcc|jlt|est|establishment"
    r"|sti|sirketi|şti|kb|npo|npp|nii|okb|pt|tbk"
)
# Atomic: a run of forms is read one way only, however long it is.
_FORM = rf"(?>\(?\b(?:{_FORMS})\b\)?)"
#: A whole comma segment that only says the company's form, or repeats its short name.
FORM_SEGMENT = re.compile(
    rf"(?>{_FORM}[\s.,]*)+(?:\([^()]*\))?\.?|\([A-Z][\w&.\- ]{{0,30}}\)\.?", re.IGNORECASE
)
#: A comma segment that starts with the company's form and goes on without a comma.
FORM_START = re.compile(
    rf"^((?:{_FORM}\.?\s+)*(?:{_FORM}\.|{_FORM}(?=\s)))\s+(?=\S)", re.IGNORECASE
)
#: A comma segment that ends in the company's form ("Acme, Hong Kong Co.").
FORM_END = re.compile(rf"\s{_FORM}\.?$", re.IGNORECASE)
#: Words of bodies: a comma segment with one may still belong to the name.
BODY = re.compile(
    r"\b(?:institut(?:es?|ions?)|academy|university|ministry|department|laborator(?:y|ies)|bureau"
    r"|corporation|company|association|branch|directorate|agency|faculty|school|division|group"
    r"|enterprise|sciences|committee|administration|factory|plant|society|foundation|federation"
    r"|entities|consultants|contractors|importers|exporters|suppliers|development"
    r"|technolog(?:y|ies)|engineering|research)\b",
    re.IGNORECASE,
)
_PLACE_WORDS = (
    r"no|nos|room|rooms|rm|unit|units|suite|suites|ste|floor|floors|fl|flr|flat|block|blk"
    r"|building|bldg|buildings|bldgs|tower|towers|plaza|house|apartment|apt|street|streets|st|str"
    r"|road|roads|rd|avenue|ave|av|boulevard|blvd|blve|lane|ln|highway|hwy|drive|dr|square|sq"
    r"|alley|way|district|dist|province|city|county|village|town|township|zone|park|estate|box"
    r"|p\.?\s?o|oblast|region|kray|krai|prospekt|prospect|ulitsa|ul|pereulok|per|shosse|proezd"
    r"|naberezhnaya|nab|embankment|mah|mahallesi|mahalle|cad|caddesi|sok|sk|sokak|bulvari|jalan"
    r"|jln|lot|lots|plot|persiaran|lorong|rue|via|calle|avenida|rua|airport|freezone|free zone"
    r"|saif zone|market|bazar|bazaar|colony|sector|phase|mall|warehouse|shop|shops|office|offices"
    r"|mezzanine|basement|near|opposite|opp|behind|next to|beside|corner|campus|base|quay"
    r"|wharf|bay|island|postal|zip|hotel|passage|mansion|garden|gardens|court|courtyard|yard"
    r"|kampung|taman|moo|soi|wing|nagar|marg|chowk|complex|villa|intersection"
)
_PLACE_SUFFIXES = r"\w{3,}(?:strasse|straße|str|gasse|weg|straat|laan|gatan|katu|tie|kuja|vägen)"
#: A hint that a comma segment is a place: a number, or a word that addresses use.
PLACE = re.compile(rf"\d|\b(?:{_PLACE_WORDS})\b|\b{_PLACE_SUFFIXES}\b|#", re.IGNORECASE)

_COUNT_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four"
    " twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty"
)
_COUNTS = _COUNT_WORDS.split()
#: A number as the list spells it, for use inside a pattern.
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"

_ABBREVIATED = (
    "ltd inc co corp bhd pvt pte pty sti şti elec tech eng int intl mfg dept st rd ave"
    " blvd bldg rm fl no dist prov str s.a. s.a.s. s.r.l. l.l.c. u.a.e. u.k. n.t. r.o.c. a.s. a.ş."
    " san tic jr sr imp exp ind d.o.o. s.r.o. j.s.c. b.v. n.v. s.p.a. esq"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_QUOTED = re.compile(r"[“\"'‘]([^“”\"'‘’]+)[”\"'’]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}$")


def count_of(word: str) -> int:
    """The number that a count word stands for ("22", "twenty-two")."""
    return int(word) if word.isdigit() else _COUNTS.index(word.lower().replace(" ", "-")) + 1


def without_stop(text: str) -> str:
    """Text without the punctuation that ends a list item; an abbreviation keeps its full stop."""
    text = text.strip().rstrip(" ,;")
    while text.endswith("."):
        last = text.replace(",", " ").split()[-1].lower().lstrip("(\"'“‘")
        if last in _ABBREVIATIONS or last[:-1] in _ABBREVIATIONS or _INITIALS.search(last):
            return text
        text = text[:-1].rstrip(" ,;")
    return text


def clean_name(text: str) -> str:
    """A name without list punctuation, nor quotation marks that stand around the whole of it."""
    plain = without_stop(text)
    quoted = _QUOTED.fullmatch(plain)
    return quoted[1] if quoted else plain
