"""Whether a word belongs to a language: full forms, and what the language may make of them."""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import normalize

from poareview.model import Language
from poareview.spelling.lexicon import DATA, Lexicon, lexicon
from poareview.spelling.signs import habits
from poareview.spelling.tokens import ELIDED

# After a prefix this many letters must be a word of its own: "un" + "till" would let "untill" pass.
_AFTER_PREFIX = 5
_MEMO = 1 << 14  # words a language that are remembered once looked up
_MIN_COMPOUND = 6
_MIN_PART = 3
_MIN_LOOSE = 10
_LOOSE_PART = 4
_STRESSED = str.maketrans("áéíóúýÁÉÍÓÚ", "aeiouyAEIOU")


@cache
def jargon() -> frozenset[str]:
    """The field's own words, lower-cased, right in all three languages (data/jargon.txt)."""
    lines = (DATA / "jargon.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.lower().split())


class Words:
    """Judges the words of one language; its answers depend on the word alone."""

    __slots__ = ("_jargon", "_lexicon", "begins", "ends", "habits", "known", "language")

    def __init__(self, language: Language) -> None:
        """Opens the language's lexicon.

        Raises:
            OSError: the lexicon is missing from the installation.
        """
        self.language = language
        self._lexicon: Lexicon = lexicon(language)
        self._jargon = jargon()
        self.habits = habits(language)
        # Whether a token with plain apostrophes and hyphens is right in this language.
        self.known = lru_cache(maxsize=_MEMO)(self._known)
        # Whether a Dutch compound may begin with a part, and end in it.
        self.begins = lru_cache(maxsize=_MEMO)(self._begins)
        self.ends = lru_cache(maxsize=_MEMO)(self._ends)

    def plain(self, word: str) -> bool:
        """Whether the lexicon or the jargon holds `word` in this case, or in lower case."""
        low = word.lower()
        return low in self._jargon or low in self._lexicon or (word != low and word in self._lexicon)

    def in_lexicon(self, word: str) -> bool:
        """Whether the lexicon holds exactly this form."""
        return word in self._lexicon

    def _begins(self, part: str) -> bool:
        return f"{part}+" in self._lexicon

    def _ends(self, part: str) -> bool:
        return f"+{part}" in self._lexicon

    def _known(self, word: str) -> bool:
        if self.plain(word) or (word.isupper() and self._capitals(word)):
            return True
        if "'" in word and self._with_apostrophe(word):
            return True
        if "-" in word:
            return self._with_hyphen(word)
        low = word.lower()
        if self._prefixed(low):
            return True
        if self.language is Language.NL:
            bare = low.translate(_STRESSED)
            return (bare != low and bare in self._lexicon) or self._compound(low, parts=3)
        return False

    def _capitals(self, word: str) -> bool:
        return word in self._lexicon or word.capitalize() in self._lexicon

    def _with_apostrophe(self, word: str) -> bool:
        head, _, tail = word.partition("'")
        if self.language is Language.FR:
            return head.lower() in ELIDED and bool(tail) and self.known(tail)
        stem = word.rsplit("'", 1)[0]
        if word.lower().endswith("'s"):
            return self.known(stem)
        if self.language is Language.NL:
            return tail.lower() in ("er", "ers", "tje", "tjes", "en") and (self.known(head) or head.isupper())
        return False

    def _with_hyphen(self, word: str) -> bool:
        parts = [part for part in word.split("-") if part]
        if self.language is Language.FR and len(parts) > 1:
            while len(parts) > 1 and parts[-1].lower() in self.habits["inverted"]:
                parts.pop()
        if self.language is Language.NL and self.plain("".join(parts)):
            return True
        return all(
            len(part) == 1
            or not part.isalpha()
            or part[0].isupper()
            or self.known(part)
            or self._linked(part)
            for part in parts
        )

    def _linked(self, part: str) -> bool:
        """A first part with its linking sound ("verkoop-", "bedrijfs-"), or a bare prefix."""
        low = part.lower()
        return (
            low in self.habits["halves"]
            or low in self.habits["prefixes"]
            or (self.language is Language.NL and f"{low}+" in self._lexicon)
        )

    def _prefixed(self, low: str) -> bool:
        if self.language is Language.NL and self._separable(low):
            return True
        for prefix in self.habits["prefixes"]:
            if (
                low.startswith(prefix)
                and len(low) - len(prefix) >= _AFTER_PREFIX
                and self.plain(low[len(prefix) :])
            ):
                return True
        return False

    def _separable(self, low: str) -> bool:
        """A Dutch participle with an adverb before it that the dictionary does not list: "omgestickerd"."""
        for adverb in self.habits["adverbs"]:
            rest = low[len(adverb) :]
            if (
                low.startswith(adverb)
                and rest.startswith("ge")
                and len(rest) > _AFTER_PREFIX
                and self.plain(rest)
            ):
                return True
        return False

    def _compound(self, low: str, *, parts: int) -> bool:
        """A Dutch compound: begin parts with their linking sounds, then an end part."""
        if len(low) < _MIN_COMPOUND or not low.isalpha():
            return False
        for cut in range(len(low) - _MIN_PART, _MIN_PART - 1, -1):
            head, tail = low[:cut], low[cut:]
            if f"{head}+" not in self._lexicon and head not in self._jargon:
                continue
            if f"+{tail}" in self._lexicon or (len(tail) > _MIN_PART and tail in self._jargon):
                return True
            if parts > 2 and self._compound(tail, parts=parts - 1):
                return True
        return False

    def maybe_compound(self, low: str) -> bool:
        """Whether a long Dutch word can be read as two whole words; for words that are near no known one."""
        if self.language is not Language.NL or len(low) < _MIN_LOOSE or not low.isalpha():
            return False
        for cut in range(_LOOSE_PART, len(low) - _MIN_PART + 1):
            head, tail = low[:cut], low[cut:]
            if f"{head}+" not in self._lexicon and f"{head}s+" in self._lexicon:
                continue  # "bestelling" wants its s
            if (self.plain(tail) if len(tail) > _MIN_PART else f"+{tail}" in self._lexicon) and (
                self.plain(head) or (head.endswith("s") and self.plain(head[:-1]))
            ):
                return True
        return False

    def with_linking_s(self, low: str) -> str | None:
        """The Dutch compound that `low` becomes with the s it lacks between its parts, if any."""
        if self.language is not Language.NL or len(low) < _MIN_LOOSE or not low.isalpha():
            return None
        for cut in range(_LOOSE_PART, len(low) - _MIN_PART + 1):
            if f"{low[:cut]}s+" in self._lexicon and f"+{low[cut:]}" in self._lexicon:
                return f"{low[:cut]}s{low[cut:]}"
        return None

    def accented(self, low: str) -> str | None:
        """The French form that `low` becomes with its accents, if it was typed without them; else `None`."""
        if self.language is not Language.FR or low.upper() not in self._lexicon:
            return None
        return _restored(low, self._lexicon)


_ACCENTS = {"a": "aàâ", "e": "eéèêë", "i": "iîï", "o": "oô", "u": "uùûü", "c": "cç"}
_MAX_VARIANTS = 4000


def _restored(low: str, known: Lexicon) -> str | None:
    """The first accented form in the lexicon, fewest accents first; bounded work."""
    bare = "".join(normalize("NFD", character)[0] for character in low)
    variants = [(0, "")]
    for character, typed in zip(bare, low, strict=True):
        choices = _ACCENTS.get(character, character) if typed == character else typed
        variants = [
            (count + (choice != character), head + choice) for count, head in variants for choice in choices
        ]
        if len(variants) > _MAX_VARIANTS:
            return None
    for _, form in sorted(variants, key=lambda item: item[0]):
        if form != low and form in known:
            return form
    return None


@cache
def words(language: Language) -> Words:
    """The judge of one language's words, opened once."""
    return Words(language)
