"""A draft with everything that was found out about it: what every check looks at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple, Protocol

from poareview.checks.load import literals
from poareview.checks.parties import blamed_party
from poareview.checks.rule import EDGE, GRAM, Pattern
from poareview.model import BlockKind, Document, Language, Party, Role, Specific, SpecificKind, TaggedSentence
from poareview.text.blocks import count_words
from poareview.text.fold import fold, plain

# A pattern never sees more than this at once, so that a pattern of a user's own cannot run for long.
WINDOW = 1200
WINDOW_OVERLAP = 200
# A quotation that runs longer than this is taken for a forgotten closing mark.
MAX_QUOTATION = 600

_CLOSING_ROLES = frozenset({Role.OWNERSHIP, Role.REQUEST, Role.THANKS, Role.EMOTION})
_BODY_ROLES = frozenset({Role.ACTION, Role.PREVENTION, Role.ROOT_CAUSE, Role.ISSUE, Role.INTENTION})
_QUOTATION_MARKS = {"“": "”", "„": "”", "«": "»", '"': '"'}
_IDS = frozenset(
    {
        SpecificKind.ORDER_ID,
        SpecificKind.ASIN,
        SpecificKind.FNSKU,
        SpecificKind.SKU,
        SpecificKind.EAN,
        SpecificKind.SHIPMENT_ID,
        SpecificKind.TRACKING,
    }
)


class MistakeLike(Protocol):
    """What a check needs to know of a spelling or grammar mistake.

    `kind` is "spelling", "grammar" or "mixed"; `suggestion` is `None` where there is none.
    """

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def quote(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def suggestion(self) -> str | None: ...  # noqa: D102


class Piece(NamedTuple):
    """A sentence, or a window of a very long one, as patterns see it: plain, line ends made blanks."""

    tagged: TaggedSentence
    sentence: int  # its number
    start: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A draft, its sentences with their roles, and what was found in it.

    What is derived from these is worked out on first use and kept.
    """

    document: Document
    language: Language
    sentences: tuple[TaggedSentence, ...]
    specifics: tuple[Specific, ...] = ()
    mistakes: tuple[MistakeLike, ...] = ()

    @cached_property
    def fold(self) -> str:
        """The text with plain apostrophes, blanks and dashes; same length."""
        return fold(self.document.text)

    @cached_property
    def plain(self) -> str:
        """The fold without case and accents, line ends made blanks; same length."""
        return plain(self.document.text).replace("\n", " ")

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The sentences for matching, very long ones in overlapping windows."""
        return tuple(
            piece for index, tagged in enumerate(self.sentences) for piece in self._windows(index, tagged)
        )

    def _windows(self, index: int, tagged: TaggedSentence) -> Iterator[Piece]:
        start, end = tagged.sentence.start, tagged.sentence.end
        while True:
            stop = min(start + WINDOW, end)
            yield Piece(tagged=tagged, sentence=index, start=start, text=self.plain[start:stop])
            if stop == end:
                return
            start = stop - WINDOW_OVERLAP

    @cached_property
    def _keys(self) -> set[str]:
        """Each run of four characters of the text, and each word of up to three letters between edges."""
        text = self.plain
        keys = {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}
        keys.update([f"{EDGE}{word}{EDGE}" for word in _short_words().findall(text)])
        return keys

    @cached_property
    def likely(self) -> dict[str, int]:
        """The pieces that each built-in pattern may match, by its source; those without any are left out.

        Piece number n is the bit n: numbers are quicker to combine than sets, and no work for the
        garbage collector.
        """
        index, text = literals(self.language), self.plain
        likely: dict[str, Pattern] = {}
        for key in index.keys() & self._keys:
            for pattern, strings in index[key]:
                for string in strings:
                    if string in text:
                        likely[pattern.source] = pattern
                        break
        return {
            source: pieces for source, pattern in likely.items() if (pieces := self._pieces_with(pattern))
        }

    def _pieces_with(self, pattern: Pattern) -> int:
        """The pieces that hold what the pattern needs."""
        left, keys, text = -1, self._keys, self.plain
        for need in pattern.needs:
            there = 0
            for key in need.keys() & keys:
                for string in need[key] or [key.strip(EDGE)]:
                    if string in text:
                        there |= self._places(string)
            left &= there
            if not left:
                break
        return left

    @cached_property
    def _known_places(self) -> dict[str, int]:
        return {}

    def _places(self, string: str) -> int:
        """The pieces in which a string stands; those in which it only begins do no harm."""
        places = self._known_places.get(string)
        if places is None:
            places, text, starts = 0, self.plain, self._starts
            at = text.find(string)
            while at >= 0:
                index = bisect_right(starts, at) - 1
                if index >= 0:
                    places |= 1 << index
                    if index and self._ends[index - 1] > at:  # the windows of a long sentence overlap
                        places |= 1 << index - 1
                at = text.find(string, at + 1)
            self._known_places[string] = places
        return places

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def _ends(self) -> list[int]:
        return [piece.start + len(piece.text) for piece in self.pieces]

    def candidates(self, pattern: Pattern) -> Sequence[int]:
        """The pieces, by index and in order, that the pattern may match; all others it cannot."""
        if not pattern.needs:
            # a search that begins at "^" says nothing about the other pieces
            if pattern.source.startswith("^") or pattern.compiled().search(self.plain):
                return range(len(self.pieces))
            return ()
        left = self.likely.get(pattern.source, 0)
        found: list[int] = []
        while left:
            lowest = left & -left
            found.append(lowest.bit_length() - 1)
            left ^= lowest
        return found

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """The number of words of each sentence."""
        return tuple(count_words(tagged.sentence.quote) for tagged in self.sentences)

    @cached_property
    def closing(self) -> tuple[TaggedSentence, ...]:
        """The closing's sentences, without heading, signature and attachments; empty where there is none.

        The closing is the last blocks that own up, ask, thank or plead (rubric, `short_close`), and
        it ends where a block tells causes, actions or measures.
        """
        by_block: dict[int, list[TaggedSentence]] = {}
        for tagged in self.sentences:
            by_block.setdefault(tagged.sentence.block, []).append(tagged)
        found: list[list[TaggedSentence]] = []
        for group in reversed(by_block.values()):
            roles = [tagged.roles for tagged in group]
            if group[0].sentence.kind is BlockKind.HEADING:
                if found:
                    break
                continue
            after_body = len(group) - next(
                (
                    back
                    for back, each in enumerate(reversed(roles))
                    if each & _BODY_ROLES and not each & _CLOSING_ROLES
                ),
                len(group),
            )
            closes = any(_CLOSING_ROLES & each for each in roles[after_body:])
            if closes:
                found.append(group[after_body:])
            elif found or after_body:
                break
            if after_body:
                break
        kept = [tagged for group in reversed(found) for tagged in group]
        while kept and _is_signature(kept[-1]):
            kept.pop()
        return tuple(kept)

    @cached_property
    def closing_starts(self) -> frozenset[int]:
        """Where the closing's sentences start; a draft that is all closing may have thousands."""
        return frozenset(tagged.sentence.start for tagged in self.closing)

    def blamed(self, index: int) -> Party:
        """Whom a sentence that shifts fault most likely blames, going by it and the two before it."""
        party = self._blamed.get(index)
        if party is None:
            quotes = [tagged.sentence.quote for tagged in self.sentences[max(index - 2, 0) : index + 1]]
            party = blamed_party(quotes[-1], self.language, before=" ".join(quotes[:-1]))
            self._blamed[index] = party
        return party

    @cached_property
    def _blamed(self) -> dict[int, Party]:
        return {}

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where the draft quotes: spans within quotation marks, each inside one block."""
        return tuple(span for block in self.document.blocks for span in self._quoted(block.start, block.end))

    def _quoted(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        opened, closer = -1, ""
        for match in _quotation_marks().finditer(self.document.text, start, end):
            mark, index = match.group(), match.start()
            if opened >= 0 and index - opened <= MAX_QUOTATION:
                if mark == closer or (closer == "”" and mark == "“"):
                    yield opened, index + 1
                    opened = -1
            elif mark in _QUOTATION_MARKS:
                opened, closer = index, _QUOTATION_MARKS[mark]

    @cached_property
    def words(self) -> int:
        """The words that a reader has to read: identifiers, table rows and quoted text do not count.

        Domain notes, section 1.6, D4: lists of IDs and tables of orders are wanted, not long-winded.
        """
        counted = sum(
            count
            for tagged, count in zip(self.sentences, self.counts, strict=True)
            if tagged.sentence.kind not in (BlockKind.TABLE_ROW, BlockKind.QUOTE)
            and Role.QUOTED not in tagged.roles
        )
        ids = sum(1 for specific in self.specifics if specific.kind in _IDS)
        return max(counted - ids, 0)


@cache
def _quotation_marks() -> re.Pattern[str]:
    return re.compile('[“”„«»"]')


@cache
def _short_words() -> re.Pattern[str]:
    return re.compile(r"\b\w{1,3}\b")


def _is_signature(tagged: TaggedSentence) -> bool:
    """Whether the sentence only signs off: thanks of a few words that asks for nothing."""
    roles = tagged.roles
    if Role.REQUEST in roles or Role.OWNERSHIP in roles or Role.EMOTION in roles:
        return False
    short = count_words(tagged.sentence.quote) <= 8
    return (Role.THANKS in roles and short) or bool(roles & {Role.BACKGROUND, Role.EVIDENCE, Role.FILLER})
