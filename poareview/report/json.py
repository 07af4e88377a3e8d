"""The report as JSON, and the JSON Schema that it follows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from poareview.model import Review

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render(review: Review, *, ascii_only: bool = False) -> str:
    """The report of one draft: a JSON object with the keys in the order of the model."""
    return dumped(review.model_dump(mode="json"), ascii_only=ascii_only)


def render_several(
    version: str, reviews: Sequence[Review], errors: Sequence[tuple[str, str]], *, ascii_only: bool = False
) -> str:
    """The reports of several drafts, and the name and the error of each that could not be read."""
    whole = {
        "version": version,
        "reviews": [review.model_dump(mode="json") for review in reviews],
        "errors": [{"name": name, "error": error} for name, error in errors],
    }
    return dumped(whole, ascii_only=ascii_only)


def dumped(value: object, *, ascii_only: bool = False) -> str:
    """Indented JSON ending with a line end, in readable characters unless `ascii_only` asks for escapes.

    A lone surrogate (half a character, from a broken file name or entity) is always an escape, as
    UTF-8 has no form for it.
    """
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def schema(*, several: bool = False) -> dict[str, Any]:
    """The JSON Schema of the report of one draft, or of the one of several drafts."""
    from pydantic import TypeAdapter

    one = _tidied(TypeAdapter(Review).json_schema(mode="serialization"))
    definitions = one.pop("$defs")
    one["title"] = "Review"
    one["properties"]["score"] |= {"minimum": 0, "maximum": 100}
    one["properties"]["language_confidence"] |= {"minimum": 0, "maximum": 1}
    if not several:
        return {"$schema": _DIALECT, **one, "$defs": definitions}
    text = {"type": "string"}
    return {
        "$schema": _DIALECT,
        "title": "Reviews",
        "description": "The reviews of the drafts that could be read, and the errors of the others.",
        **_object(
            version=text,
            reviews={"type": "array", "items": {"$ref": "#/$defs/Review"}},
            errors={"type": "array", "items": _object(name=text, error=text)},
        ),
        "$defs": {**definitions, "Review": one},
    }


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _tidied(value: Any) -> Any:  # noqa: ANN401 - a JSON Schema is of no better type
    """The schema with docstrings as JSON readers expect them, and every key that the report has required.

    The model has defaults for the sake of those who build it; the report always has all the keys.
    """
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    if not isinstance(value, dict):
        return value
    tidied = {key: _tidied(item) for key, item in value.items() if key != "default"}
    if isinstance(tidied.get("description"), str):
        tidied["description"] = " ".join(tidied["description"].split()).replace("`None`", "`null`")
    if isinstance(tidied.get("properties"), dict):
        tidied["required"] = list(tidied["properties"])
    return tidied
