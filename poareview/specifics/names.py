"""Named persons, tools and partners. Precision goes before recall: a name makes an action checkable."""

from __future__ import annotations

from collections.abc import Iterator

from poareview.model import Block, BlockKind, SpecificKind
from poareview.specifics.hits import Hit, Rank, View, regex, word_before
from poareview.specifics.words import Words

MIN_WORDS = 5  # in a shorter paragraph capitals are those of a title or a signature
MAX_PARTS = 5
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_PART = r"(?:[A-ZÀ-ÖØ-Þ]\.(?:-?[A-Z]\.){0,3}|[A-ZÀ-ÖØ-Þ][\w'-]{1,30})"
_MIXED = r"[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+[A-ZÀ-ÖØ-Þ][\w]*$"
_POINTED = frozenset(("mr", "mrs", "mme", "dr", "dhr", "mevr", "drs", "ing", "ir"))
_STARTS = frozenset("!?:;°\n•*|>(\"«“”»'[#_…✓✔☑➤→►■□\0")


def names(view: View, words: Words) -> Iterator[Hit]:
    """The names in the running text; headings, signatures and lines in capitals are passed over."""
    for block in view.blocks:
        if block.kind is BlockKind.HEADING or view.shape.count(" ", block.start, block.end) < MIN_WORDS - 1:
            continue
        found = tuple(_in_block(view, block, words))
        if found and not _titled(view.shape[block.start : block.end]):
            yield from found


def _titled(text: str) -> bool:
    """Whether most words begin with a capital, or the whole is in capitals."""
    all_words: list[str] = regex(r"[^\W\d_][\w'-]*").findall(text)
    return 2 * sum(word[0].isupper() for word in all_words) > len(all_words)


def _in_block(view: View, block: Block, words: Words) -> Iterator[Hit]:
    shape, stop = view.shape, block.end
    capital = regex(_CAPITAL)
    jargon = -1  # where the last piece of jargon ended: what follows it in capitals belongs to it
    found = capital.search(shape, block.start, stop)
    while found is not None:
        start = found.start()
        at = start + 1
        if not start or not (shape[start - 1].isalnum() or shape[start - 1] in "_-/@"):
            word = regex(_PART).match(shape, start, stop)
            if word is not None and _common(view, start, word.end(), words):
                at = word.end()
                jargon = at if view.plain[start:at] in words.not_names else -1
            elif word is not None:
                parts = _parts(shape, start, stop, words)
                at = parts[-1][1]
                hit = _judge(view, block, parts, words)
                if hit is not None and (jargon != start - 1 or len(parts) > 1):
                    yield hit
        found = capital.search(shape, at, stop)


def _parts(text: str, start: int, stop: int, words: Words) -> list[tuple[int, int]]:
    """The capitalised words from `start` on that make one name, small words such as "van der" between."""
    parts: list[tuple[int, int]] = []
    at = start
    while len(parts) < MAX_PARTS:
        found = regex(_PART).match(text, at, stop)
        if found is None:
            break
        end = found.end()
        if found[0].endswith(("'s", "'S")):
            end -= 2
        end -= len(found[0]) - len(found[0].rstrip("'-"))
        parts.append((at, end))
        if end != found.end():
            break
        following = _next_part(text, end, stop, words)
        if following is None:
            break
        at = following
    return parts


def _next_part(text: str, end: int, stop: int, words: Words) -> int | None:
    """Where the next capital stands, after up to two small words ("van der"), "&" or an apostrophe."""
    if text.startswith("'", end):
        return end + 1 if end + 1 < stop and "A" <= text[end + 1] <= "Z" else None
    at = end + 1
    if not text.startswith(" ", end):
        return None
    if text.startswith("& ", at):
        return at + 2 if _is_capital(text[at + 2 : at + 3]) and at + 2 < stop else None
    for _ in range(3):
        if at >= stop or _is_capital(text[at]):
            return at if at < stop else None
        blank = text.find(" ", at, at + 5)
        if blank == -1 or text[at:blank] not in words.particles:
            return None
        at = blank + 1
    return None


def _is_capital(sign: str) -> bool:
    return "A" <= sign <= "Z" or ("À" <= sign <= "Þ" and sign != "×")


