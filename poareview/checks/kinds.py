"""The kinds of checks: plain functions that take a draft, a rule and the rule's texts, and yield findings.

`KINDS` names them. Text for a person comes from the rule; `Because` says, in terms of the rule, what
made it fire.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Literal, TypeAlias

from poareview.checks.draft import Draft, Piece
from poareview.checks.parties import blamed_party, party_name
from poareview.checks.rule import Pattern, Rule
from poareview.model import (
    Because,
    Block,
    BlockKind,
    Finding,
    HiddenKind,
    Language,
    Party,
    Role,
    TaggedSentence,
)
from poareview.text.blocks import count_words
from poareview.text.fold import plain

Source: TypeAlias = Literal["rules", "tagger", "specifics", "spelling", "reading"]
Kind: TypeAlias = Callable[[Draft, Rule, Language], Iterable[Finding]]

MAX_SHOWN = 160  # characters of a quote that a message repeats
MAX_PER_SENTENCE = 5
MAX_PER_RULE = 25  # a draft in which one thing is wrong everywhere needs no longer list
MIN_OVERLAP_WORDS = 6
MAX_POSTINGS = 12
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def phrase(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each sentence (or its words) in which one of the patterns is found and none silences it."""
    texts = rule.texts.get(draft.language)
    if texts is None:  # a user's rule need not have every language
        return
    matches = _matches(draft, rule, texts.any_of)
    if matches and rule.scope == "document" and any(
        pattern.search(piece.text) for pattern in texts.unless for piece in draft.pieces
    ):
        return
    last_end = -1
    for piece, start, end, pattern in matches:
        begin, stop = piece.start + start, piece.start + end
        if begin < last_end or (not rule.quoted and _is_quoted(draft, begin, stop)):
            continue
        if any(silencer.search(piece.text) for silencer in texts.unless):
            continue
        target = _blamed(draft, rule, piece.tagged)
        if rule.blames and target is None:
            continue
        because = Because(kind="phrase", detail=f"{pattern.source} → {draft.document.text[begin:stop]}")
        if rule.span == "words":
            begin, stop = _whole_words(draft.document.text, begin, stop)
        else:
            begin, stop = piece.tagged.sentence.start, piece.tagged.sentence.end
        last_end = stop
        yield _finding(draft, rule, report, begin, stop, because, target=target)
        if rule.scope == "document":
            return


def _matches(
    draft: Draft, rule: Rule, patterns: Iterable[Pattern]
) -> list[tuple[Piece, int, int, Pattern]]:
    """Where the patterns match inside the rule's scope, in order, empty matches left out."""
    found: list[tuple[int, int, int, int]] = []
    ordered = tuple(patterns)
    for number, pattern in enumerate(ordered):
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
    if rule.scope == "closing" and not any(each is tagged for each in draft.closing):
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


def _blamed(draft: Draft, rule: Rule, tagged: TaggedSentence) -> Party | None:
    """Whom the rule blames; where it may be one of several, the best guess, or `None` if none of them."""
    if len(rule.blames) < 2:
        return rule.blames[0] if rule.blames else None
    index = draft.sentences.index(tagged)
    before = " ".join(each.sentence.quote for each in draft.sentences[max(index - 2, 0) : index])
    guess = blamed_party(tagged.sentence.quote, draft.language, before=before)
    return guess if guess in rule.blames else None


