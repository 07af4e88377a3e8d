"""Drafts in nine shapes, read once into one frozen `Document`. Parsers are loaded only when needed."""

from __future__ import annotations

from pathlib import Path

from poareview.model import Document
from poareview.reading.limits import LIMITS, Limits, refuse, take_file
from poareview.reading.sniff import sniff

__all__ = ["LIMITS", "Limits", "read", "read_bytes"]


def read(source: str | Path, *, limits: Limits = LIMITS) -> Document:
    """The draft in `source`: a `str` is the text itself and stays as it is, a `Path` is a file.

    Raises:
        ReadError: there is nothing to read, or it is not a draft that can be read.
        TypeError: `source` is neither a `str` nor a `Path`.
    """
    from poareview.reading.plain import read_text

    if isinstance(source, str):
        return read_text(source, limits=limits)
    if not isinstance(source, Path):
        raise TypeError(f"a draft is a str (its text) or a Path (its file), not {type(source).__name__}")
    return _read_bytes(take_file(source, limits), str(source), source.name, limits)


def read_bytes(data: bytes, *, name: str, limits: Limits = LIMITS) -> Document:
    """The draft in the content of a file; what it is follows from the content before the name.

    Raises:
        ReadError: the content is empty, damaged, protected, too large, or not a draft.
    """
    return _read_bytes(data, name, name.replace("\\", "/").rpartition("/")[2] or name, limits)


def _read_bytes(data: bytes, shown: str, name: str, limits: Limits) -> Document:
    if len(data) > limits.file_bytes:
        raise refuse("file_too_large", shown, limit=limits.file_bytes // 1_000_000)
    if not data.strip():
        raise refuse("empty", shown)
    try:
        return _by_format(data, shown, name, limits)
    except (RecursionError, MemoryError) as error:
        raise refuse("too_deep", shown) from error


def _by_format(data: bytes, shown: str, name: str, limits: Limits) -> Document:
    match sniff(data, shown):
        case "docx":
            from poareview.reading.docx import read_docx

            return read_docx(data, shown=shown, name=name, limits=limits)
        case "odt":
            from poareview.reading.odt import read_odt

            return read_odt(data, shown=shown, name=name, limits=limits)
        case "pdf":
            from poareview.reading.pdf import read_pdf

            return read_pdf(data, shown=shown, name=name, limits=limits)
        case "html":
            from poareview.reading.html import read_html

            return read_html(data, shown=shown, name=name, limits=limits)
        case "eml":
            from poareview.reading.mail import read_mail

            return read_mail(data, shown=shown, name=name, limits=limits)
        case plain:
            from poareview.reading.plain import read_plain

            return read_plain(data, shown=shown, name=name, format=plain, limits=limits)
