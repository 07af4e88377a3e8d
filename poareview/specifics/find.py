"""All finders over one draft, and which of overlapping hits stays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from poareview.model import Document, Language, Specific, SpecificKind
from poareview.specifics import codes, cues, dates, documents, metrics, names, numbers, placeholders, private
from poareview.specifics.hits import Hit, Rank, View, regex, view_of
from poareview.specifics.words import Cue, Words, words_of

_INSIDE_A_CODE = "-/.,:_"
_IN_A_NUMBER = tuple("0123456789- ")


def find_specifics(document: Document, language: Language) -> tuple[Specific, ...]:
    """The checkable specifics of a draft, and the placeholders and private data in it.

    They are in order and do not overlap; `text[start:end] == quote` for each. Nothing is taken from a
    hidden stretch, and nothing begins in a list marker. `value` is a plain decimal for numbers, an ISO
    date where day, month and year are sure, HH:MM for a time, an ISO 8601 duration for a duration or a
    frequency ("P1W" for "every Monday").
    """
    view = view_of(document)
    words = words_of(language)
    shaped = list(_by_shape(view, words))
    cued, heads = _by_word(view, words)
    others = _chosen([*shaped, *cued, *_by_digit(view, words)])
    stated = metrics.metrics(view, heads, others, words)
    rest = [hit for hit in others if hit.kind is not SpecificKind.PERCENTAGE or not _within(hit, stated)]
    found = _chosen([*rest, *stated, *names.names(view, words)])
    text = document.text
    return tuple(
        Specific(
            kind=hit.kind,
            start=hit.start,
            end=hit.end,
            quote=text[hit.start : hit.end],
            value=hit.value,
            target=hit.target,
            valid=hit.valid,
        )
        for hit in _in_blocks(found, view)
        if hit.kind is not None
    )


def _by_shape(view: View, words: Words) -> Iterator[Hit]:
    """What is known by signs other than digits."""
    yield from placeholders.placeholders(view, words)
    yield from documents.addresses(view)
    yield from documents.files(view)
    yield from codes.digital_orders(view)
    yield from codes.asins(view)
    yield from codes.tokens(view)


def _by_word(view: View, words: Words) -> tuple[list[Hit], list[tuple[int, int]]]:
    """What is known by a word: codes after a cue, month-first dates, counts in words; and metric names."""
    hits: list[Hit] = []
    heads: list[tuple[int, int]] = []
    text = view.plain
    cued, suffixes = words.cues.get, words.metric_suffixes
    for found in regex(r"[^\W\d_]+").finditer(text):
        word = found[0]
        phrases = cued(word)
        if phrases is None:
            if suffixes and word.endswith(suffixes):
                heads.append(found.span())
            continue
        start = found.start()
        if start and (text[start - 1].isdigit() or text[start - 1] == "_"):
            continue
        done: set[str] = set()
        for cue in phrases:
            phrase, what, _ = cue
            end = start + len(phrase)
            if what in done or not text.startswith(phrase, start) or text[end : end + 1].isalpha():
                continue
            done.add(what)
            if what in ("metric_heads", "metric_scores"):
                heads.append((start, end))
            else:
                hits.extend(_after(view, cue, start, end, words))
    return hits, heads


def _after(view: View, cue: Cue, start: int, end: int, words: Words) -> Iterable[Hit]:
    """What a cue at `start` makes of the text beside it."""
    if cue.what in cues.CUED:
        return cues.codes_after(view, cue, start, words)
    hit: Hit | None = None
    if cue.what == "month":
        hit = dates.month_first(view, start, end, words)
    elif cue.what == "number_word":
        hit = numbers.counted(view, start, end, words)
    elif cue.what == "frequency":
        hit = Hit(Rank.AMOUNT, start, end, SpecificKind.DURATION, cue.value)
    elif cue.what == "every":
        hit = _every(view, start, end, words)
    else:
        hit = placeholders.to_fill_in(view, cue, start, words)
    return () if hit is None else (hit,)


def _every(view: View, start: int, end: int, words: Words) -> Hit | None:
    """A frequency: "every Monday", « chaque mois », "elke week"."""
    found = regex(r"[^\W\d_]+").match(view.plain, end + 1) if view.plain.startswith(" ", end) else None
    if found is None:
        return None
    if found[0] in words.weekdays or found[0].rstrip("s") in words.weekdays:
        return Hit(Rank.AMOUNT, start, found.end(), SpecificKind.DURATION, "P1W")
    unit = words.units.get(found[0])
    if unit is None or (unit.startswith("T") and len(found[0]) == 1):
        return None
    return Hit(Rank.AMOUNT, start, found.end(), SpecificKind.DURATION, numbers.period("1", unit))


def _by_digit(view: View, words: Words) -> Iterator[Hit]:
    """What begins with a digit: orders, dates, times, telephones, amounts and counts."""
    text = view.plain
    after = 0
    for run in regex(r"[0-9]+").finditer(text):
        start, end = run.span()
        if start < after:
            continue
        hit = _at_digit(view, start, end, words)
        if hit is not None:
            yield hit
            after = hit.end


def _at_digit(view: View, start: int, end: int, words: Words) -> Hit | None:
    text = view.plain
    before = text[start - 1] if start else " "
    account = private.iban(view, start) if end - start > 1 else None
    if account is not None:
        return account
    registered = codes.vat(view, start) if before.isalpha() or before == " " else None
    if registered is not None:
        return registered
    if (
        before.isalnum()
        or before == "_"
        or (before in _INSIDE_A_CODE and start > 1 and text[start - 2].isalnum())
    ):
        return None
    size = end - start
    hit: Hit | None = None
    after = text[end : end + 1]
    # A long number is one run of digits, or goes on after a dash or a blank.
    long = size >= 6 or (after in ("-", " ") and text[end + 1 : end + 2] in _IN_A_NUMBER)
    if size > 1 and long:
        hit = codes.order(view, start) or (private.card(view, start) if size > 3 else None)
    elif size == 1 and after.isalpha():
        hit = codes.registered(view, start)
    if hit is None and size == 2 and after == ".":
        hit = private.national_number(view, start)
    if hit is None and size <= 4:
        hit = dates.date(view, start, end, words)
    if hit is None and (before in "+(" or text[start] == "0" or (size == 3 and after in ("-", "."))):
        hit = (
            None
            if regex(r"(?:[°º]s?|\bno\.|\bnr\.?|#) ?$").search(text, max(0, start - 5), start)
            else private.phone(view, start)
        )
    if hit is None and 12 <= size <= 14:
        hit = codes.bar_code(view, start, end) if view.alone(start, end) and after not in "-/" else None
    if hit is None and size <= 2:
        hit = dates.clock(view, start, end, words)
    return hit or (numbers.amount(view, start, words) if size <= 9 else None)


def _chosen(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that stay, in order: by rank, then the earlier, then the longer."""
    starts: list[int] = []
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.rank, hit.start, -hit.end)):
        at = bisect_left(starts, hit.end)
        if at and kept[at - 1].end > hit.start:
            continue
        at = bisect_left(starts, hit.start)
        starts.insert(at, hit.start)
        kept.insert(at, hit)
    return kept


def _within(hit: Hit, holders: list[Hit]) -> bool:
    at = bisect_left(holders, hit.end, key=lambda holder: holder.start)
    return bool(at) and holders[at - 1].start <= hit.start and hit.end <= holders[at - 1].end


def _in_blocks(hits: list[Hit], view: View) -> Iterator[Hit]:
    """The hits that begin inside a block; what begins in a list marker is no specific."""
    blocks = view.blocks
    index = 0
    for hit in hits:
        while index < len(blocks) and blocks[index].end <= hit.start:
            index += 1
        if index == len(blocks):
            return
        if blocks[index].start <= hit.start:
            yield hit
