"""Words of a draft made harmless for a terminal, and short enough for a report."""

from __future__ import annotations

import unicodedata
from functools import cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NO_BREAK = "\N{NO-BREAK SPACE}"
_BLANKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_PLAINER = {
    "✓": "+",
    "✗": "x",
    "•": "*",
    "·": "|",
    "→": ">",
    "─": "-",
    "═": "=",
    "…": "...",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "−": "-",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ß": "ss",
    "€": "EUR",
    REPLACEMENT: "?",
}


def one_line(text: str) -> str:
    """The text on one line, without anything that a terminal would obey.

    Line ends, tabs and runs of spaces become one space. Invisible format characters, such as those
    that turn the direction of writing, are left out; other controls show as U+FFFD.
    """
    text = text.translate(_BLANKS)
    if not text.isprintable():
        text = "".join(map(_visible, text))
    return " ".join(filter(None, text.split(" ")))


@cache
def _visible(character: str) -> str:
    if character.isprintable():
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return character
    return "" if category == "Cf" else REPLACEMENT


def encodable(text: str, encoding: str) -> str:
    """The text with every character that `encoding` lacks replaced by a plainer one, or by "?"."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return holding(text, encoding).replace(NO_BREAK, _no_break(encoding))
    return text


def holding(text: str, encoding: str) -> str:
    """The same, but with no-break spaces left in, for a text that has yet to be broken into lines."""
    try:
        text.replace(NO_BREAK, " ").encode(encoding)
    except UnicodeEncodeError:
        if _plainer("«", encoding) != "«":
            text = text.replace(f"«{NO_BREAK}", "«").replace(f"{NO_BREAK}»", "»")
        return "".join(_plainer(character, encoding) for character in text)
    return text


@cache
def _no_break(encoding: str) -> str:
    try:
        NO_BREAK.encode(encoding)
    except UnicodeEncodeError:
        return " "
    return NO_BREAK


@cache
def _plainer(character: str, encoding: str) -> str:
    """The character itself, its plainer stand-in, its bare letter, or "?"; a no-break space stays one."""
    if character in (NO_BREAK, "\N{NARROW NO-BREAK SPACE}"):
        return NO_BREAK
    bare = unicodedata.normalize("NFD", character)[0]
    for candidate in (character, _PLAINER.get(character, ""), bare):
        if candidate:
            try:
                candidate.encode(encoding)
            except UnicodeEncodeError:
                continue
            return candidate
    return "?"


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and end with "…" between them where it is longer than `most` characters.

    It is cut between words where there are any.
    """
    if len(text) <= most:
        return text
    end = most // 3
    head, tail = text[: most - end - 3], text[-end:]
    head, tail = head.rpartition(" ")[0] or head, tail.partition(" ")[2] or tail
    return f"{head.rstrip()} … {tail.lstrip()}"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` characters, broken at spaces; no-break spaces hold.

    A word that is longer than a line is cut. An empty text gives no line.
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]
        line = word
    return [*lines, line] if line else lines
