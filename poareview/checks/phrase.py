"""The kind "phrase": patterns over the plain text, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poareview.checks.draft import Draft, Piece
from poareview.checks.findings import finding
from poareview.checks.parties import parties_named
from poareview.checks.rule import Pattern, Rule
from poareview.model import Because, BlockKind, Finding, Language, Party, Role, TaggedSentence

MAX_PER_SENTENCE = 5


def phrase(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each sentence, or its words, that a pattern matches and none of `unless` silences."""
    texts = rule.texts.get(draft.language)
    if texts is None:  # a user's rule need not have every language
        return
    matches = _matches(draft, rule, texts.any_of)
    if (
        matches
        and rule.scope == "document"
        and any(pattern.search(piece.text) for pattern in texts.unless for piece in draft.pieces)
    ):
        return
    last_end = -1
    for piece, start, end, pattern in matches:
        begin, stop = piece.start + start, piece.start + end
        if begin < last_end or (not rule.quoted and _is_quoted(draft, begin, stop)):
            continue
        if any(silencer.search(piece.text) for silencer in texts.unless):
            continue
        target = whom(draft, rule, piece.sentence)
        if rule.blames and target is None:
            continue
        because = Because(kind="phrase", detail=f"{pattern.source} → {draft.document.text[begin:stop]}")
        if rule.span == "words":
            begin, stop = _whole_words(draft.document.text, begin, stop)
        else:
            begin, stop = piece.tagged.sentence.start, piece.tagged.sentence.end
        last_end = stop
        yield finding(draft, rule, report, begin, stop, because, target=target)
        if rule.scope == "document":
            return


def _matches(draft: Draft, rule: Rule, patterns: Iterable[Pattern]) -> list[tuple[Piece, int, int, Pattern]]:
    """Where the patterns match inside the rule's scope, in order, empty matches left out."""
    found: list[tuple[int, int, int, int]] = []
    ordered = tuple(patterns)
    for number, pattern in enumerate(ordered):
        if pattern.needs and pattern.source not in draft.likely:
            continue
        for index in draft.candidates(pattern):
            if not _in_scope(draft, rule, draft.pieces[index].tagged):
                continue
            for count, match in enumerate(pattern.compiled().finditer(draft.pieces[index].text)):
                if count >= MAX_PER_SENTENCE:
                    break
                if match.end() > match.start():
                    found.append((index, match.start(), match.end(), number))
    return [(draft.pieces[index], start, end, ordered[number]) for index, start, end, number in sorted(found)]


def _in_scope(draft: Draft, rule: Rule, tagged: TaggedSentence) -> bool:
    if rule.scope == "heading" and tagged.sentence.kind is not BlockKind.HEADING:
        return False
    if rule.scope == "closing" and tagged.sentence.start not in draft.closing_starts:
        return False
    quoted = tagged.sentence.kind is BlockKind.QUOTE or tagged.roles == {Role.QUOTED}
    return rule.quoted or not quoted


def _is_quoted(draft: Draft, start: int, end: int) -> bool:
    return any(opened <= start and end <= closed for opened, closed in draft.quotations)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def whom(draft: Draft, rule: Rule, index: int) -> Party | None:
    """Whom a rule that found fault in a sentence blames, `None` if none of those it may blame.

    Where it may be one of several, this is the best guess from the sentence and the two before it.
    """
    if not rule.blames:
        return None
    if len(rule.blames) == 1 and rule.kind == "phrase":
        # "he cheated us" accuses the buyer, but not after "the wholesaler swore it was genuine, and"
        if rule.blames[0] is Party.BUYER:
            named = set(parties_named(draft.sentences[index].sentence.quote, draft.language))
            if named - {Party.AMAZON, Party.OTHER} and Party.BUYER not in named:
                return None
        return rule.blames[0]
    guess = draft.blamed(index)
    return guess if guess in rule.blames else None
