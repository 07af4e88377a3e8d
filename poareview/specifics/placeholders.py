"""What was left to fill in: brackets, runs of X, dotted lines, "TBD", names that stand for one."""

from __future__ import annotations

from collections.abc import Iterator

from poareview.model import SpecificKind
from poareview.specifics.hits import Hit, Rank, View, regex
from poareview.specifics.words import Cue, Words

_TAGS = (
    "|a|b|i|u|s|p|br|hr|em|li|ol|ul|td|th|tr|div|pre|sub|sup|del|ins|img|span|code|html|head|body|font|table|"
    "tbody|thead|strong|center|small|mark|h1|h2|h3|h4|h5|h6|blockquote|"
)
_OPEN = r"[\[<{]"
_BRACKETS = (
    r"\[([^\[\]\n]{1,200})\](?![(:\[])|<(?!!)([^<>\n]{1,60})>|(?:\{\{|\{)([^{}\n]{1,60})(?:\}\}|\})"
    r"|<!--([^\n]{1,200}?)-->"
)
_FORMS = r"Ltd|Limited|LLC|Inc|GmbH|B\.?V|N\.?V|SARL|SAS|SA|Company|Corp|Trading|Store|Co"
_NOBODY = frozenset(("John Doe", "Jane Doe", "Société ABC"))
_FORMAT_DATE = r"(?:dd|jj|mm|yyyy)([-/. ]?)(?:mm|dd)\1(?:yyyy|aaaa|jjjj|yy|aa|jj|dd)(?![a-z])"


def placeholders(view: View, words: Words) -> Iterator[Hit]:
    """The placeholders that are known by their shape, in no particular order."""
    if any(sign in view.shape for sign in "[<{"):
        yield from _brackets(view, words)
    if "xx" in view.plain:
        yield from _runs_of_x(view)
    yield from _lines_to_fill(view)
    yield from _date_formats(view)
    yield from _redacted(view)
    yield from _stand_ins(view, words)


def _hit(start: int, end: int) -> Hit:
    return Hit(Rank.TEMPLATE, start, end, SpecificKind.PLACEHOLDER)


def _brackets(view: View, words: Words) -> Iterator[Hit]:
    for opened in regex(_OPEN).finditer(view.shape):
        start = opened.start()
        found = regex(_BRACKETS).match(view.shape, start)
        if found is None:
            continue
        if found[4] is not None:
            if regex(r"(?i)to-?do|fixme|tbd").search(found[4]):
                yield _hit(start, found.end())
            continue
        if found[1] is not None:
            good = _square(view, start, found[1], words)
        elif found[2] is not None:
            good = _angle(view.plain[start + 1 : found.end() - 1], words, capital=found[2][0].isupper())
        else:
            good = found[3].strip()[:1].isalpha()
        if good:
            if start and view.shape[start - 1] == "$" and found[3] is not None:
                start -= 1
            yield _hit(start, found.end())


def _square(view: View, start: int, content: str, words: Words) -> bool:
    """Whether square brackets hold a gap to fill, and no footnote mark, checkbox, link or remark."""
    inner = view.plain[start + 1 : start + 1 + len(content)].strip(" .…*")
    if not inner:
        # "[   ]" and "[....]" are gaps, "[…]" says that something was left out, "[ ]" is a checkbox.
        return len(content) > 3
    if regex(r"\d{4}").search(inner) or not any(sign.isalpha() for sign in inner):
        return False
    if inner in ("x", "v"):
        line = view.shape[:start].rpartition("\n")[2].strip(" -*+•")
        return inner == "x" and bool(line)
    found = regex(r"[^\W\d_]+").findall(inner)
    if found[0] in words.not_placeholders:
        return False
    letters = [sign for sign in content if sign.isalpha()]
    if all(sign.isupper() for sign in letters) and len(letters) > 1:
        return True
    return set(inner) <= {"x", " ", "-", "/", "."} or not words.placeholder_words.isdisjoint(found)


def _angle(inner: str, words: Words, *, capital: bool) -> bool:
    """Whether angle brackets hold a gap to fill, and no HTML, address or comparison."""
    if not inner[:1].isalpha() or regex(r"[@/:=\d]{2}|[@=]|\d{4}|://").search(inner):
        return False
    found = regex(r"[^\W\d_]+").findall(inner)
    if f"|{found[0]}|" in _TAGS and (len(found) == 1 or "=" in inner):
        return False
    return capital or not words.placeholder_words.isdisjoint(found) or "_" in inner


