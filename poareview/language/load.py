"""The data of the three languages: abbreviations, cue words, endings; and what a sentence holds of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from poareview.model import Language
from poareview.text.segment import Abbreviations

DATA = Path(__file__).with_name("data")

# The keys of [cues] in each data file, in their order.
LISTED_CUES: tuple[str, ...] = (
    "first_singular", "first_plural", "second_formal", "second_informal",
    "buyer", "amazon", "carrier", "supplier", "competitor", "staff", "responsible",
    "negation", "auxiliary", "future", "intention", "conditional", "done",
    "obligation", "frequency", "onset", "control", "cause", "failing", "weak_cause", "external",
    "apology", "ownership", "request", "thanks", "sign_off", "greeting", "promise", "vague", "filler",
    "background", "evidence", "reported", "denial", "emotion", "threat", "begging", "flattery", "blame",
    "addition", "contrast", "question", "issue",
    "heading_issue", "heading_cause", "heading_actions", "heading_prevention", "heading_close",
    "heading_evidence",
)  # fmt: skip

# Every key that `cue_counts` may give: those of the lists, and those told by the shape of a word.
CUES: tuple[str, ...] = (*LISTED_CUES, "perfect", "participle_alone", "future_form")


class LanguageData(NamedTuple):
    """What is known of one language; made from `data/<language>.toml` by `poareview.language.index`.

    Cues and words are as `poareview.text.fold.plain` would give them. `alone` are the keys of the words
    that are a cue by themselves; `phrases` gives for a first word what may follow it, and the keys of
    that. `shapes` are prefixes with the suffixes that belong to each, by key; the words of `exceptions`
    have them by chance. A participle counts as a perfect or passive tense where an auxiliary stands at
    most `auxiliary_before` words before or `auxiliary_after` words after it.
    """

    language: Language
    abbreviations: Abbreviations
    alone: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, list[list[str]]]
    shapes: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    exceptions: Mapping[str, frozenset[str]]
    auxiliary_before: int
    auxiliary_after: int


def read_data(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.json`."""
    import json

    tables: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return tables


@cache
def language_data(language: Language) -> LanguageData:
    """The data of `language`, read once.

    Raises:
        ValueError: there is no such language.
    """
    language = Language(language)
    raw = read_data(language.value)
    alone: dict[str, tuple[str, ...]] = {}
    for keys, words in raw["alone"].items():
        alone.update(dict.fromkeys(words.split(" "), tuple(keys.split(" "))))
    return LanguageData(
        language=language,
        abbreviations=Abbreviations(
            **{key: frozenset(listed) for key, listed in raw["abbreviations"].items()},
        ),
        alone=alone,
        phrases=raw["phrases"],
        shapes={
            key: tuple((prefix, tuple(suffixes)) for prefix, suffixes in shapes)
            for key, shapes in raw["shapes"].items()
        },
        exceptions={key: frozenset(words) for key, words in raw["exceptions"].items()},
        auxiliary_before=raw["auxiliary_before"],
        auxiliary_after=raw["auxiliary_after"],
    )


def cue_counts(folded_text: str, language: Language) -> Mapping[str, int]:
    """How often each cue occurs in a sentence or heading; keys of `CUES`, without those that do not occur.

    `folded_text` is what `poareview.text.fold.plain` gives. Phrases are found at word boundaries,
    whatever stands between their words. At one place a key counts once.
    """
    about = _about(language)
    tokens = words_in(folded_text)
    counts: dict[str, int] = {}
    auxiliaries: list[int] = []
    participles: list[int] = []
    for place, token in enumerate(tokens):
        keys, phrases, is_participle = about(token)
        for rest, more in phrases:
            if tokens[place + 1 : place + 1 + len(rest)] == rest:
                keys = tuple(dict.fromkeys(keys + more))
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
        if "auxiliary" in keys:
            auxiliaries.append(place)
        if is_participle:
            participles.append(place)
    if auxiliaries and participles:
        perfect = _perfects(auxiliaries, participles, language_data(language))
        if perfect:
            counts["perfect"] = perfect
    return counts


def _perfects(auxiliaries: list[int], participles: list[int], data: LanguageData) -> int:
    """How many of the participles stand near enough to an auxiliary; both lists are in order."""
    found = 0
    for participle in participles:
        after = bisect_left(auxiliaries, participle)
        before = auxiliaries[after - 1] if after else -data.auxiliary_before
        if after < len(auxiliaries) and auxiliaries[after] == participle:
            after += 1
        near_after = after < len(auxiliaries) and auxiliaries[after] - participle <= data.auxiliary_after
        found += (participle - before <= data.auxiliary_before and after > 0) or near_after
    return found


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+'?")


def words_in(folded_text: str) -> list[str]:
    """The words and numbers of a plain text; what is elided keeps its apostrophe: "n'", "don'"."""
    return _word().findall(folded_text)


# What is known of one word: the cues of the word alone, what may follow it in a phrase with the
# cues of that, and whether it has the shape of a participle.
_Phrases: TypeAlias = "tuple[tuple[list[str], tuple[str, ...]], ...]"
_About: TypeAlias = "tuple[tuple[str, ...], _Phrases, bool]"


@cache
def _about(language: Language) -> Callable[[str], _About]:
    """The function that tells what is known of a plain word of `language`; it remembers the words it met."""
    data = language_data(language)
    alone, phrases = data.alone, data.phrases

    def about(token: str) -> _About:
        word = token
        if word.endswith("'") and word not in alone and word not in phrases:
            word = word[:-1]
        shapes = _shapes(word, data)
        keys = dict.fromkeys(alone.get(word, ()))
        if "participle_alone" in shapes:
            keys["participle_alone"] = None
        if "future" in shapes:
            keys["future_form"] = None
        return (
            tuple(keys),
            tuple((rest.split(" "), tuple(more.split(" "))) for rest, more in phrases.get(word, ())),
            "participle" in shapes,
        )

    return lru_cache(maxsize=8192)(about)


def _shapes(word: str, data: LanguageData) -> tuple[str, ...]:
    """Which of the shapes a plain word has."""
    if not 4 <= len(word) <= 40:
        return ()
    return tuple(
        key
        for key, shapes in data.shapes.items()
        if word not in data.exceptions[key]
        and any(
            word.startswith(prefix) and _ends(word[len(prefix) :], suffixes) for prefix, suffixes in shapes
        )
    )


def _ends(rest: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a word without its prefix ends in one of the suffixes, after two letters or more."""
    if not rest.endswith(suffixes):
        return False
    stems = (rest.removesuffix(suffix) for suffix in suffixes if rest.endswith(suffix))
    return any(len(stem) >= 2 and stem.isalpha() for stem in stems)
