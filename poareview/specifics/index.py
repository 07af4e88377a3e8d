"""Builds what is read at run time from the data files: `python -m poareview.specifics.index`.

Reading TOML costs a cold start more than all finders together, so each file is kept as JSON too, with
everything plain and in the shape that the finders want. Run this after any change to a data file; a test
fails when the JSON is stale.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from poareview.model import Language
from poareview.specifics.numbers import CURRENCY_CODES
from poareview.specifics.words import DATA, LINES, LISTS, SETS, Cue
from poareview.text.fold import plain


def build() -> dict[Path, str]:
    """The JSON files with their text, worked out from the TOML files of the same names."""
    return {DATA / f"{language.value}.json": _lines(_words(language)) for language in Language}


def _words(language: Language) -> dict[str, Any]:
    data = tomllib.loads((DATA / f"{language.value}.toml").read_text(encoding="utf-8"))
    numerals = _numerals(data["number_words"], data["number_joint"])
    units = {word: unit for unit, words in data["units"].items() for word in words}
    common = ("not_names", "nouns", "openers", "weekdays", "metric_acronyms", "titles", "months")
    cues = (*_all_cues(data), *(Cue(word, "number_word") for word in numerals))
    tails = (
        *(Cue(phrase, "percent") for phrase in _longest_first(data["percent"])),
        *(Cue(phrase, "money") for phrase in _longest_first((*CURRENCY_CODES, *data["money"]))),
        *(Cue(phrase, "unit", unit) for phrase, unit in units.items()),
    )
    return {
        "date_order": data["date_order"],
        "thousands": data["thousands"],
        "months": data["months"],
        "units": units,
        "number_words": numerals,
        "cues": _by_first_word(r"[^\W\d_]+", cues),
        "tails": _by_first_word(r"[a-z]+", tails),
        "common": sorted({plain(word) for key in common for word in data[key]}),
        **{key: sorted(set(map(plain, data[key]))) for key in SETS if key != "common"},
        **{key: _longest_first(data[key]) for key in LISTS},
        **{key: data[key] for key in LINES},
    }


def _numerals(listed: dict[str, int], joint: str) -> dict[str, int]:
    numerals = dict(listed)
    if joint:
        # "vierendertig" is one word: unit, joint, tens.
        tens = {word: number for word, number in numerals.items() if number >= 20}
        numerals |= {
            f"{unit}{joint}{word}": number + ones
            for unit, ones in (("een", 1), *numerals.items())
            for word, number in tens.items()
            if ones < 10
        }
    return numerals


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted({plain(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))


def _all_cues(data: dict[str, Any]) -> Iterator[Cue]:
    """Everything that is looked for by its first word, whatever it is a cue for."""
    for what, phrases in data["cues"].items():
        yield from (Cue(plain(phrase), what) for phrase in phrases)
    for period, phrases in data["frequency"].items():
        yield from (Cue(plain(phrase), "frequency", period) for phrase in phrases)
    for key in ("fill_always", "fill_alone", "insert_words", "metric_heads", "metric_scores", "every"):
        yield from (Cue(plain(phrase), key) for phrase in data[key])
    for word in data["months"]:
        yield Cue(word, "month")


def _by_first_word(word: str, cues: Iterable[Cue]) -> dict[str, list[Cue]]:
    """By the first `word` of a phrase all phrases that begin with it, the longest first."""
    found: dict[str, list[Cue]] = {}
    for cue in cues:
        head = re.match(word, cue.phrase)
        assert head is not None, cue.phrase
        found.setdefault(head[0], []).append(cue)
    return {first: sorted(some, key=lambda cue: -len(cue.phrase)) for first, some in found.items()}


def _lines(content: dict[str, Any]) -> str:
    """JSON with one line for each key, so that a change shows up as itself."""
    rows = [
        f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in content.items()
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> int:
    """Writes the files; 0."""
    for path, text in build().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
