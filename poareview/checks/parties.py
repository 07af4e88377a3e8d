"""Who is named in a sentence, and who a sentence that shifts fault most likely blames."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from poareview.checks.load import index
from poareview.checks.rule import Pattern
from poareview.model import Language, Party
from poareview.text.fold import plain

# Weights of a guess: a name tells more than an act, the first name is mostly the subject of the fault,
# and a name in the sentence before counts only where this one has a pronoun or nothing.
NAME = 2.0
FIRST_NAME = 1.0
ADDRESSED = 1.0  # "you" is said in passing, too: "as you can see, the driver ..."
ACT = 0.8
MAX_ACTS = 2
BEFORE = 1.2
NEGATED = 2.5


def parties_named(text_fold: str, language: Language) -> tuple[Party, ...]:
    """The parties that the text names, in order of appearance, each once; "you" means Amazon.

    Case and accents make no difference.
    """
    return tuple(_places(plain(text_fold), language))


def blamed_party(sentence_text: str, language: Language, *, before: str = "") -> Party:
    """Who a sentence that shifts fault most likely blames; `Party.OTHER` where nothing tells.

    `before` is the sentence that stands before it, for pronouns. A guess from who is named, in
    which place, and from what each party is typically reproached with; it presumes that the sentence
    blames somebody.
    """
    text = plain(sentence_text)
    scores = dict.fromkeys(Party, 0.0)
    places = _places(text, language)
    for rank, (party, (start, word)) in enumerate(places.items()):
        scores[party] += ADDRESSED if word in _ADDRESSED else NAME
        scores[party] += FIRST_NAME if rank == 0 else 0.0
        if re.search(_NEGATED[language], text[max(0, start - 20) : start]):
            scores[party] -= NEGATED
    for party, pattern in _patterns(language, "acts").items():
        if pattern.possible(text):
            acts = {match.group() for match in pattern.compiled().finditer(text)}
            scores[party] += ACT * min(len(acts), MAX_ACTS)
    if before and not any(word not in _ADDRESSED for _, word in places.values()):
        for party, (_, word) in _places(plain(before), language).items():
            scores[party] += BEFORE if word not in _ADDRESSED else 0.0
    best = max(scores.values())
    if best <= 0:
        return Party.OTHER
    # of equals, the one named first
    order = {party: rank for rank, party in enumerate([*places, *Party])} | {
        p: i for i, p in enumerate(places)
    }
    return min((party for party in Party if scores[party] == best), key=lambda party: order[party])


def party_name(party: Party, language: Language) -> str:
    """The party with its article, as it stands in a message: "the buyer", « le transporteur », "de koper"."""
    name: str = _lexicon()[language]["names"][party]
    return name


_ADDRESSED = frozenset({"you", "your", "yours", "vous", "votre", "vos", "jullie", "jouw", "uw", "u"})
_NEGATED: Mapping[Language, str] = {
    Language.EN: r"\b(?:not|no|nor|never|neither) (?:the |our |a |an )?$",
    Language.FR: r"\b(?:pas|aucun|aucune|ni) (?:le |la |les |l'|notre |nos |un |une )?$",
    Language.NL: r"\b(?:niet|geen|noch|nooit) (?:aan |door )?(?:de |het |onze |een )?$",
}


def _places(text: str, language: Language) -> dict[Party, tuple[int, str]]:
    """Where each party is named first, and by which word, in order of place."""
    found: list[tuple[int, Party, str]] = []
    for party, pattern in _patterns(language, "nouns").items():
        match = pattern.compiled().search(text) if pattern.possible(text) else None
        if match:
            found.append((match.start(), party, match.group()))
    return {party: (start, word) for start, party, word in sorted(found)}


@cache
def _patterns(language: Language, sort: str) -> Mapping[Party, Pattern]:
    found: Mapping[str, tuple[str, list[dict[str, list[str]]]]] = _lexicon()[language][sort]
    return {
        party: Pattern(source=found[party][0], needs=tuple(found[party][1]))
        for party in Party
        if party in found
    }


@cache
def _lexicon() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    lexicon: Mapping[str, Mapping[str, Mapping[str, Any]]] = index(None)["parties"]
    return lexicon
