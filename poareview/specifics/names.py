"""Named persons, tools and partners. Precision goes before recall: a name makes an action checkable."""

from __future__ import annotations

from collections.abc import Iterator

from poareview.model import Block, BlockKind, SpecificKind
from poareview.specifics.hits import Hit, Rank, View, regex
from poareview.specifics.words import Words

MIN_WORDS = 5  # in a shorter paragraph capitals are those of a title or a signature
MAX_PARTS = 5
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_PART = r"(?:[A-ZÀ-ÖØ-Þ]\.(?:-?[A-Z]\.){0,3}|[A-ZÀ-ÖØ-Þ][\w'-]{1,30})"
_MIXED = r"[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+[A-ZÀ-ÖØ-Þ][\w]*$"
_STARTS = frozenset(".!?:;\n•*|>(\"«“”»'[#_…✓✔☑➤→►■□\0")


def names(view: View, words: Words) -> Iterator[Hit]:
    """The names in the running text; headings, signatures and lines in capitals are passed over."""
    for block in view.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        text = view.shape[block.start : block.end]
        if text.count(" ") < MIN_WORDS - 1 or _titled(text):
            continue
        yield from _in_block(view, block, words)


def _titled(text: str) -> bool:
    """Whether most words begin with a capital, or the whole is in capitals."""
    all_words = regex(r"[^\W\d_][\w'-]*").findall(text)
    return 2 * sum(word[0].isupper() for word in all_words) > len(all_words)


def _in_block(view: View, block: Block, words: Words) -> Iterator[Hit]:
    at = block.start
    while True:
        found = regex(_CAPITAL).search(view.shape, at, block.end)
        if found is None:
            return
        start = found.start()
        if start and (view.shape[start - 1].isalnum() or view.shape[start - 1] in "_-/@"):
            at = start + 1
            continue
        parts = _parts(view.shape, start, block.end, words)
        end = parts[-1][1] if parts else start + 1
        if parts:
            hit = _judge(view, block, parts, words)
            if hit is not None:
                yield hit
        at = max(end, start + 1)


def _parts(text: str, start: int, stop: int, words: Words) -> list[tuple[int, int]]:
    """The capitalised words from `start` on that make one name, with small words such as "van der" between."""
    parts: list[tuple[int, int]] = []
    at = start
    while len(parts) < MAX_PARTS:
        found = regex(_PART).match(text, at, stop)
        if found is None:
            break
        end = found.end()
        if found[0].endswith(("'s", "'S")):
            end -= 2
        parts.append((at, end))
        if end != found.end():
            break
        gap = regex(r" (?:([a-z']{1,4}) (?:([a-z']{1,4}) )?|& )?(?=[A-ZÀ-ÖØ-Þ])|'(?=[A-Z])").match(text, end, stop)
        if gap is None or any(small and small not in words.particles for small in gap.groups()):
            break
        at = gap.end()
    return parts


def _judge(view: View, block: Block, parts: list[tuple[int, int]], words: Words) -> Hit | None:
    at_start = _sentence_start(view, block, parts[0][0])
    kept = list(parts)
    while kept and _common(view, kept[0], words, opening=at_start and kept[0] == parts[0]):
        kept.pop(0)
        at_start = at_start and len(kept) == len(parts)
    while kept and _common(view, kept[-1], words, opening=False):
        kept.pop()
    if not kept:
        return None
    start, end = kept[0][0], kept[-1][1]
    name = view.shape[start:end]
    before = _word_before(view, block, start)
    if _legal_form(view, end, words):
        form = regex(r" [\w.]+").match(view.shape, end)
        return _name(start, form.end() if form and len(kept) + 1 > 1 else end)
    if regex(_MIXED).match(name):
        return _name(start, end)
    if len(kept) == 1 and view.plain[start:end] in words.legal_forms:
        return None
    if before.rstrip(".") in words.titles and name[1:2].islower():
        return _name(start, end)
    if name.isupper() or len(name) < 3:
        return None
    if len(kept) > 1:
        if at_start and not _second_is_name(view, kept, words):
            return None
        return None if before in words.places_after and len(kept) < 2 else _name(start, end)
    if at_start or before in words.determiners or before in words.places_after:
        return None
    return _name(start, end) if _known_only_capital(view, start, end) else None


def _name(start: int, end: int) -> Hit:
    return Hit(Rank.NAME, start, end, SpecificKind.NAME)


def _second_is_name(view: View, kept: list[tuple[int, int]], words: Words) -> bool:
    """At a sentence's start the first capital says nothing; the second word must be a proper one."""
    start, end = kept[1]
    return view.shape[start + 1 : start + 2].islower() and view.plain[start:end] not in words.openers


def _common(view: View, part: tuple[int, int], words: Words, *, opening: bool) -> bool:
    """Whether a capitalised word is jargon, a date word or an acronym, or opens a sentence."""
    word = view.plain[part[0] : part[1]]
    shape = view.shape[part[0] : part[1]]
    if shape.endswith(".") and len(shape) == 2:
        return False
    return (
        word in words.not_names
        or word in words.months
        or word in words.weekdays
        or word.rstrip("s") in words.weekdays
        or word in words.metric_acronyms
        or (shape.isupper() and len(shape) > 1)
        or any(sign.isdigit() for sign in shape)
        or word in words.openers
        or (opening and word in words.nouns)
        or word in words.titles
        or word.split("'")[0] in words.openers
    )


def _sentence_start(view: View, block: Block, start: int) -> bool:
    before = view.shape[block.start : start].rstrip(" ")
    if not before:
        return True
    if before[-1] in _STARTS:
        # "Mr. Penhallow": the point after a title ends no sentence; nor does the one of an initial.
        return regex(r"(?:\b[A-Z]|\b(?:[Mm]rs?|[Mm]me|[Dd]r|[Dd]hr|[Mm]evr|[Dd]rs|[Ii]ng|[Ii]r))\.$").search(before) is None
    return before[-1] == "-" and (len(before) < 2 or before[-2] == " ")


def _word_before(view: View, block: Block, start: int) -> str:
    found = regex(r"([^\W\d_]+)(?:\.? |')$").search(view.plain, max(block.start, start - 24), start)
    return found[1] if found else ""


def _legal_form(view: View, end: int, words: Words) -> bool:
    found = regex(r",? ([a-z.]{2,7})(?!\w)").match(view.plain, end)
    if found is None or not view.shape[found.start(1)].isupper():
        return False
    form = found[1].rstrip(".")
    return form in words.legal_forms or form.replace(".", "") in words.legal_forms


def _known_only_capital(view: View, start: int, end: int) -> bool:
    """Whether the word never stands in lower case elsewhere in the draft."""
    word = view.shape[start:end]
    lowered = word.lower()
    at = view.shape.find(lowered)
    while at != -1:
        if view.alone(at, at + len(word)):
            return False
        at = view.shape.find(lowered, at + 1)
    return True
