"""The words that the finders look for, per language, from `data/<language>.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from poareview.model import Language
from poareview.specifics.hits import regex
from poareview.text.fold import plain


class Cue(NamedTuple):
    """A phrase that makes something of what stands beside it: `what` says what, `value` adds to that."""

    phrase: str
    what: str
    value: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """One language's data file, without accents and in lower case, in the form that the finders want.

    `common` are capitalised words that are no names. `cues` gives, for the first word of a phrase,
    all phrases that begin with it, the longest first.
    """

    language: Language
    date_order: str
    thousands: str
    cues: dict[str, tuple[Cue, ...]]
    months: dict[str, int]
    units: dict[str, str]
    number_words: dict[str, int]
    weekdays: frozenset[str]
    not_months_alone: frozenset[str]
    date_cues: frozenset[str]
    clock_cues: frozenset[str]
    nouns: frozenset[str]
    not_plural: frozenset[str]
    placeholder_words: frozenset[str]
    not_placeholders: frozenset[str]
    stand_ins: tuple[str, ...]
    metric_acronyms: frozenset[str]
    metric_before: frozenset[str]
    metric_suffixes: tuple[str, ...]
    not_metrics: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    legal_forms: frozenset[str]
    openers: frozenset[str]
    places_after: frozenset[str]
    places_in: frozenset[str]
    noun_endings: tuple[str, ...]
    determiners: frozenset[str]
    common: frozenset[str]
    not_names: frozenset[str]
    every: str
    to: str
    of: str
    of_filler: str
    percent: str
    money: str
    unit_before: str
    unit_after: str
    number_links: str
    joins: str
    multipliers: frozenset[str]
    targets: str
    targets_after: str
    conditions: str


@cache
def words_of(language: Language) -> Words:
    """The words of a language; read once."""
    import tomllib
    from importlib.resources import files

    source = files("poareview.specifics").joinpath("data", f"{language.value}.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    listed = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}

    numerals: dict[str, int] = dict(data["number_words"])
    if data["number_joint"]:
        # "vierendertig" is one word: unit, joint, tens.
        tens = {word: number for word, number in numerals.items() if number >= 20}
        numerals |= {
            f"{unit}{data['number_joint']}{word}": number + ones
            for unit, ones in (("een", 1), *numerals.items())
            for word, number in tens.items()
            if ones < 10
        }

    def sets(key: str) -> frozenset[str]:
        return frozenset(map(plain, listed[key]))

    return Words(
        language=language,
        date_order=data["date_order"],
        thousands=data["thousands"],
        cues=_by_first_word((*_all_cues(data), *(Cue(word, "number_word") for word in numerals))),
        months=data["months"],
        units={word: unit for unit, words in data["units"].items() for word in words},
        number_words=numerals,
        weekdays=sets("weekdays"),
        not_months_alone=sets("not_months_alone"),
        date_cues=sets("date_cues"),
        clock_cues=sets("clock_cues"),
        nouns=sets("nouns"),
        not_plural=sets("not_plural"),
        placeholder_words=sets("placeholder_words"),
        not_placeholders=sets("not_placeholders"),
        stand_ins=listed["stand_ins"],
        metric_acronyms=sets("metric_acronyms"),
        metric_before=sets("metric_before"),
        metric_suffixes=listed["metric_suffixes"],
        not_metrics=sets("not_metrics"),
        titles=sets("titles"),
        particles=sets("particles"),
        legal_forms=sets("legal_forms"),
        openers=sets("openers"),
        places_after=sets("places_after"),
        places_in=sets("places_in"),
        noun_endings=listed["noun_endings"],
        determiners=sets("determiners"),
        not_names=sets("not_names"),
        common=frozenset().union(
            *map(sets, ("not_names", "nouns", "openers", "weekdays", "metric_acronyms", "titles")),
            data["months"],
        ),
        every=choice(listed["every"]),
        to=choice(listed["to"]),
        of=choice(listed["of"]),
        of_filler=choice(listed["of_filler"]),
        percent=choice(listed["percent"]),
        money=choice(listed["money"]),
        unit_before=choice(listed["unit_before"]),
        unit_after=choice(listed["unit_after"]),
        number_links=choice(listed["number_links"]),
        joins=choice(listed["joins"]),
        multipliers=sets("multipliers"),
        targets=choice(listed["target_cues"]),
        targets_after=choice(listed["target_after"]),
        conditions=choice(listed["condition_cues"]),
    )


def choice(phrases: Iterable[str]) -> str:
    """A pattern that takes any of the phrases, the longest first; one that never matches for none."""
    import re

    ordered = sorted({plain(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(map(re.escape, ordered)) or "(?!)"


def _all_cues(data: dict[str, dict[str, list[str]] | list[str]]) -> Iterable[Cue]:
    """Everything that is looked for by its first word, whatever it is a cue for."""
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    for what, phrases in tables["cues"].items():
        yield from (Cue(plain(phrase), what) for phrase in phrases)
    for period, phrases in tables["frequency"].items():
        yield from (Cue(plain(phrase), "frequency", period) for phrase in phrases)
    for key in ("fill_always", "fill_alone", "insert_words", "metric_heads", "metric_scores", "every"):
        yield from (Cue(plain(phrase), key) for phrase in data[key])
    for word in tables["months"]:
        yield Cue(word, "month")


def _by_first_word(cues: Iterable[Cue]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    first = regex(r"[^\W\d_]+")
    for cue in cues:
        head = first.match(cue.phrase)
        assert head is not None, cue.phrase
        found.setdefault(head[0], []).append(cue)
    return {word: tuple(sorted(some, key=lambda cue: -len(cue.phrase))) for word, some in found.items()}
