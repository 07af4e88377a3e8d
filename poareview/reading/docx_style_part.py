"""The styles part of a Word document, of which only the styles that the draft uses are parsed.

Word and python-docx write 350 kB of it, nearly all of it table styles; to parse them takes longer
than to read the letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poareview.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_IDENTITY = b' w:styleId="'
_DEFAULT = b' w:default="'
_END = b"</w:style>"
# what an XML writer may do and Word, LibreOffice and python-docx never do here: nothing is cut out then
_UNUSUAL = (b"!", b"?", b"&#")  # comments, CDATA, instructions and ids in numbers


class StylePart:
    """Finds style elements by their id, and the two kinds of defaults."""

    def __init__(self, content: bytes | None, parse: Callable[[bytes], _Element], w: str) -> None:
        self._content, self._parse, self._w = content or b"", parse, w
        self._open = b""  # the root's tag, with the namespaces that every style needs
        self._usual: bool | None = None  # whether every id is written as Word writes it; None: not yet asked
        self._whole: _Element | None = None
        self._all: dict[str, _Element] | None = None if content else {}
        self._found: dict[str, _Element | None] = {}
        if content and not self._can_be_cut(content):
            self._read_all()

    def element(self, identity: str) -> _Element | None:
        """The style of that id, `None` if there is none.

        Raises:
            ReadError: the part is damaged.
        """
        if self._all is None and identity not in self._found:
            try:
                self._found[identity] = self._cut_out(identity)
            except ReadError:
                self._read_all()  # cut in the wrong place: the whole tells whether it is damaged
        return self._found.get(identity) if self._all is None else self._all.get(identity)

    def default_paragraph(self) -> str:
        """The id of the style of paragraphs that name none, "" if there is none."""
        if self._all is not None:
            return next((name for name, style in self._all.items() if self._is_default(style)), "")
        position = self._content.find(_DEFAULT)
        while position >= 0:
            start, end = self._content.rfind(b"<", 0, position), self._content.find(b">", position)
            identity = self._content[start:end].partition(_IDENTITY)[2].partition(b'"')[0]
            style = self.element(identity.decode("utf-8", "replace"))
            if style is not None and self._is_default(style):
                return style.get(self._w + "styleId", "")
            position = self._content.find(_DEFAULT, end)
        if self._content.count(b":default=") != self._content.count(_DEFAULT):
            self._read_all()  # written in another way
            return self.default_paragraph()
        return ""

    def default_run(self) -> _Element | None:
        """The w:rPr that holds for all text, `None` if there is none."""
        path = f"{self._w}docDefaults/{self._w}rPrDefault/{self._w}rPr"
        if self._all is not None:
            return None if self._whole is None else self._whole.find(path)
        start = self._content.find(b"<w:docDefaults>")
        end = self._content.find(b"</w:docDefaults>", start)
        if start < 0 or end < 0:
            return None
        return self._parsed(self._content[start : end + len(b"</w:docDefaults>")]).find(path)

    def _can_be_cut(self, content: bytes) -> bool:
        start = content.find(b"<w:styles ")
        head = content[:start].strip(b"\xef\xbb\xbf \t\r\n").lower()
        if start < 0 or not (not head or (head.startswith(b"<?xml") and head.count(b"<") == 1)):
            return False
        if b"encoding" in head and b"utf-8" not in head:
            return False
        rest = content[start:]
        self._open = rest[: rest.find(b">") + 1]
        return (
            not self._open.endswith(b"/>")
            and rest.count(b"xmlns:w=") == 1
            and not any(sign in rest for sign in _UNUSUAL)
        )

    def _cut_out(self, identity: str) -> _Element | None:
        position = self._content.find(_IDENTITY + identity.encode() + b'"')
        if position < 0:
            if any(sign in identity for sign in "&<>\"'") or not self._ids_are_usual():
                self._read_all()
            return (self._all or {}).get(identity)
        start, end = self._content.rfind(b"<", 0, position), self._content.find(_END, position)
        found = self._parsed(self._content[start : end + len(_END)]).find(self._w + "style")
        if found is None or found.get(self._w + "styleId") != identity:
            self._read_all()
            return (self._all or {}).get(identity)
        return found

    def _ids_are_usual(self) -> bool:
        if self._usual is None:
            self._usual = self._content.count(b"styleId") == self._content.count(_IDENTITY)
        return self._usual

    def _parsed(self, fragment: bytes) -> _Element:
        return self._parse(self._open + fragment + b"</w:styles>")

    def _read_all(self) -> None:
        self._whole = self._parse(self._content)
        self._all = {}
        for element in self._whole.iterchildren(self._w + "style"):
            self._all.setdefault(element.get(self._w + "styleId", ""), element)

    def _is_default(self, style: _Element) -> bool:
        switched = style.get(self._w + "default") in ("1", "true", "on")
        return switched and style.get(self._w + "type") == "paragraph"
