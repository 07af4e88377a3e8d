"""PDF files with a text layer: their lines joined to paragraphs by gap, size, indent and punctuation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from poareview.errors import ReadError
from poareview.model import BlockKind, Document
from poareview.reading.build import DocumentBuilder, Para, is_short
from poareview.reading.limits import Limits, refuse
from poareview.reading.pdf_pages import Line, PageText, page_text

if TYPE_CHECKING:
    from pypdf import PdfReader

_MESSAGES = {
    "password": "this PDF is protected with a password. Open it, save or print it without the password, and "
    "give that copy.",
    "cipher": "this PDF is protected in a way that cannot be opened here. Print it to a new PDF, or give the "
    ".docx it was made from.",
    "no_text": "no text on {pages} (a scan?). Run OCR first, or export the letter from the word processor.",
    "no_pages": "this PDF has no pages. Export the letter from the word processor again.",
    "too_many_pages": "this PDF has {count:,} pages. Give the letter without its annexes.",
    "too_much": "this PDF has parts far too large for a letter. Export the letter again as a new PDF.",
}
PAGE_BYTES = 10_000_000  # the drawing operations of one page; those of a page of text are some 20 kB
BODY_TO_HEADING = 1.15  # a heading's letters against those of the text
BODY_TO_TITLE = 1.5  # where all headings are of one size
PARAGRAPH_GAP = 1.25  # of the usual distance between two lines
SHORT_LINE = 0.75  # of the longest line: shorter ones end a paragraph if they end a sentence
LINE_WITH_ROOM = 0.6  # of the longest line: a shorter one was ended by the writer, not by the margin
INDENT = 8.0  # points
REPEATED = 0.6  # of all pages: what stands at their edge so often is a header or a footer
_SENTENCE_END = (".", "!", "?", ":", ";", "…", ".”", '."', "»")


def _refuse(key: str, shown: str, **values: object) -> ReadError:
    return ReadError(f"{shown}: {_MESSAGES[key].format(**values)}")


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[-*+•‣▪●◦·–—✓✔☑➤→►■□](?:\s+|$)|o\s+(?=[A-ZÀ-Þ]))")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-h][.)]|[ivx]{1,4}[.)])(?:\s+|$)")


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(
        r"\W*(?:page|pagina|blz\.?|p\.)?\s*\d{1,3}\s*(?:(?:/|of|sur|de|van|-)\s*\d{1,3})?\W*", re.IGNORECASE
    )


def read_pdf(data: bytes, *, shown: str, name: str, limits: Limits) -> Document:
    """A PDF's text layer, page by page; words painted unseen are hidden, running heads are left out.

    Raises:
        ReadError: it is damaged, protected, without a text layer, or over the limits.
    """
    try:
        pages = _pages(data, shown, limits)
    except ReadError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes it stumble over
        raise refuse("damaged", shown, kind="a PDF") from error
    if not any(character.isalnum() for page in pages for line in page.lines for character in line.text):
        counted = "its only page" if len(pages) == 1 else f"any of its {len(pages)} pages"
        raise _refuse("no_text", shown, pages=counted)
    _drop_running_heads(pages)
    builder = DocumentBuilder(shown=shown, limits=limits)
    for para in _paragraphs(pages):
        builder.add(para)
    return builder.document(format="pdf", name=name, pages=len(pages))


def _pages(data: bytes, shown: str, limits: Limits) -> list[PageText]:
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError

    log = logging.getLogger("pypdf")
    if not log.handlers:
        # what pypdf says about small faults would land on stderr in the middle of the report
        log.addHandler(logging.NullHandler())
    reader = PdfReader(io.BytesIO(data), strict=False)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise _refuse("password", shown)
        count = len(reader.pages)
    except (DependencyError, NotImplementedError) as error:
        raise _refuse("cipher", shown) from error
    if count == 0:
        raise _refuse("no_pages", shown)
    if count > limits.pages:
        raise _refuse("too_many_pages", shown, count=count)
    try:
        return [_page(reader, number, shown, limits) for number in range(count)]
    except LimitReachedError as error:
        raise _refuse("too_much", shown) from error


def _page(reader: PdfReader, number: int, shown: str, limits: Limits) -> PageText:
    from pypdf.generic import ContentStream, NameObject

    page = reader.pages[number]
    found = page.get("/Contents")
    if found is None:
        return PageText(lines=[])
    content = ContentStream(found.get_object(), reader, "bytes")
    if len(content.get_data()) > PAGE_BYTES:
        raise _refuse("too_much", shown)
    page[NameObject("/Contents")] = content  # parsed once, and the operations can be chosen from
    text = page_text(page, number + 1, content)
    if sum(len(line.text) for line in text.lines) > limits.characters:
        raise refuse("too_long", shown, limit=limits.characters)
    return text


def _drop_running_heads(pages: list[PageText]) -> None:
    """Takes headers, footers and page numbers off the pages: no one writes them as part of the letter."""
    edges: dict[tuple[str, str], int] = {}
    for page in pages:
        for side, line in _edges(page):
            key = (side, re.sub(r"\d+", "#", line.text.strip()))
            edges[key] = edges.get(key, 0) + 1
    many = max(2, REPEATED * len(pages))
    for page in pages:
        for side, line in _edges(page):
            apart = all(abs(other.y - line.y) > 1.8 * other.size for other in page.lines if other is not line)
            number = apart and len(page.lines) > 1 and _page_number().fullmatch(line.text.strip())
            if number or edges[side, re.sub(r"\d+", "#", line.text.strip())] >= many:
                page.lines.remove(line)


def _edges(page: PageText) -> list[tuple[str, Line]]:
    if not page.lines:
        return []
    top, bottom = max(page.lines, key=lambda line: line.y), min(page.lines, key=lambda line: line.y)
    return [("top", top), ("bottom", bottom)] if top is not bottom else [("top", top)]


def _paragraphs(pages: list[PageText]) -> list[Para]:
    lines = [line for page in pages for line in _with_bullets(page.lines)]
    letters: dict[float, int] = {}
    for line in lines:
        letters[line.size] = letters.get(line.size, 0) + len(line.text)
    body = max(letters, key=lambda size: letters[size]) if letters else 12.0
    longest = max((len(line.text) for line in lines if line.size == body), default=0)
    leading = _leading(lines, body)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _runs_on(groups[-1], line, leading * max(1.0, line.size / body), longest):
            groups[-1].append(line)
        else:
            groups.append([line])
    indents = _indents([group[0].x for group in groups if _bullet().match(group[0].text)])
    title = _title_size(groups, body)
    paras = [_named(group, body, title, longest, indents) for group in groups]
    for number, page in enumerate(pages, start=1):
        if page.hidden:
            at = next((i for i in reversed(range(len(paras))) if (paras[i].page or 0) <= number), -1)
            paras.insert(
                at + 1, Para(pieces=[(text, kind, False) for text, kind in page.hidden], page=number)
            )
    return paras


def _with_bullets(lines: list[Line]) -> list[Line]:
    """The lines, with a bullet or number that was placed by itself put before the line it belongs to."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        mark = _mark(last.text.strip()) if last else ""
        if last and mark and 0 < line.x - last.x < 60 and _same_row(last, line):
            pieces = [(mark, None, line.pieces[0][2]), *line.pieces]
            joined[-1] = replace(line, pieces=pieces, x=last.x, inset=line.x)
        else:
            joined.append(line)
    return joined


