"""YAML read as text: no type guessing, no aliases, no double keys, and every value knows its line.

Guessing readers turn the ECCN `5E002` into 500.0 and Norway's `NO` into false. Here every scalar
stays the string that was written; the schema of the reader's caller gives it a type.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml

from licet.terms.errors import BadInput

#: A place inside a document: keys and list indices from the root.
Path: TypeAlias = tuple[str | int, ...]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_CHARACTERS = 4_000_000


class Document:
    """A YAML document as plain strings, lists and dicts, with the line of every place in it."""

    def __init__(self, name: str, data: Any, lines: dict[Path, int]) -> None:
        self.name = name
        self.data = data
        self._lines = lines

    def line(self, path: Path) -> int | None:
        """Line (from 1) of `path`, or of its nearest parent that has one."""
        while path not in self._lines and path:
            path = path[:-1]
        return self._lines.get(path)

    def where(self, path: Path = ()) -> str:
        """`file:line` with the field spelt `parties[0].name`, for error messages."""
        line = self.line(path)
        place = f"{self.name}:{line}" if line else self.name
        field = spell(path)
        return f"{place}, {field}" if field else place


def spell(path: Path) -> str:
    """A path as a person writes it: `('parties', 0, 'name')` is `parties[0].name`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else str(step)
    return text


def read(text: str, name: str) -> Document:
    """Parse one YAML document; `name` is what error messages call it.

    Raises `BadInput` with the line for anything that is not plain YAML: syntax errors, aliases
    and anchors, explicit tags, keys written twice, keys that are not plain text.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadInput(
            f"{len(text):,} characters are more than a file of this kind can hold",
            where=name,
            remedy=f"split it; the limit is {MAX_CHARACTERS:,}",
        )
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        raise BadInput(
            f"not readable as YAML: {error.problem or error}",
            where=where,
            remedy="check indentation, quotes and colons on this line and the one above",
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise BadInput(
            f"not readable as YAML: {error}", where=name, remedy="save it as plain UTF-8 text"
        ) from None
    if node is None:
        raise BadInput("the file is empty", where=name, remedy="write the document into it")
    lines: dict[Path, int] = {}
    return Document(name, _plain(node, (), name, lines, set()), lines)


def _plain(node: Any, path: Path, name: str, lines: dict[Path, int], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if id(node) in seen:
        raise BadInput(
            "anchors and aliases (& and *) are not allowed",
            where=f"{name}:{line}",
            remedy="write the value out",
        )
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(n, (*path, i), name, lines, seen) for i, n in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise BadInput(
                "a key must be plain text",
                where=f"{name}:{key.start_mark.line + 1}",
                remedy="write `key: value`",
            )
        if key.value in result:
            raise BadInput(
                f"the key `{key.value}` is written twice",
                where=f"{name}:{key.start_mark.line + 1}",
                remedy="keep one of them",
            )
        result[key.value] = _plain(value, (*path, key.value), name, lines, seen)
        lines[(*path, key.value)] = key.start_mark.line + 1
    return result
