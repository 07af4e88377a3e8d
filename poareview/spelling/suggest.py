"""The nearest known word to a misspelt one, among the slips that hands make; bounded work, no frequency list."""

from __future__ import annotations

from collections.abc import Iterator

from poareview.model import Language
from poareview.spelling.words import Words

_VOWELS = "aeiou"
_ALIKE = {"c": "ks", "k": "c", "s": "cz", "z": "s", "d": "t", "t": "d", "m": "n", "n": "m", "g": "j", "j": "g", "f": "v", "v": "f", "y": "i", "b": "p", "p": "b"}  # noqa: E501  a table reads best on one line
_EXTRA = {Language.EN: "ehtlrsnaiouc", Language.FR: "ehtlrsnaiouéèu", Language.NL: "ehtlrsnaiouijdk"}
MAX_LENGTH = 24


def suggestion(word: str, words: Words) -> str | None:
    """A known word one slip away from `word` (in lower case), in the case of `word`; `None` if there is none.

    The order is fixed: accents, two letters swapped, one too many, one doubled, one changed for a like one, one missing.
    """
    low = word.lower()
    if not 3 < len(low) <= MAX_LENGTH or not low.isalpha():
        return None
    found = words.accented(low)
    if found is None:
        found = next((form for form in _variants(low, words.language) if words.in_lexicon(form)), None)
    if found is None:
        return None
    if word.isupper():
        return found.upper()
    return found.capitalize() if word[0].isupper() else found


def _variants(low: str, language: Language) -> Iterator[str]:
    places = range(len(low))
    for i in places[1:]:
        if low[i - 1] != low[i]:
            yield low[: i - 1] + low[i] + low[i - 1] + low[i + 1 :]
    for i in places:
        yield low[:i] + low[i + 1 :]
    for i in places:
        yield low[: i + 1] + low[i:]
    for i in places:
        character = low[i]
        for other in _VOWELS if character in _VOWELS else _ALIKE.get(character, ""):
            if other != character:
                yield low[:i] + other + low[i + 1 :]
    if language is Language.FR:
        for i in places:
            for other in {"e": "éèê", "a": "àâ", "i": "î", "o": "ô", "u": "ùû", "c": "ç", "é": "èe", "è": "ée"}.get(low[i], ""):
                yield low[:i] + other + low[i + 1 :]
    for i in range(1, len(low) + 1):
        for other in _EXTRA[language]:
            yield low[:i] + other + low[i:]