def _mark(alone: str) -> str:
    """The marker of a list that a line by itself is, "" if it is none."""
    if len(alone) > 4:
        return ""
    if alone == "o":  # the second level of Word's lists, in Courier
        return "• "
    if alone.isdigit():
        return f"{alone}. "
    return f"{alone} " if _bullet().fullmatch(alone) or _number().fullmatch(alone) else ""


def _same_row(one: Line, other: Line) -> bool:
    return abs(one.y - other.y) <= 0.5 * max(one.size, other.size)


def _leading(lines: list[Line], body: float) -> float:
    """The usual distance between two lines of the text."""
    steps = [
        step
        for one, other in pairwise(lines)
        if one.page == other.page
        and one.size == other.size == body
        and 0 < (step := one.y - other.y) < 3 * body
    ]
    if not steps:
        return 1.2 * body
    # gaps between paragraphs are the larger steps; where all steps are gaps the size tells
    return min(median(steps), sorted(steps)[len(steps) // 4] * 1.1, 1.8 * body)


def _runs_on(group: list[Line], line: Line, leading: float, longest: int) -> bool:
    """Whether a line goes on with the paragraph before it."""
    first, last = group[0], group[-1]
    before, text = last.text.rstrip(), line.text.strip()
    if (
        line.note
        or abs(line.size - last.size) > 0.05 * last.size
        or _bullet().match(text)
        or _number().match(text)
    ):
        return False
    ended = before.endswith(_SENTENCE_END)
    if line.page != last.page or line.y > last.y + 0.5 * last.size:
        return not ended and text[:1].islower()
    gap = last.y - line.y
    if gap > PARAGRAPH_GAP * leading:
        return False
    if _all_bold(group) != _all_bold([line]) and is_short(before) and not text[:1].islower():
        return False
    text_x = first.inset or first.x
    if first.inset or _bullet().match(first.text) or _number().match(first.text):
        return line.x >= first.x + 1 or not text[:1].isupper()
    if ended and line.x > text_x + INDENT:
        return False
    short = len(before) < SHORT_LINE * longest
    return not (short and ended and not text[:1].islower()) and not (
        before.endswith(":") and is_short(before[:-1]) and not text[:1].islower()
    )


def _all_bold(lines: list[Line]) -> bool:
    return all(bold for line in lines for text, _, bold in line.pieces if text.strip())


def _indents(places: list[float]) -> list[float]:
    """The distinct places at which bullets stand, from the left."""
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > INDENT:
            distinct.append(place)
    return distinct


def _would_fit(before: str, text: str, longest: int) -> bool:
    """Whether the next word had room on the line before: the writer began a new line there."""
    room = LINE_WITH_ROOM * longest - len(before.strip())
    return len(text.partition(" ")[0]) < room and not text[:1].islower()


def _title_size(groups: list[list[Line]], body: float) -> float:
    """From which size on a heading is the title: the largest of several, or one that is very large."""
    sizes = {
        group[0].size
        for group in groups
        if group[0].size >= BODY_TO_HEADING * body and is_short(group[0].text.strip())
    }
    return max(sizes) if len(sizes) > 1 else BODY_TO_TITLE * body


def _named(group: list[Line], body: float, title: float, longest: int, indents: list[float]) -> Para:
    pieces = list(group[0].pieces)
    before = group[0].text
    for line in group[1:]:
        text = line.text.lstrip()
        # "026-4471983-" above "5520746" is one order number in a narrow cell
        number = text[:1].isdigit() and before.rstrip()[-2:-1].isdigit() and before.rstrip().endswith("-")
        if not number and group[0].size < BODY_TO_HEADING * body and _would_fit(before, text, longest):
            pieces += [("\n", None, False), *line.pieces]
            before = line.text
            continue
        hyphen = number or (before.rstrip().endswith(("-", "\u2010", "\u00ad")) and text[:1].islower())
        pieces[-1] = (pieces[-1][0].rstrip() + ("" if hyphen else " "), None, pieces[-1][2])
        first, *rest = line.pieces
        pieces += [(first[0].lstrip(), None, first[2]), *rest]
        before = line.text
    para = Para(pieces=pieces, page=group[0].page)
    text = "".join(piece for piece, _, _ in pieces).strip()
    if group[0].note:
        para.kind = BlockKind.FOOTNOTE
    elif group[0].size >= BODY_TO_HEADING * body and is_short(text):
        para.kind = BlockKind.HEADING
        para.level = 1 if group[0].size >= title else 2
    elif _bullet().match(text):
        para.kind = BlockKind.LIST_ITEM
        para.level = min(sum(1 for place in indents if place <= group[0].x + 1) - 1, 8)
        para.level = max(para.level, 0)
    return para
