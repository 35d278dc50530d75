"""Words in hangul: general words translated, the rest spelt out, persons syllable by syllable."""

from __future__ import annotations

from licet.names.lexicon import hangul_words
from licet.names.romanize import korean
from licet.names.slots import Slot

_LONGEST_NAME = 4


def read_run(run: str, alone: bool) -> tuple[Slot, ...]:
    """Slots of a run of hangul; a short run that is the whole name is read as a person's."""
    lexicon = hangul_words()
    if alone and len(run) <= _LONGEST_NAME and run not in lexicon:
        spelt = korean.syllables(run)
        return tuple(
            Slot(forms, syllable) for forms, syllable in zip(spelt, run, strict=True) if forms
        )
    slots: list[Slot] = []
    at = start = 0
    while at < len(run):
        end = next((e for e in range(len(run), at + 1, -1) if run[at:e] in lexicon), 0)
        if end:
            slots.extend(_spelt(run[start:at]))
            forms = lexicon[run[at:end]]
            slots.append(Slot((*forms, *korean.spellings(run[at:end])), run[at:end]))
            at = start = end
        else:
            at += 1
    slots.extend(_spelt(run[start:]))
    return tuple(slots)


def _spelt(run: str) -> list[Slot]:
    forms = korean.spellings(run)
    return [Slot(forms, run)] if forms else []