def _judge(view: View, block: Block, parts: list[tuple[int, int]], words: Words) -> Hit | None:
    """The name that the parts make, if they make one."""
    kept = list(parts)
    while len(kept) > 1 and _common(view, *kept[-1], words):
        kept.pop()
    start, end = kept[0][0], kept[-1][1]
    name = view.shape[start:end]
    form = _legal_form(view, end, words)
    if form is not None:
        return _name(start, form)
    if not name[1:].islower() and " " not in name and regex(_MIXED).match(name):
        return _name(start, end)
    before = _word_before(view, block, start)
    if before in words.titles and name[1:2].islower():
        return _name(start, end)
    if name.isupper() or len(name) < 3 or before in words.places_in:
        return None
    at_start = _sentence_start(view, block, start)
    if len(kept) > 1:
        return None if at_start and not _second_is_name(view, kept, words) else _name(start, end)
    if at_start or before in words.determiners or before in words.places_after:
        return None
    after = view.shape[end : end + 3].removeprefix(",")
    if view.shape[start - 2 : start] == ", " or (after[:1] == " " and after[1:2].isdecimal()):
        # ", Deurne" and "Waalhaven 14" are addresses more often than names.
        return None
    return _name(start, end) if _only_in_capitals(view, start, end) else None


def _name(start: int, end: int) -> Hit:
    return Hit(Rank.NAME, start, end, SpecificKind.NAME)


def _second_is_name(view: View, kept: list[tuple[int, int]], words: Words) -> bool:
    """At a sentence's start the first capital says nothing; the second word must be a proper one."""
    if view.plain[kept[0][0] : kept[0][1]].endswith(words.noun_endings):
        return False
    if view.shape[kept[0][1] - 1] == "." and kept[0][1] - kept[0][0] == 2:
        # "B. Actions": a letter before a title numbers it.
        return False
    if view.plain[kept[0][1] : kept[1][0]].count(" ") > 2:
        # "Removal of the Facebook group": two small words join a noun more often than a name.
        return False
    start, end = kept[1]
    return view.shape[start + 1 : start + 2].islower() and view.plain[start:end] not in words.openers


def _common(view: View, start: int, end: int, words: Words) -> bool:
    """Whether a capitalised word is jargon, a date word, an acronym or a word that opens sentences."""
    shape = view.shape[start:end]
    if shape.endswith("."):
        return False
    word = view.plain[start:end].removesuffix("'s")
    if word in words.common or (len(shape) > 1 and shape.rstrip("s").isupper()):
        return True
    return (
        word.rstrip("s") in words.weekdays
        or word.partition("'")[0] in words.openers
        or (not shape.isalpha() and any(map(str.isdecimal, shape)))
    )


def _sentence_start(view: View, block: Block, start: int) -> bool:
    before = view.shape[block.start : start].rstrip(" ")
    if not before:
        return True
    if before[-1] == ".":
        # "Mr. Penhallow": the point after a title ends no sentence; nor does the one of an initial.
        word = word_before(before, len(before) - 1)
        touching = before[-2 - len(word) : -1 - len(word)]
        initial = len(word) == 1 and "A" <= word <= "Z"
        known = initial or word[:1].lower() + word[1:] in _POINTED
        return not known or touching == "_" or touching.isdecimal()
    if before[-1] in _STARTS:
        return True
    # " - ", "1- " and "1/ " open a point of a list; "Mon-Sat" does not.
    return before[-1] in "-/" and (len(before) < 2 or before[-2] == " " or before[-2].isdigit())


def _word_before(view: View, block: Block, start: int) -> str:
    text, floor = view.plain, max(block.start, start - 24)
    end = start - 1
    if end < floor or text[end] not in " '":
        return ""
    if text[end] == " " and end > floor and text[end - 1] == ".":
        end -= 1
    return word_before(text, end, floor)


def _legal_form(view: View, end: int, words: Words) -> int | None:
    """Where the "Ltd" or "B.V." after a name ends, or `None` without one."""
    at = end + view.shape.startswith(",", end)
    if not view.shape.startswith(" ", at) or not view.shape[at + 1 : at + 2].isupper():
        return None
    found = regex(r"[a-z.]{2,7}(?!\w)").match(view.plain, at + 1)
    if found is None:
        return None
    form = found[0].rstrip(".")
    return found.end() if form in words.legal_forms or form.replace(".", "") in words.legal_forms else None


def _only_in_capitals(view: View, start: int, end: int) -> bool:
    """Whether the word never stands in lower case elsewhere in the draft."""
    word = view.shape[start:end]
    lowered = word.lower()
    at = view.shape.find(lowered)
    while at != -1:
        if view.alone(at, at + len(word)):
            return False
        at = view.shape.find(lowered, at + 1)
    return True
