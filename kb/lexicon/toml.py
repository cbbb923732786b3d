"""Reads the TOML of the lexicon, several times as fast as `tomllib`, which reads what is written in any other way.

The files keep to few forms: tables, arrays of tables, and values whose text is JSON as well. One pattern takes a whole
statement; a value that is no JSON, and a file with a statement of another form, go to `tomllib`.
"""

import json
import re
from typing import Any

_STRING = r'"(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_FLAT = rf"\[(?:[^\"'#\[\]{{}}]|{_STRING}|{_LITERAL})*+\]"
_ARRAY = rf"\[(?:[^\"'#\[\]{{}}]|{_STRING}|{_LITERAL}|{_FLAT})*+\]"  # an array of arrays at the deepest
_INLINE = rf"\{{(?:[^\"'#\[\]{{}}\n]|{_STRING}|{_LITERAL})*+\}}"
_STATEMENT = re.compile(
    r"(?:[ \t]*(?:#[^\n]*)?\n)*+(?:"
    r"\[\[(?P<many>[A-Za-z0-9_-]+)\]\]|\[(?P<table>[A-Za-z0-9_-]+)\]"
    r'|(?P<key>[A-Za-z0-9_-]+|"[^"\\\n]+") = '
    r"(?:'(?P<literal>[^'\n]*+)'|\"(?!\"\")(?P<plain>[^\"\\\n]*+)\"|\"\"\"\n?(?P<long>(?:[^\"\\]|\"(?!\"\"))*+)\"\"\""
    rf"|(?P<json>(?!\"\"\"){_STRING}|{_ARRAY}|-?\d+(?:\.\d+)?|true|false)|(?P<inline>{_INLINE}))"
    r")[ \t]*(?:#[^\n]*)?(?:\n|$)"
)
_REST = re.compile(r"\s*(?:#[^\n]*\s*)*")
_PAIR = re.compile(r'([a-z_]+) = (?=-?\d|"|true|false)')
_PLAIN_INLINE = re.compile(r'\{(?: ?[a-z_]+ = (?:-?\d+(?:\.\d+)?|"[^"\\=]*"|true|false),?)+ ?\}')


def loads(text: str) -> dict[str, Any]:
    """What a TOML text says; raises `tomllib.TOMLDecodeError` where it is none."""
    found = _quickly(text)
    return _surely(text) if found is None else found


def _surely(text: str) -> dict[str, Any]:
    import tomllib  # most files do without

    return tomllib.loads(text)


def _quickly(text: str) -> dict[str, Any] | None:
    """What a text says whose statements all have a known form, else None."""
    whole: dict[str, Any] = {}
    here, place = whole, 0
    while statement := _STATEMENT.match(text, place):
        place = statement.end()
        key = statement["key"]
        if key is not None:
            key = key.strip('"')
            if key in here:
                return None
            here[key] = _value(statement)
        elif table := statement["many"]:
            row = whole.setdefault(table, [])
            if not isinstance(row, list):
                return None
            here = {}
            row.append(here)
        elif statement["table"] in whole:
            return None
        else:
            here = whole[statement["table"]] = {}
    return whole if _REST.fullmatch(text, place) else None


def _value(statement: re.Match[str]) -> Any:
    kind = statement.lastgroup
    assert kind is not None
    source = statement[kind]
    if kind in ("plain", "literal", "long"):
        return source
    if kind == "inline" and _PLAIN_INLINE.fullmatch(source):
        source = _PAIR.sub(r'"\1": ', source)
    try:
        return json.loads(source)
    except ValueError:
        return _surely(f"value = {source}")["value"]