def _runs_of_x(view: View) -> Iterator[Hit]:
    """XXX, XX-XX-20XX, B0XXXXXXXX, "XX %"; not XXL, and not the kisses under a letter."""
    done = 0
    for found in regex(r"[xX][xX]+").finditer(view.shape):
        if found.start() < done:
            continue
        start, end = _widened(view.shape, found.start(), found.end())
        done = end
        token = view.shape[start:end]
        runs = regex(r"[xX]{2,}").findall(token)
        longest = max(map(len, runs))
        if len(set(token[found.start() - start : found.end() - start])) > 1:
            continue
        if regex(r"[xX]{1,6}[lLsS]$").match(token) or (
            longest < 3 and regex(r"[^\W\d_x]").search(token.lower())
        ):
            continue
        if (
            token.islower()
            and token.strip("x") == ""
            and (longest < 3 or not _sentence_goes_on(view, start, end))
        ):
            continue
        if longest >= 3 and regex(r"[A-WYZ][a-z]").search(token) and not token[0].isdigit():
            continue
        if (
            longest == 2
            and token == "XX"
            and regex(r"(?:taille|size|maat|siecle|century|eeuw) $").search(
                view.plain, max(0, start - 10), start
            )
        ):
            continue
        yield _hit(start, end)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole token around a run, dashes, slashes and points within it included."""
    left, right = max(0, start - 40), min(len(text), end + 40)
    while start > left and (
        text[start - 1].isalnum() or (text[start - 1] in "-/._" and start > 1 and text[start - 2].isalnum())
    ):
        start -= 1
    while end < right and (
        text[end].isalnum() or (text[end] in "-/._" and end + 1 < len(text) and text[end + 1].isalnum())
    ):
        end += 1
    return start, end


def _sentence_goes_on(view: View, start: int, end: int) -> bool:
    after = view.plain[end : end + 3].strip(" .!")
    return bool(after) and after[0] != "\n"


def _lines_to_fill(view: View) -> Iterator[Hit]:
    """Underscores and dots to write on; not a rule across the page, an ellipsis or a table of contents."""
    if "___" in view.shape:
        for found in regex(r"__+").finditer(view.shape):
            start, end = found.span()
            before, after = view.shape[start - 1 : start], view.shape[end : end + 1]
            rule = before in ("", "\n") and after in ("", "\n")
            if end - start >= 3 and not rule and not (before.isalnum() or after.isalnum()):
                yield _hit(start, end)
    if "....." in view.shape:
        for found in regex(r"\.\.+").finditer(view.shape):
            start, end = found.span()
            free = view.shape[start - 1 : start] in ("", " ", ":", "\n")
            if end - start >= (5 if free else 8) and not regex(r" ?\d{1,3} *(?:\n|$)").match(view.shape, end):
                yield _hit(start, end)
    at = view.plain.find("…")
    while at != -1:
        end = at + 1
        while view.plain.startswith("…", end):
            end += 1
        if end - at > 1 or regex(r" ?(?:€|%|eur(?![a-z]))").match(view.plain, end):
            yield _hit(at, end)
        at = view.plain.find("…", end)


def _date_formats(view: View) -> Iterator[Hit]:
    """dd/mm/yyyy and its sisters, where no word says that the format itself is meant."""
    if "dd" in view.plain or "jj" in view.plain or "yyyy" in view.plain:
        for found in regex(_FORMAT_DATE).finditer(view.plain):
            before = view.plain[max(0, found.start() - 14) : found.start()]
            if view.alone(*found.span()) and "forma" not in before:
                yield _hit(*found.span())


def _redacted(view: View) -> Iterator[Hit]:
    """Numbers with stars in them: 114-*******-*******."""
    if "**" in view.shape:
        for found in regex(r"\d{1,10}-\*{3,}(?:-[*\d]{3,})?|\*{3,}-[*\d]{3,}(?:-[*\d]{3,})?").finditer(
            view.shape
        ):
            yield _hit(*found.span())


def _stand_ins(view: View, words: Words) -> Iterator[Hit]:
    """Names of nobody: "Company Name" alone on its line or in its cell, "ABC Ltd" and "John Doe" anywhere."""
    for label in words.stand_ins:
        at = view.shape.find(label)
        while at != -1:
            end = at + len(label)
            before = view.shape[max(0, at - 8) : at].rstrip(" *")[-1:]
            after = view.shape[end : end + 8].lstrip(" *")[:1]
            cell = before in ("", "\n", "|", ":", ",") and after in ("", "\n", "|", ",")
            if (cell or label in _NOBODY) and view.alone(at, end):
                yield _hit(at, end)
            at = view.shape.find(label, end)
    if "ABC " in view.shape or "XYZ " in view.shape:
        for found in regex(rf"(?:ABC|XYZ) (?:{_FORMS})(?![A-Za-z])\.?").finditer(view.shape):
            if view.alone(*found.span()):
                yield _hit(*found.span())


def to_fill_in(view: View, cue: Cue, start: int, words: Words) -> Hit | None:
    """A phrase such as "TBD" or « à compléter » at `start`, where it does not belong to a sentence."""
    end = start + len(cue.phrase)
    if cue.what == "fill_always":
        if cue.phrase.startswith(("tb", "todo")) and view.shape[start:end].islower() and cue.phrase != "todo":
            return _hit(start, end)
        if cue.phrase == "todo" and not view.shape[start:end].isupper():
            return None
        return _hit(start, end)
    if cue.what == "insert_words":
        after = regex(r" (?:the |an? |la |le |l'|de |het |uw |your )?([^\W\d_]+)").match(view.plain, end)
        if after is None or after[1] not in words.placeholder_words:
            return None
        before = view.plain[:start].rstrip(" ")[-1:]
        return _hit(start, after.end()) if before in ("", "\n", ":", "(", "|", "-", ".") else None
    before = view.plain[max(0, start - 40) : start].rstrip(" *")[-1:]
    after_sign = view.plain[end : end + 40].lstrip(" *")[:1]
    if cue.phrase in ("n/a", "n.v.t", "nvt", "s. o."):
        # Only as the whole of a cell: "n/a" in a sentence says that something does not apply.
        return _hit(start, end) if before == "|" and after_sign in ("|", "\n", "") else None
    if before in ("", "\n", ":", "(", "|", "-", "=", "/") and after_sign in (
        "",
        "\n",
        ")",
        "|",
        ".",
        ",",
        ";",
    ):
        return _hit(start, end)
    return None
