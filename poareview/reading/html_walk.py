"""The walk through a page's tags, which turns them into paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser

from poareview.model import BlockKind, HiddenKind
from poareview.reading.build import Para, Piece, row
from poareview.reading.html_style import StyleSheet, element_look, is_gone, is_left_out, is_note
from poareview.reading.limits import refuse
from poareview.reading.look import AUTO, NOTHING, UNKNOWN, Look

MAX_DEPTH = 5_000
MAX_TABLES_IN_TABLES = 50
MAX_LOOK_BACK = 200
MAX_MARKER = 20

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "title",
        "template",
        "noscript",
        "svg",
        "iframe",
        "audio",
        "video",
        "canvas",
        "datalist",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        *_HEADINGS,
        *("p", "div", "ul", "ol", "dl", "li", "dt", "dd", "blockquote", "pre", "hr", "address", "center"),
        *("section", "article", "header", "footer", "main", "aside", "nav", "form", "fieldset", "legend"),
        *("figure", "figcaption", "details", "summary", "caption", "table", "thead", "tbody", "tfoot", "tr"),
        *("td", "th", "body", "html", "option", "dir", "menu"),
    ]
)
# tags that mean something for the words in them without any attribute
_SPECIAL = frozenset(["b", "strong", "th", "blockquote", "pre", "textarea", "del", *_HEADINGS])
# LibreOffice leaves its own marks around content controls in the pages that it writes
_NO_CONTROLS = dict.fromkeys(code for code in range(32) if code not in (9, 10, 12, 13))
# a tag that begins ends the first of these that is open, unless one of the second stands between
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu", "dir", "table"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl", "table"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl", "table"])),
    "td": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "th": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "tr": (frozenset(["tr"]), frozenset(["table"])),
    "option": (frozenset(["option"]), frozenset(["select"])),
}
_P_ENDS = (frozenset(["p"]), frozenset(["li", "td", "th", "table", "blockquote", "div", "dd"]))


def paragraphs(markup: str, shown: str) -> list[Para]:
    """The paragraphs of a page, in order.

    Raises:
        ReadError: its tags are nested too deeply.
    """
    walk = _Walk(shown)
    walk.feed(_tamed(markup))
    walk.close()
    return walk.finished()


@cache
def _conditional() -> re.Pattern[str]:
    return re.compile(r"<!\[[^\]>]{0,200}\]>")


def _tamed(markup: str) -> str:
    """The page without what makes the parser search to its end again and again, or give up.

    Comments go, Word's "<![if ...]>" goes, and a "<" that no ">" follows is only a sign.
    """
    kept: list[str] = []
    position = 0
    while (start := markup.find("<!--", position)) >= 0:
        kept.append(markup[position:start])
        end = markup.find("-->", start + 2)
        position = end + 3 if end >= 0 else len(markup)
    kept.append(markup[position:])
    page = _conditional().sub("", "".join(kept)).replace("<!--", "&lt;!--").replace("<![", "&lt;![")
    last = page.rfind(">") + 1
    return page[:last] + page[last:].replace("<", "&lt;")


@dataclass(slots=True)
class _Open:
    """An element that is open, with what it sets for the words in it."""

    tag: str
    look: Look
    gone: bool
    quoted: bool
    pre: bool
    out: bool = False  # a tracked deletion, the number of a footnote and so on: neither read nor reported
    note: bool = False
    listed: str = ""  # what Word says of a list item instead of using the tag for it: "l0 level1 lfo1"
    unused: bool = True  # a list item whose first paragraph is yet to come


class _Walk(HTMLParser):
    """Gathers words until a block begins or ends; keeps open elements, tables and styles."""

    def __init__(self, shown: str) -> None:
        super().__init__(convert_charrefs=True)
        self._shown = shown
        self._sheet = StyleSheet()
        self._css: list[str] = []
        self._skip = ""
        self._open: list[_Open] = [_Open("", NOTHING, gone=False, quoted=False, pre=False)]
        self._counts: dict[str, int] = {}
        self._pieces: list[Piece] = []
        self._paras: list[Para] = []
        self._frames: list[list[list[Para]] | None] = []  # None for a table, cells for a row in it
        self._rest_quoted = False
        self._lists = 0
        self._marker = ""  # the bullet or number that Word writes into a list item

    def finished(self) -> list[Para]:
        """All paragraphs, the open ones included."""
        self._flush()
        while self._frames:
            if self._frames[-1] is None:
                self._frames.pop()
            else:
                self._end_row()
        if self._paras and all(para.kind is BlockKind.QUOTE for para in self._paras):
            # a letter that was only passed on is still the letter
            return [replace(para, kind=None) for para in self._paras]
        return self._paras

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        if self._skip:
            if self._skip != "title" or tag not in _BLOCKS:
                return
            self._skip = ""  # an unclosed title ends where the page begins
        if tag in _SKIPPED:
            self._skip = tag
            return
        if tag == "br":
            self._words("\n", kept=True)
        if tag in _BLOCKS:
            self._flush()
            self._end_implied(tag)
        if tag in _VOID:
            return
        attributes = {name: value or "" for name, value in attrs}
        self._push(tag, attributes)
        if tag in ("ul", "ol") and self._counts.get("ul", 0) + self._counts.get("ol", 0) == 1:
            self._lists += 1
        if tag in ("table", "tr", "td", "th"):
            self._start_of_table(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once, as XHTML writes it."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes an element and whatever was left open in it."""
        if self._skip:
            if tag == self._skip:
                if tag == "style":
                    self._sheet.add("".join(self._css))
                    self._css.clear()
                self._skip = ""
            return
        if tag in _BLOCKS:
            self._flush()
        if tag == "p" and not self._counts.get("p"):
            return
        if tag == "tr" and self._frames and self._frames[-1] is not None:
            self._end_row()
        elif tag == "table" and None in self._frames:
            while self._frames[-1] is not None:
                self._end_row()
            self._frames.pop()
        if self._counts.get(tag):
            while self._pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Takes words."""
        if self._skip == "style":
            self._css.append(data)
        elif not self._skip:
            self._words(data, kept=self._open[-1].pre)

    def _push(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > MAX_DEPTH:
            raise refuse("too_deep", self._shown)
        around = self._open[-1]
        self._counts[tag] = self._counts.get(tag, 0) + 1
        if not attributes and self._sheet.is_empty and tag not in _SPECIAL:
            self._open.append(
                _Open(tag, around.look, around.gone, around.quoted, around.pre, around.out, around.note)
            )
            return
        properties = self._sheet.properties(tag, attributes)
        own = element_look(properties, tag, attributes, around.look.size)
        look = own.over(around.look)
        space = properties.get("white-space", "")
        identity = attributes.get("id", "").lower()
        self._rest_quoted = self._rest_quoted or identity in (
            "divrplyfwdmsg",
            "appendonsend",
            "x_divrplyfwdmsg",
        )
        quote = tag == "blockquote" and not _is_indent(attributes, properties)
        self._open.append(
            _Open(
                tag,
                look,
                gone=around.gone or is_gone(properties, attributes),
                quoted=around.quoted or quote or "gmail_quote" in attributes.get("class", "").lower(),
                pre=space.startswith("pre") if space else around.pre or tag in ("pre", "textarea"),
                out=around.out or is_left_out(tag, attributes, properties),
                note=around.note or is_note(attributes),
                listed=properties.get("mso-list", "") if tag in _BLOCKS else "",
            )
        )

    def _pop(self) -> str:
        closed = self._open.pop()
        self._counts[closed.tag] -= 1
        return closed.tag

    def _end_implied(self, tag: str) -> None:
        wanted, barriers = _ENDS.get(tag, _P_ENDS)
        for index in range(len(self._open) - 1, max(0, len(self._open) - MAX_LOOK_BACK), -1):
            if self._open[index].tag in wanted:
                while len(self._open) > index:
                    self._pop()
                return
            if self._open[index].tag in barriers:
                return

    def _words(self, data: str, *, kept: bool) -> None:
        around = self._open[-1]
        if around.out:
            self._marker += data if len(self._marker) < MAX_MARKER else ""
            return
        look = around.look
        if self._sheet.unsure and look.back in (None, AUTO):
            look = replace(look, back=UNKNOWN)
        hidden = HiddenKind.VANISH if around.gone else look.hidden()
        if not data.isprintable():
            data = data.translate(_NO_CONTROLS)
        if not kept:
            data = _blanks().sub(" ", data)
            before = self._pieces[-1][0] if self._pieces else " "
            if data.startswith(" ") and before[-1:] in (" ", "\n", ""):
                data = data[1:]
        if data:
            self._pieces.append((data, hidden, bool(look.bold)))

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if not any(text.strip() for text, _, _ in pieces):
            return
        self._sink().append(self._named(pieces))
        self._marker = ""

    def _named(self, pieces: list[Piece]) -> Para:
        """The paragraph with the kind that the innermost heading, list item or quotation gives it."""
        quoted = self._rest_quoted or self._open[-1].quoted
        if quoted or self._open[-1].note:
            return Para(pieces=pieces, kind=BlockKind.QUOTE if quoted else BlockKind.FOOTNOTE)
        for index in range(len(self._open) - 1, max(0, len(self._open) - MAX_LOOK_BACK), -1):
            element = self._open[index]
            if element.tag in _HEADINGS:
                return Para(pieces=pieces, kind=BlockKind.HEADING, level=_HEADINGS[element.tag])
            if element.listed and element.listed != "none" and element.unused:
                element.unused = False
                return self._word_item(pieces, element.listed)
            if element.tag == "li" and element.unused:
                element.unused = False
                depth = self._counts.get("ul", 0) + self._counts.get("ol", 0) - 1
                around = next((e.tag for e in reversed(self._open[:index]) if e.tag in ("ul", "ol")), "ul")
                return Para(
                    pieces=pieces,
                    kind=BlockKind.LIST_ITEM,
                    level=min(max(depth, 0), 8),
                    ordered=around == "ol",
                    list_id=str(self._lists),
                )
            if element.tag in ("li", "table"):
                break
        return Para(pieces=pieces)

    def _word_item(self, pieces: list[Piece], listed: str) -> Para:
        depth = listed.partition("level")[2][:1]
        marker = self._marker.strip(" \t\n\r\xa0(")
        return Para(
            pieces=pieces,
            kind=BlockKind.LIST_ITEM,
            level=max(int(depth) - 1, 0) if depth in tuple("123456789") else 0,
            ordered=marker[:1].isalnum() and marker[1:] != "" and marker[0].isascii(),
            list_id=listed.partition(" ")[0],
        )

    def _sink(self) -> list[Para]:
        frame = self._frames[-1] if self._frames else None
        return frame[-1] if frame else self._paras_around()

    def _paras_around(self) -> list[Para]:
        for frame in reversed(self._frames):
            if frame:
                return frame[-1]
        return self._paras

    def _start_of_table(self, tag: str) -> None:
        if len(self._frames) > 2 * MAX_TABLES_IN_TABLES:
            return
        top = self._frames[-1] if self._frames else None
        if tag == "table":
            self._frames.append(None)
        elif tag == "tr":
            if top is not None:
                self._end_row()
            self._frames.append([])
        elif top is None:
            self._frames.append([[]])
        else:
            top.append([])

    def _end_row(self) -> None:
        self._flush()
        cells = self._frames.pop()
        self._sink().extend(row(cells or [], page=None))


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[ \t\n\r\f]+")


def _is_indent(attributes: dict[str, str], properties: dict[str, str]) -> bool:
    """Whether a blockquote is only the indent button of a mail program, which quotes nobody."""
    plain = not {"class", "cite", "type"} & set(attributes)
    return plain and properties.get("border", "").startswith(("none", "0"))
