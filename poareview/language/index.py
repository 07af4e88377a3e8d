"""Builds what is read at run time from the data files: `python -m poareview.language.index`.

Reading TOML costs a cold start more than all else in this package, so each file is kept as JSON too, its
lists already plain and in the shape that they are used in. Run this after any change to a data file; a
test fails when the JSON is stale.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from poareview.language.load import DATA, words_in
from poareview.model import Language
from poareview.text.fold import plain

# Letters as they are written on a keyboard that lacks them.
_ONE_LETTER = str.maketrans("øłđðæœıß", "olddaois")
_TWO_LETTERS = str.maketrans(
    {"ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
)


def build() -> dict[Path, str]:
    """The JSON files with their text, worked out from the TOML files of the same names."""
    content: dict[str, dict[str, Any]] = {language.value: _language(language.value) for language in Language}
    content |= {name: _detection(read_source(name)) for name in ("detection", "others")}
    content["scripts"] = read_source("scripts")
    return {DATA / f"{name}.json": _lines(tables) for name, tables in content.items()}


def read_source(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def items(listing: str) -> tuple[str, ...]:
    """The entries of a list in a data file, parted by commas; a line may break wherever a blank may stand."""
    return tuple(filter(None, map(str.strip, listing.replace("\n", " ").split(","))))


def _language(name: str) -> dict[str, Any]:
    raw = read_source(name)
    endings = raw["endings"]
    alone, phrases = _cues(raw["cues"])
    return {
        "abbreviations": {key: items(listing) for key, listing in raw["abbreviations"].items()},
        "auxiliary_before": endings["auxiliary_before"],
        "auxiliary_after": endings["auxiliary_after"],
        "shapes": {key: _shapes(endings[key]) for key in ("participle", "participle_alone", "future")},
        "exceptions": {
            key: items(plain(endings[f"not_{key.removesuffix('_alone')}"]))
            for key in ("participle", "participle_alone", "future")
        },
        "alone": alone,
        "phrases": phrases,
    }


def _cues(listings: Mapping[str, str]) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """The words that are a cue alone, by their keys; and the rest of each phrase, by its first word."""
    alone: dict[str, str] = {}
    phrases: dict[str, dict[str, str]] = {}
    for key, listing in listings.items():
        for phrase in dict.fromkeys(items(plain(listing))):
            first, *rest = (phrase,) if phrase.isalnum() else words_in(phrase)
            place, name = (phrases.setdefault(first, {}), " ".join(rest)) if rest else (alone, first)
            place[name] = f"{place[name]} {key}" if name in place else key
    by_keys: dict[str, list[str]] = {}
    for word, keys in alone.items():
        by_keys.setdefault(keys, []).append(word)
    return (
        {keys: " ".join(words) for keys, words in by_keys.items()},
        {first: sorted(following.items()) for first, following in phrases.items()},
    )


def _shapes(listing: str) -> list[tuple[str, list[str]]]:
    """The shapes `prefix*suffix` of a list, by their prefix."""
    suffixes: dict[str, list[str]] = {}
    for shape in dict.fromkeys(items(plain(listing))):
        prefix, _, suffix = shape.partition("*")
        suffixes.setdefault(prefix, []).append(suffix)
    return list(suffixes.items())


def _detection(raw: dict[str, Any]) -> dict[str, Any]:
    ready = dict(raw)
    ready["languages"] = {
        code: {
            "name": language["name"],
            "letters": language["letters"],
            "common": _words(language["common"]),
            "frequent": _words(language["frequent"]),
            "endings": ",".join(dict.fromkeys(items(plain(language["endings"])))),
            "beginnings": ",".join(dict.fromkeys(items(plain(language["beginnings"])))),
        }
        for code, language in raw["languages"].items()
    }
    ready["notices"] = {code: items(phrases) for code, phrases in raw["notices"].items()}
    if "jargon" in raw:
        ready["jargon"] = items(raw["jargon"])
        ready["neighbours"] = _words(raw["neighbours"])
    return ready


def _words(listing: str) -> str:
    """The words of a list, plain, and also as they are written on a keyboard that lacks their letters."""
    folded = plain(listing)
    words = dict.fromkeys(items(folded))
    words |= dict.fromkeys((*items(folded.translate(_ONE_LETTER)), *items(folded.translate(_TWO_LETTERS))))
    return ",".join(words)


def _lines(tables: dict[str, Any]) -> str:
    """JSON with one line for each key of the first two levels, so that a change shows up as itself."""
    rows = []
    for key, value in tables.items():
        if isinstance(value, dict):
            inner = ",\n ".join(f"{_compact(name)}:{_compact(one)}" for name, one in value.items())
            rows.append(f"{_compact(key)}:{{\n {inner}}}")
        else:
            rows.append(f"{_compact(key)}:{_compact(value)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    """Writes the files; 0."""
    for path, text in build().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
