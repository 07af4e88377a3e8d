"""The words that the finders look for, per language: `data/<language>.toml`, made ready in a JSON file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from poareview.model import Language

DATA = Path(__file__).with_name("data")

SETS = (
    "weekdays", "not_months_alone", "date_cues", "clock_cues", "clock_spans", "nouns", "not_plural",
    "placeholder_words", "not_placeholders", "metric_acronyms", "metric_before", "not_metrics", "titles",
    "particles", "legal_forms", "openers", "places_after", "places_in", "determiners", "common", "not_names",
    "multipliers", "unit_before", "unit_after", "number_links",
)  # fmt: skip
LISTS = ("to", "of", "of_filler", "joins", "target_cues", "target_after", "condition_cues")
LINES = ("stand_ins", "metric_suffixes", "noun_endings")  # as they stand in the file


class Cue(NamedTuple):
    """A phrase that makes something of what stands beside it: `what` says what, `value` adds to that."""

    phrase: str
    what: str
    value: str = ""


class Words:
    """One language's words, without accents and in lower case, in the form that the finders want.

    `cues` gives, for the first word of a phrase, all phrases that begin with it, the longest first;
    `tails` does so for what may follow a number: percent, currencies and units. `common` are
    capitalised words that are no names. `SETS`, `LISTS` (the longest first) and `LINES` name the rest.
    """

    language: Language
    date_order: str
    thousands: str
    cues: dict[str, tuple[Cue, ...]]
    tails: dict[str, tuple[Cue, ...]]
    months: dict[str, int]
    units: dict[str, str]
    number_words: dict[str, int]
    weekdays: frozenset[str]
    not_months_alone: frozenset[str]
    date_cues: frozenset[str]
    clock_cues: frozenset[str]
    clock_spans: frozenset[str]
    nouns: frozenset[str]
    not_plural: frozenset[str]
    placeholder_words: frozenset[str]
    not_placeholders: frozenset[str]
    metric_acronyms: frozenset[str]
    metric_before: frozenset[str]
    not_metrics: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    legal_forms: frozenset[str]
    openers: frozenset[str]
    places_after: frozenset[str]
    places_in: frozenset[str]
    determiners: frozenset[str]
    common: frozenset[str]
    not_names: frozenset[str]
    multipliers: frozenset[str]
    unit_before: frozenset[str]
    unit_after: frozenset[str]
    number_links: frozenset[str]
    to: tuple[str, ...]
    of: tuple[str, ...]
    of_filler: tuple[str, ...]
    joins: tuple[str, ...]
    target_cues: tuple[str, ...]
    target_after: tuple[str, ...]
    condition_cues: tuple[str, ...]
    stand_ins: tuple[str, ...]
    metric_suffixes: tuple[str, ...]
    noun_endings: tuple[str, ...]

    def __init__(self, language: Language, data: dict[str, Any]) -> None:
        self.language = language
        self.__dict__.update(data)
        for key in SETS:
            setattr(self, key, frozenset(data[key]))
        for key in (*LISTS, *LINES):
            setattr(self, key, tuple(data[key]))
        self.cues = {first: tuple(Cue(*cue) for cue in some) for first, some in data["cues"].items()}
        self.tails = {first: tuple(Cue(*cue) for cue in some) for first, some in data["tails"].items()}


@cache
def words_of(language: Language) -> Words:
    """The words of a language; read once."""
    import json

    return Words(language, json.loads((DATA / f"{language.value}.json").read_text(encoding="utf-8")))


def choice(phrases: Iterable[str]) -> str:
    """A pattern that takes any of the phrases, the first that fits; one that never matches for none."""
    return "|".join(map(re.escape, phrases)) or "(?!)"
