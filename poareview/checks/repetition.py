"""The kind "repetition": sentences that say again what an earlier one said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from poareview.checks.draft import Draft, Piece
from poareview.checks.findings import of_sentence
from poareview.checks.rule import Rule
from poareview.model import Because, BlockKind, Finding, Language

MIN_OVERLAP_WORDS = 6
MAX_POSTINGS = 12
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def repetition(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each sentence whose words nearly all stood in an earlier one.

    Overlap is shared words over all words of the two. A sentence with a number that the other lacks
    repeats nothing: it is about another order. A common word is followed to its last twelve sentences
    only, which keeps the work in proportion to the length.
    """
    limit = rule.max if rule.max is not None else 0.7
    told = [(piece, words) for piece in draft.pieces if len(words := _words(piece)) >= MIN_OVERLAP_WORDS]
    often = Counter(chain.from_iterable(words for _, words in told))
    # neither repeats nor is repeated: too few of its words stand in any other sentence
    told = [
        (piece, words)
        for piece, words in told
        if sum([often[word] > 1 for word in words]) > limit * len(words)
    ]
    seen: list[frozenset[str]] = []
    at: dict[str, list[int]] = {}
    for piece, words in told:
        best = _overlap(words, seen, at)
        if best > limit:
            because = Because(kind="repetition", detail="shared words", value=round(best, 2), bound=limit)
            yield of_sentence(draft, rule, report, piece.tagged, because, source="rules")
        for word in words:
            postings = at.setdefault(word, [])
            postings.append(len(seen))
            del postings[:-MAX_POSTINGS]
        seen.append(words)


def _words(piece: Piece) -> frozenset[str]:
    """The words of more than three letters, and the numbers, of a sentence of running text."""
    if piece.tagged.sentence.kind not in _PROSE:
        return frozenset()
    words = piece.text.replace("'", " ").split()
    if len(words) < MIN_OVERLAP_WORDS:
        return frozenset()
    bare = [word.strip('.,;:!?()«»“”"*') for word in words]
    return frozenset([word for word in bare if len(word) > 3 or word[:1].isdigit()])


def _overlap(words: frozenset[str], seen: list[frozenset[str]], at: dict[str, list[int]]) -> float:
    """The share of words that a sentence has in common with the earlier one most like it."""
    shared = Counter(chain.from_iterable(at.get(word, ()) for word in words))
    numbers = {word for word in words if word[:1].isdigit()}
    return max(
        (
            common / len(words | seen[index])
            for index, common in shared.items()
            if 2 * common > len(words) and numbers <= seen[index]
        ),
        default=0.0,
    )
