"""The data of the three languages: abbreviations, cue words, endings; and what a sentence holds of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from poareview.model import Language
from poareview.text.fold import plain
from poareview.text.segment import Abbreviations

_DATA = Path(__file__).with_name("data")

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

_ENDINGS = ("participle", "participle_alone", "future")


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageData:
    """What is known of one language; made from `data/<language>.toml`.

    `cues` are words and phrases by key, as `poareview.text.fold.plain` would give them. `endings`
    are shapes of a word by key, `prefix*suffix`, plain too; those of `not_participle` and
    `not_future` are whole words. A participle counts as a perfect or passive tense where an
    auxiliary stands at most `auxiliary_before` words before or `auxiliary_after` words after it.
    """

    language: Language
    abbreviations: Abbreviations
    cues: Mapping[str, frozenset[str]]
    endings: Mapping[str, frozenset[str]]
    auxiliary_before: int
    auxiliary_after: int


def items(listing: str) -> tuple[str, ...]:
    """The entries of a list in a data file, parted by commas; a line may break wherever a blank may stand."""
    return tuple(filter(None, map(str.strip, listing.replace("\n", " ").split(","))))


def read_data(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    import tomllib

    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


@cache
def language_data(language: Language) -> LanguageData:
    """The data of `language`, read once.

    Raises:
        ValueError: there is no such language.
    """
    language = Language(language)
    raw = read_data(language.value)
    abbreviations, endings = raw["abbreviations"], raw["endings"]
    return LanguageData(
        language=language,
        abbreviations=Abbreviations(
            never_final=frozenset(items(abbreviations["never_final"])),
            before_number=frozenset(items(abbreviations["before_number"])),
            maybe_final=frozenset(items(abbreviations["maybe_final"])),
        ),
        cues={key: frozenset(items(plain(listing))) for key, listing in raw["cues"].items()},
        endings={
            key: frozenset(items(plain(listing)))
            for key, listing in endings.items()
            if not key.startswith("auxiliary")
        },
        auxiliary_before=endings["auxiliary_before"],
        auxiliary_after=endings["auxiliary_after"],
    )


def cue_counts(folded_text: str, language: Language) -> Mapping[str, int]:
    """How often each cue occurs in a sentence or heading; keys of `CUES`, without those that do not occur.

    `folded_text` is what `poareview.text.fold.plain` gives. Phrases are found at word boundaries,
    whatever stands between their words. At one place a key counts once.
    """
    about = _about(language)
    tokens = _word().findall(folded_text)
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
    """A word, or a number; what is elided keeps its apostrophe: "n'", "don'"."""
    return re.compile(r"[^\W_]+'?")


# What is known of one word: the cues of the word alone, what may follow it in a phrase with the
# cues of that, and whether it has the shape of a participle.
_Phrases: TypeAlias = "tuple[tuple[list[str], tuple[str, ...]], ...]"
_About: TypeAlias = "tuple[tuple[str, ...], _Phrases, bool]"


@cache
def _about(language: Language) -> Callable[[str], _About]:
    """The function that tells what is known of a plain word of `language`; it remembers the words it met."""
    alone: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, listing in language_data(language).cues.items():
        for phrase in listing:
            if phrase.isalnum():
                alone[phrase] = (*alone.get(phrase, ()), key)
                continue
            first, *rest = _word().findall(phrase)
            if not rest:
                alone[first] = (*alone.get(first, ()), key)
            else:
                following = phrases.setdefault(first, {})
                joined = " ".join(rest)
                following[joined] = (*following.get(joined, ()), key)

    def about(token: str) -> _About:
        word = token
        if word.endswith("'") and word not in alone and word not in phrases:
            word = word[:-1]
        shapes = _shapes(word, language)
        keys = dict.fromkeys(alone.get(word, ()))
        if "participle_alone" in shapes:
            keys["participle_alone"] = None
        if "future" in shapes:
            keys["future_form"] = None
        following = phrases.get(word, {})
        return (
            tuple(keys),
            tuple((rest.split(), more) for rest, more in sorted(following.items())),
            "participle" in shapes,
        )

    return lru_cache(maxsize=8192)(about)


@cache
def _shape_patterns(language: Language) -> Mapping[str, tuple[re.Pattern[str], frozenset[str]]]:
    endings = language_data(language).endings
    patterns = {}
    for key in _ENDINGS:
        if endings[key]:
            shapes = "|".join(sorted(shape.replace("*", r"[^\W\d_]{2,40}") for shape in endings[key]))
            patterns[key] = (re.compile(rf"(?:{shapes})\Z"), endings[f"not_{key.removesuffix('_alone')}"])
    return patterns


def _shapes(word: str, language: Language) -> tuple[str, ...]:
    """Which of the endings a plain word has."""
    if not 4 <= len(word) <= 40:
        return ()
    return tuple(
        key
        for key, (pattern, exceptions) in _shape_patterns(language).items()
        if word not in exceptions and pattern.match(word)
    )
