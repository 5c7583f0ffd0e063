"""YAML files as typed objects: a class says what a file may hold, and pydantic checks it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, GetPydanticSchema, TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails, core_schema

from ckmreport.foundation.yaml_files import Node

Kind = TypeVar("Kind")
Schema = dict[str, Any]
#: A place, what is wrong there, and perhaps what to do.
Fault = tuple[Node, str, str | None]

#: Makes a frozen dataclass the form of a mapping in a YAML file: its fields are the keys.
yaml_mapping = with_config(ConfigDict(extra="forbid", str_strip_whitespace=True))

#: What was expected where pydantic names an error so.
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2025-06-30",
    "date_parsing": "a date such as 2025-06-30",
    "date_from_datetime_parsing": "a date such as 2025-06-30",
    "date_from_datetime_inexact": "a date such as 2025-06-30",
    "dataclass_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "frozen_set_type": "a list",
    "tuple_type": "a list",
}


def checked(node: Node, kind: type[Kind]) -> Kind:
    """Give the content of a file as an object of a class that `yaml_mapping` decorates.

    Dates that a class takes for texts are texts: they stand in the file as they are printed.

    Raises:
        CkmError: names the first line that the class does not allow, and after it the others.
    """
    content = json.dumps(node, default=lambda one: one.value if isinstance(one, Node) else str(one))
    try:
        return cast(Kind, _adapter(cast(Any, kind)).validate_json(content, strict=True))
    except ValidationError as error:
        found = _faults(error.errors(include_url=False), node, json_schema(kind))
        first, *others = sorted(found, key=lambda fault: fault[0].line)
    advice = [first[2]] if first[2] else []
    if others:
        also = (f"line {place.line}, {message}" for place, message, _ in others)
        advice.append(f"Also wrong: {'; '.join(also)}")
    raise first[0].error(first[1], ". ".join(advice) or None) from None


def json_schema(kind: Any) -> Schema:
    """Give the JSON schema of a class, by which editors complete and check a file."""
    return _adapter(kind).json_schema()


def read_as(form: Any, convert: Callable[[Any], object]) -> GetPydanticSchema:
    """Mark a field that stands in the file in another form, to be checked and then converted.

    Where `convert` refuses a value, it raises a ValueError with a message and perhaps advice.
    """
    return GetPydanticSchema(
        lambda _, handler: core_schema.no_info_after_validator_function(
            convert, handler.generate_schema(form)
        )
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Give advice on a word that is not known: the one that was meant, or else all there are."""
    names = list(known)
    if meant := difflib.get_close_matches(word, names, n=1):
        return f"Perhaps '{meant[0]}' is meant"
    return f"Known: {', '.join(names)}"


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _faults(errors: Iterable[ErrorDetails], root: Node, schema: Schema) -> Iterator[Fault]:
    """Give place, message and advice of each error; what is lacking in one place is one error."""
    lacking: dict[int, tuple[Node, list[str]]] = {}
    expected: dict[int, tuple[Node, str, list[str]]] = {}
    others: list[Fault] = []
    for error in errors:
        kind, node = error["type"], root.at(*error["loc"])
        if kind == "missing":
            lacking.setdefault(id(node), (node, []))[1].append(str(error["loc"][-1]))
        elif kind in _EXPECTED:  # one of several kinds that would do, or the only one
            given = "" if isinstance(node.value, dict | list) else f", not {error['input']!r}"
            expected.setdefault(id(node), (node, given, []))[2].append(_EXPECTED[kind])
        else:
            others.append((node, *_told(error, node, schema)))
    for node, given, kinds in expected.values():
        advice = "Put it between quotes" if "text" in kinds and given else None
        yield node, f"{node.name} must be {' or '.join(dict.fromkeys(kinds))}{given}", advice
    yield from others
    for node, names in lacking.values():
        yield node, f"{node.name} lacks {', '.join(names)}", "Add it"


def _told(error: ErrorDetails, node: Node, schema: Schema) -> tuple[str, str | None]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "unexpected_keyword_argument":
        *place, key = error["loc"]
        return f"unknown key '{key}'", nearest(str(key), _keys(schema, place))
    if kind == "literal_error":
        known = context["expected"].replace(" or ", ", ").replace("'", "")
        return f"unknown {node.key} '{node.value}'", nearest(str(node.value), known.split(", "))
    if kind == "value_error":  # from a validator of this project: a message, perhaps advice
        message, *advice = context["error"].args
        return message, advice[0] if advice else None
    if "min_length" in context:
        return f"{node.name} must have at least {context['min_length']} entries", None
    if "max_length" in context:
        what = "characters" if kind == "string_too_long" else "entries"
        return f"{node.name} must have at most {context['max_length']} {what}", None
    return f"{node.name} is refused: {error['msg']}", None


def _keys(schema: Schema, place: Iterable[str | int]) -> list[str]:
    """Give the keys that a mapping at a place may have."""
    found = [schema]
    for part in place:
        found = [inner for one in found for inner in _inner(one, part, schema)]
    return [key for one in found for form in _forms(one, schema) for key in form["properties"]]


def _inner(form: Schema, part: str | int, schema: Schema) -> Iterator[Schema]:
    for one in _forms(form, schema):
        inner = one.get("items") or one.get("properties", {}).get(part)
        yield inner or one["additionalProperties"]


def _forms(form: Schema, schema: Schema) -> Iterator[Schema]:
    """Give the mappings and lists that a form stands for."""
    if "$ref" in form:
        yield from _forms(schema["$defs"][form["$ref"].rpartition("/")[2]], schema)
    for one in form.get("anyOf", ()):
        yield from _forms(one, schema)
    if form.get("type") in {"object", "array"}:
        yield form
