"""Names of files, web addresses and e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator

from poareview.model import SpecificKind
from poareview.specifics.hits import Hit, Rank, View, regex

MAX_NAME = 80
_TYPES = frozenset((
    "pdf", "jpg", "jpeg", "png", "gif", "doc", "docx", "xls", "xlsx", "xlsm", "csv", "txt", "zip", "eml",
    "msg", "tif", "tiff", "ppt", "pptx", "heic", "webp", "mp4", "mov", "odt", "ods", "rtf", "xml",
))  # fmt: skip
_STOPS = " \n\0|\"'“”«»()[]{}<>,;:*"


def files(view: View) -> Iterator[Hit]:
    """File names by their ending: "bill_unit6.pdf"; blanks within a name are not followed."""
    for found in regex(r"\.([a-z0-9]{3,4})(?![\w-])").finditer(view.plain):
        if found[1] not in _TYPES:
            continue
        start = found.start()
        floor = max(0, start - MAX_NAME)
        while start > floor and view.shape[start - 1] not in _STOPS:
            start -= 1
        name = view.text[start : found.end()]
        if start < found.start() and any(sign.isalnum() for sign in name[: found.start() - start]):
            yield Hit(Rank.FILE, start, found.end(), SpecificKind.DOCUMENT, name)


def addresses(view: View) -> Iterator[Hit]:
    """Web addresses; an e-mail address is only kept from being read as something else."""
    if "://" in view.plain or "www." in view.plain:
        for found in regex(r"(?:https?://|www\.)[^\s<>\"«»|\0]{3,500}").finditer(view.plain):
            address = found[0].rstrip(".,;:!?)'*]")
            if len(address) > 6:
                end = found.start() + len(address)
                yield Hit(Rank.ADDRESS, found.start(), end, SpecificKind.URL, view.text[found.start() : end])
    at = view.plain.find("@")
    while at != -1:
        before = regex(r"[\w.+-]{1,64}$").search(view.plain, max(0, at - 64), at)
        after = regex(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}").match(view.plain, at + 1)
        if before is not None and after is not None:
            yield Hit(Rank.ADDRESS, before.start(), after.end(), None)
        at = view.plain.find("@", at + 1)