def specific(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each specific of the rule's kinds, or for those that failed their check."""
    for each in draft.specifics:
        if each.kind in rule.specific and (rule.valid is None or each.valid is rule.valid):
            because = Because(kind="specific", detail=each.kind.value)
            yield _finding(draft, rule, report, each.start, each.end, because, source="specifics")


def hidden(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each stretch that a person would not see; zero-width characters make one together."""
    ordered = sorted(draft.document.hidden, key=lambda each: (each.kind is HiddenKind.ZERO_WIDTH, each.start))
    for kind, group in groupby(ordered, key=lambda each: each.kind):
        stretches = list(group)
        shown = stretches[:1] if kind is HiddenKind.ZERO_WIDTH else stretches
        for each in shown:
            because = Because(kind="hidden", detail=kind.value, value=float(len(stretches)))
            yield _finding(draft, rule, report, each.start, each.end, because, source="reading")


def mistake(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each spelling or grammar mistake of the rule's sort, with the suggestion if there is one."""
    for each in draft.mistakes:
        if each.kind == rule.mistake:
            yield _finding(
                draft,
                rule,
                report,
                each.start,
                each.end,
                Because(kind="mistake", detail=each.suggestion or each.kind),
                source="spelling",
                suggestion=each.suggestion,
            )


def tag(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each sentence that the classifier holds for one of the roles."""
    for index, tagged in enumerate(draft.sentences):
        role = max(rule.roles, key=lambda role: tagged.probabilities.get(role, 0.0))
        probability = tagged.probabilities.get(role, 0.0)
        if probability < rule.threshold or Role.QUOTED in tagged.roles:
            continue
        target = None
        if rule.blames:
            before = " ".join(each.sentence.quote for each in draft.sentences[max(index - 2, 0) : index])
            target = blamed_party(tagged.sentence.quote, draft.language, before=before)
            if target not in rule.blames:
                continue
        because = Because(kind="tag", detail=role.value, value=round(probability, 3), bound=rule.threshold)
        yield _of_sentence(draft, rule, report, tagged, because, target=target)


def missing(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """One finding where no sentence has any of the roles; at the first of the `given` roles, if these are asked for."""
    if draft.words < rule.from_words or any(_has(rule.roles, tagged) for tagged in draft.sentences):
        return
    because = Because(kind="missing", detail=", ".join(rule.roles), value=0.0, bound=1.0)
    if not rule.given:
        yield _absent(rule, report, because, source="tagger")
        return
    there = [tagged for tagged in draft.sentences if _has(rule.given, tagged)]
    if there:
        yield _of_sentence(draft, rule, report, there[0], because)


def _has(roles: Iterable[Role], tagged: TaggedSentence) -> bool:
    return not tagged.roles.isdisjoint(roles)


def count(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """One finding where sentences with the roles, or blocks of the kinds, are too many or too few."""
    if draft.words < rule.from_words:
        return
    if rule.blocks:
        places = [
            (block.start, block.end) for block in draft.document.blocks if block.kind in rule.blocks
        ]
    else:
        sentences = draft.closing if rule.of == "closing" else draft.sentences
        places = [(t.sentence.start, t.sentence.end) for t in sentences if _has(rule.roles, t)]
        if rule.of == "closing" and not sentences:
            return
    bound = _broken_bound(rule, len(places))
    if bound is None:
        return
    detail = ", ".join((*rule.roles, *rule.blocks))
    because = Because(kind="count", detail=detail, value=float(len(places)), bound=bound)
    source: Source = "rules" if rule.blocks else "tagger"
    if rule.max is not None and len(places) > rule.max:
        start, end = places[int(rule.max)]
        yield _finding(draft, rule, report, start, end, because, source=source)
    elif rule.of == "closing":
        last = draft.closing[-1].sentence
        yield _finding(draft, rule, report, last.start, last.end, because, source=source)
    else:
        yield _absent(rule, report, because, source=source)


def _broken_bound(rule: Rule, value: float) -> float | None:
    if rule.max is not None and value > rule.max:
        return float(rule.max)
    if rule.min is not None and value < rule.min:
        return float(rule.min)
    return None


def length(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """Findings where the draft, its closing, a sentence or a paragraph has too many or too few words."""
    if draft.words < rule.from_words:
        return
    if rule.of == "draft":
        bound = _broken_bound(rule, draft.words)
        if bound is not None:
            because = Because(kind="length", detail="draft", value=float(draft.words), bound=bound)
            yield _absent(rule, report, because)
        return
    for start, end, words in _measured(draft, rule):
        bound = _broken_bound(rule, words)
        if bound is not None:
            because = Because(kind="length", detail=rule.of, value=float(words), bound=bound)
            yield _finding(draft, rule, report, start, end, because)


def _measured(draft: Draft, rule: Rule) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of words of what the rule measures."""
    if rule.of == "closing":
        if draft.closing:
            words = sum(count_words(tagged.sentence.quote) for tagged in draft.closing)
            yield draft.closing[0].sentence.start, draft.closing[-1].sentence.end, words
        return
    counted = list(zip(draft.sentences, draft.counts, strict=True))
    if rule.of == "sentence":
        groups = [[each] for each in counted]
    else:
        groups = [list(group) for _, group in groupby(counted, key=lambda each: each[0].sentence.block)]
    for group in groups:
        first, last = group[0][0].sentence, group[-1][0].sentence
        if first.kind in _PROSE:
            yield first.start, last.end, sum(words for _, words in group)


def repetition(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each sentence whose words nearly all stood in an earlier one.

    Overlap is shared words over all words of the two; numbers count as words, so two lines on two
    orders differ. A common word is followed to its last twelve sentences only, which keeps the work
    in proportion to the length.
    """
    limit = rule.max if rule.max is not None else 0.7
    seen: list[frozenset[str]] = []
    at: dict[str, list[int]] = {}
    for piece in draft.pieces:
        if piece.tagged.sentence.kind not in _PROSE:
            continue
        bare = (word.strip(".,;:!?()«»“”\"*") for word in piece.text.replace("'", " ").split())
        words = frozenset(word for word in bare if len(word) > 3 or word[:1].isdigit())
        if len(words) < MIN_OVERLAP_WORDS:
            continue
        shared: dict[int, int] = {}
        for word in words:
            for index in at.get(word, ()):
                shared[index] = shared.get(index, 0) + 1
        best = max(
            (common / len(words | seen[index]) for index, common in shared.items() if 2 * common > len(words)),
            default=0.0,
        )
        if best > limit:
            because = Because(kind="repetition", detail="shared words", value=round(best, 2), bound=limit)
            yield _of_sentence(draft, rule, report, piece.tagged, because, source="rules")
        for word in words:
            postings = at.setdefault(word, [])
            postings.append(len(seen))
            del postings[:-MAX_POSTINGS]
        seen.append(words)


def capitals(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each block with a run of at least `min` words in capitals, or an emphatic word in them.

    Headings, table rows and quotations do not count, nor do single acronyms. `any_of` gives the
    words that are emphatic alone ("NEVER"); these count from the second one in a sentence on.
    """
    texts = rule.texts.get(draft.language)
    emphatic = texts.any_of if texts else ()
    shortest = int(rule.min or 3)
    ids = {offset for each in draft.specifics for offset in range(each.start, each.end)}
    for _, group in groupby(draft.sentences, key=lambda tagged: tagged.sentence.block):
        loud = [
            tagged
            for tagged in group
            if tagged.sentence.kind in _PROSE
            and Role.QUOTED not in tagged.roles
            and _shouts(tagged, emphatic, shortest, ids)
        ]
        if loud:
            start, end = loud[0].sentence.start, loud[-1].sentence.end
            because = Because(kind="capitals", detail="words in capitals", value=float(len(loud)))
            yield _finding(draft, rule, report, start, end, because)


def _shouts(tagged: TaggedSentence, emphatic: Iterable[Pattern], shortest: int, ids: set[int]) -> bool:
    quote = tagged.sentence.quote
    if len(_capital_words().findall(quote)) < 2:
        return False
    run, letters, single, position = 0, 0, 0, 0
    for word in quote.split():
        position = quote.index(word, position)
        core = word.strip(".,;:!?()[]«»“”\"'’*_-")
        alphabetic = core.replace("'", "").replace("’", "").replace("-", "")
        if alphabetic.isalpha() and alphabetic.isupper() and tagged.sentence.start + position not in ids:
            run, letters = run + 1, letters + len(alphabetic)
            # three acronyms in a row are no shouting: "ODR, LSR and VTR"
            if run >= shortest and letters >= 4 * shortest:
                return True
            single += len(alphabetic) > 1 and any(p.compiled().fullmatch(plain(core)) for p in emphatic)
            if single >= 2:
                return True
        elif alphabetic:
            run = letters = 0
        position += len(word)
    return False


@cache
def _capital_words() -> re.Pattern[str]:
    return re.compile(r"[A-ZÀ-ÖØ-Þ]['’-]?[A-ZÀ-ÖØ-Þ]")


KINDS: Mapping[str, Kind] = {
    "phrase": phrase,
    "specific": specific,
    "hidden": hidden,
    "mistake": mistake,
    "tag": tag,
    "missing": missing,
    "count": count,
    "length": length,
    "repetition": repetition,
    "capitals": capitals,
}


def _of_sentence(
    draft: Draft,
    rule: Rule,
    report: Language,
    tagged: TaggedSentence,
    because: Because,
    *,
    target: Party | None = None,
    source: Source = "tagger",
) -> Finding:
    sentence = tagged.sentence
    return _finding(
        draft, rule, report, sentence.start, sentence.end, because, target=target, source=source
    )


def _finding(
    draft: Draft,
    rule: Rule,
    report: Language,
    start: int,
    end: int,
    because: Because,
    *,
    target: Party | None = None,
    source: Source = "rules",
    suggestion: str | None = None,
) -> Finding:
    quote = draft.document.text[start:end]
    block: Block | None = draft.document.block_at(start)
    message, advice = _said(rule, report, because, quote=quote, target=target, suggestion=suggestion)
    return Finding(
        rule=rule.id,
        criterion=rule.criterion,
        severity=rule.severity,
        quote=quote,
        start=start,
        end=end,
        message=message,
        advice=advice,
        because=because,
        source=source,
        target=target,
        flag=rule.flag,
        paragraph=block.paragraph if block else None,
        page=block.page if block else None,
    )


def _absent(rule: Rule, report: Language, because: Because, *, source: Source = "rules") -> Finding:
    """A finding about the whole draft: something is absent, or there is too much or too little of it."""
    message, advice = _said(rule, report, because)
    return Finding(
        rule=rule.id,
        criterion=rule.criterion,
        severity=rule.severity,
        quote="",
        start=None,
        end=None,
        message=message,
        advice=advice,
        because=because,
        source=source,
        flag=rule.flag,
    )


def _said(
    rule: Rule,
    report: Language,
    because: Because,
    *,
    quote: str = "",
    target: Party | None = None,
    suggestion: str | None = None,
) -> tuple[str, str]:
    """Message and advice in the report's language, filled in."""
    texts = rule.text(report)
    filled = {
        "quote": _short(quote),
        "value": _number(because.value),
        "bound": _number(because.bound),
        "party": party_name(target, report) if target else "",
    }
    advice = texts.advice.format_map(filled)
    if suggestion and texts.suggest:
        advice = f"{texts.suggest.format(suggestion=suggestion)} {advice}"
    return texts.message.format_map(filled), advice


def _short(quote: str) -> str:
    """The quote on one line, cut at a word where it is long."""
    line = " ".join(quote.split())
    if len(line) <= MAX_SHOWN:
        return line
    return line[:MAX_SHOWN].rsplit(" ", 1)[0] + " …"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value)
