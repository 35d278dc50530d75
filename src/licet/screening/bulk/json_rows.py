"""Rows of a JSON Lines file: one object a line, every value as the text it is written as."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from licet.screening.bulk.lines import TextLines, is_broken
from licet.screening.bulk.rows import Cell, Flaw, Row

_REMEDY = 'write one object a line: {"name": "...", "country": "..."}'


class JsonRows:
    """An open JSON Lines file. FollowTheMoney entities are read by their `properties`."""

    columns = None

    def __init__(self, lines: TextLines) -> None:
        self._source = lines

    def position(self) -> float | None:
        """Share of the file read so far."""
        return self._source.position()

    def digest(self) -> str | None:
        """SHA-256 of standard input once it is read."""
        return self._source.digest()

    def __iter__(self) -> Iterator[Row | Flaw]:
        number = 0
        for line in self._source:
            if not line.text.strip():
                continue
            number += 1
            if line.cut:
                fault = "the line is too long to be a row"
            elif is_broken(line.text):
                fault = "the text is not in the file's encoding"
            else:
                cells, fault = _read(line.text)
                if not fault:
                    yield Row(number, line.number, cells)
                    continue
            yield Flaw(row=number, line=line.number, what=fault, remedy=_REMEDY)


def _read(text: str) -> tuple[Mapping[str, Cell], str]:
    try:
        # Numbers stay as written: 007 in quotes, 7 and 7.0 are three different identifiers.
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return {}, f"this is no JSON ({error})"
    if not isinstance(value, dict):
        return {}, "the line holds no object"
    properties = value.pop("properties", None)
    if isinstance(properties, dict):
        value |= properties
    return {key: _cell(item) for key, item in value.items()}, ""


def _cell(value: Any) -> Cell:
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            parts = (_cell(item) for item in value)
            return tuple(part for part in parts if isinstance(part, str) and part)
        case {"value": str(written), "kind": str(kind)}:
            return f"{kind}:{written}"
        case dict():
            parts = (_cell(item) for item in value.values())
            return ", ".join(part for part in parts if isinstance(part, str) and part)
        case _:
            return str(value)
