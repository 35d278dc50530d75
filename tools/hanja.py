"""Korean readings of Chinese characters, from the Unicode Character Database's Unihan readings.

    python -m tools.hanja Unihan_Readings.txt

writes `src/licet/names/data/hanja.txt`. Of a character's readings (field `kHangul`) the one that
Korean schools teach (mark `E`) is taken, else the first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

OUTPUT = Path(__file__).parents[1] / "src" / "licet" / "names" / "data" / "hanja.txt"
HEADER = """\
# Korean readings of Chinese characters: a syllable, then the characters that are read so.
# Made by tools/hanja.py from the field kHangul of Unihan_Readings.txt, Unicode {version};
# the characters' other readings and fields are left out. (c) 1991-2022 Unicode, Inc.; see
# LICENSES/Unicode.txt.
"""


def readings(text: str) -> dict[str, str]:
    """Character to its Korean reading, one syllable of hangul."""
    found = {}
    for line in text.splitlines():
        code, _, rest = line.partition("\t")
        field, _, values = rest.partition("\t")
        if field == "kHangul" and code.startswith("U+"):
            marked = [value.partition(":") for value in values.split()]
            taught = [syllable for syllable, _, marks in marked if "E" in marks]
            found[chr(int(code[2:], 16))] = (taught or [marked[0][0]])[0]
    return found


def main(source: str) -> None:
    """Write the table from the file `source`."""
    text = Path(source).read_text(encoding="utf-8")
    version = text.partition("Unicode version: ")[2].split()[0]
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for letter, syllable in sorted(readings(text).items()):
        by_syllable[syllable].append(letter)
    lines = [
        f"{syllable} {''.join(letters)}\n" for syllable, letters in sorted(by_syllable.items())
    ]
    OUTPUT.write_text(HEADER.format(version=version) + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
