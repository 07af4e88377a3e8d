"""Web pages and the HTML of messages: what a browser shows, as paragraphs, lists, tables and quotes."""

from __future__ import annotations

from poareview.model import Document
from poareview.reading.build import DocumentBuilder
from poareview.reading.html_walk import paragraphs
from poareview.reading.limits import Limits, refuse
from poareview.reading.plain import decode, line_ends


def read_html(data: bytes, *, shown: str, name: str, limits: Limits) -> Document:
    """A web page; its head, scripts, styles and comments are left out.

    Raises:
        ReadError: it is binary, without text, or over the limits.
    """
    return html_document(
        decode(data, shown, declared=_declared(data)), shown=shown, name=name, format="html", limits=limits
    )


def html_document(markup: str, *, shown: str, name: str, format: str, limits: Limits) -> Document:
    """The document that decoded HTML shows.

    Raises:
        ReadError: it is without text, or over the limits.
    """
    # a page of a word processor is five to ten times as long as its words
    if len(markup) > 5 * limits.characters:
        raise refuse("too_long", shown, limit=limits.characters)
    builder = DocumentBuilder(shown=shown, limits=limits)
    for para in paragraphs(line_ends(markup), shown):
        builder.add(para)
    return builder.document(format=format, name=name)


def _declared(data: bytes) -> str | None:
    """The encoding that the first bytes of a page name, `None` if they name none."""
    head = data[:2048].lower()
    _, found, rest = head.partition(b"charset=")
    if not found:
        _, found, rest = head.partition(b"encoding=")
    value = rest[:40].lstrip(b"\"' ")
    for stop in (b'"', b"'", b">", b";", b" ", b"/", b"?"):
        value = value.partition(stop)[0]
    return value.decode("ascii", "ignore") or None
