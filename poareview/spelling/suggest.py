"""The nearest known word to a misspelt one, among the slips that hands make; bounded work."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from poareview.model import Language
from poareview.spelling.words import Words

_VOWELS = "aeiou"
_ALIKE = {
    "c": "ks",
    "k": "c",
    "s": "cz",
    "z": "s",
    "d": "t",
    "t": "d",
    "m": "n",
    "n": "m",
    "g": "j",
    "j": "g",
}
_ALIKE |= {"f": "v", "v": "f", "y": "i", "b": "p", "p": "b"}
_ACCENTED = {"e": "éèê", "a": "àâ", "i": "î", "o": "ô", "u": "ùû", "c": "ç", "é": "èe", "è": "ée"}
_EXTRA = {Language.EN: "ehtlrsnaiouc", Language.FR: "ehtlrsnaiouéèu", Language.NL: "ehtlrsnaiouijdk"}
MAX_LENGTH = 24
# No letter to Amazon should be offered such a word for a slip of the keyboard.
_RUDE = (
    "geil",
    "hoer",
    "neuk",
    "kont",
    "fuck",
    "shit",
    "cunt",
    "anal",
    "merde",
    "putain",
    "pute",
    "cul",
    "sex",
    "seks",
    "nazi",
)


@lru_cache(maxsize=1 << 11)
def suggestion(word: str, words: Words) -> str | None:
    """A known word one slip away from `word`, in the case of `word`; `None` if there is none.

    The order is fixed: accents, two letters swapped, one of a double letter too many, one of it missing,
    any letter missing, one changed for a like one, one too many. The first letter is taken to be right.
    """
    low = word.lower()
    if not 3 < len(low) <= MAX_LENGTH or not low.isalpha():
        return None
    found = words.accented(low)
    if found is None:
        found = next((form for form in _variants(low, words.language) if words.in_lexicon(form)), None)
    if found is None or found.startswith(_RUDE):
        return None
    if word.isupper():
        return found.upper()
    if word[0].isupper() and low[:-1] == found:
        return None  # "Concepta": a name made of a word
    return found.capitalize() if word[0].isupper() else found


def _variants(low: str, language: Language) -> Iterator[str]:
    places = range(1, len(low))
    for i in places[1:]:
        if low[i - 1] != low[i]:
            yield low[: i - 1] + low[i] + low[i - 1] + low[i + 1 :]
    for i in places:
        if low[i] == low[i - 1]:
            yield low[:i] + low[i + 1 :]
    for i in places:
        yield low[: i + 1] + low[i:]
    for i in range(len(low), 0, -1):
        for other in _EXTRA[language]:
            yield low[:i] + other + low[i:]
    for i in places:
        character = low[i]
        likes = _VOWELS if character in _VOWELS else _ALIKE.get(character, "")
        if language is Language.FR:
            likes += _ACCENTED.get(character, "")
        for other in likes:
            if other != character:
                yield low[:i] + other + low[i + 1 :]
    for i in places:
        yield low[:i] + low[i + 1 :]
