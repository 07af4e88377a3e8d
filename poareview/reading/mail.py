"""Messages saved as .eml: their text, with what they quote from other messages kept apart."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from poareview.errors import ReadError
from poareview.model import Document
from poareview.reading.limits import Limits, refuse
from poareview.reading.plain import decode, line_ends, quoted_document

if TYPE_CHECKING:
    from email.message import EmailMessage

_MESSAGES = {
    "damaged": "this message is damaged and cannot be read. Save it again from the mail program as .eml.",
    "empty": "the message has no text of its own. Write the letter in it, or give the letter as a file.",
    "attachments": "the message has no text of its own, only attachments ({names}). Save the letter "
    "among them and give that file.",
    "encrypted": "the message is encrypted. Open it in the mail program and save its text.",
}


def _refuse(key: str, shown: str, **values: object) -> ReadError:
    return ReadError(f"{shown}: {_MESSAGES[key].format(**values)}")


def read_mail(data: bytes, *, shown: str, name: str, limits: Limits) -> Document:
    """A message's body, plain before HTML; subject, headers and attachments are no part of the letter.

    Raises:
        ReadError: it is damaged, without text, or over the limits.
    """
    try:
        message, plain, markup, names = _parts(data, limits)
    except Exception as error:  # the email package raises many types on broken headers
        raise _refuse("damaged", shown) from error
    if message in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise _refuse("encrypted", shown)
    if plain is not None:
        text = line_ends(decode(plain.data, shown, declared=plain.charset))
        if any(character.isalnum() for character in text):
            parts = _stretches(_unwrapped(text, plain) if plain.flowed else text)
            if all(quoted or not _says_something(part) for part, quoted in parts):
                parts = [(part, False) for part, _ in parts]  # a letter that was only passed on
            return quoted_document(parts, shown=shown, name=name, format="eml", limits=limits)
    if markup is not None and markup.data.strip():
        from poareview.reading.html import html_document

        page = decode(markup.data, shown, declared=markup.charset)
        try:
            return html_document(page, shown=shown, name=name, format="eml", limits=limits)
        except ReadError as error:
            if str(error) != str(refuse("empty", shown)):
                raise
    if names:
        raise _refuse("attachments", shown, names=", ".join(names[:5]))
    raise _refuse("empty", shown)


class _Body:
    """The bytes of one body part and how they are to be read."""

    def __init__(self, part: EmailMessage) -> None:
        payload = part.get_payload(decode=True)
        self.data = payload if isinstance(payload, bytes) else b""
        self.charset = part.get_content_charset()
        self.flowed = str(part.get_param("format", "")).lower() == "flowed"
        self.delete_space = str(part.get_param("delsp", "")).lower() == "yes"


def _parts(data: bytes, limits: Limits) -> tuple[str, _Body | None, _Body | None, list[str]]:
    """The content type, the plain and the HTML body, and the names of the attachments."""
    import email
    from email import policy
    from email.message import EmailMessage

    start = data.lstrip(b"\xef\xbb\xbf\r\n ")
    if start.startswith(b"From ") and b"\n" in start[:1000]:  # the line that a mailbox puts before a message
        start = start.partition(b"\n")[2]
    message = email.message_from_bytes(start, policy=policy.default)
    plain = markup = None
    names: list[str] = []
    passed_on: list[EmailMessage] = []
    pending: list[EmailMessage] = [message]
    for _ in range(limits.members):
        if not pending:
            break
        part = pending.pop(0)
        kind = part.get_content_type()
        if part.is_multipart() and kind.startswith("multipart/"):
            pending[:0] = [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
            continue
        title = part.get_filename()
        if title or part.get_content_disposition() == "attachment":
            names.append(title or kind)
        elif kind == "text/plain" and plain is None:
            plain = _Body(part)
        elif kind == "text/html" and markup is None:
            markup = _Body(part)
        elif kind == "message/rfc822":
            passed_on += [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
        elif not kind.startswith("text/"):
            names.append(kind)
        if not pending and plain is None and markup is None:
            pending, passed_on = passed_on[:1], []  # a letter that was only passed on, as an attachment
    return message.get_content_type(), plain, markup, names


def _unwrapped(text: str, body: _Body) -> str:
    """Text of format "flowed" with its soft line ends taken out (RFC 3676)."""
    lines: list[str] = []
    open_line = False
    depth = 0
    for line in text.split("\n"):
        quotes = len(line) - len(line.lstrip(">"))
        words = line[quotes:].removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        kept = words[:-1] if soft and body.delete_space else words
        if open_line and quotes == depth:
            lines[-1] += kept
        else:
            lines.append(">" * quotes + (" " if quotes else "") + kept)
        open_line, depth = soft, quotes
    return "\n".join(line.rstrip(" ") for line in lines)


@cache
def _original() -> re.Pattern[str]:
    # what mail programs put above the message that is answered; a forwarded one may be the letter itself
    return re.compile(
        r"[ \t]*-{3,}[ \t]*(?:original message|message d['’]origine|oorspronkelijk bericht)[ \t]*-{3,}[ \t]*",
        re.IGNORECASE,
    )


@cache
def _forwarded() -> re.Pattern[str]:
    # what stands above a message that was passed on, down to the first empty line
    return re.compile(
        r"[ \t]*(?:-{3,}[ \t]*|begin |début du )(?:forwarded message|message (?:transféré|réexpédié)"
        r"|doorgestuurd bericht)[ \t:\u00a0]*-*[ \t]*",
        re.IGNORECASE,
    )


@cache
def _wrote() -> re.Pattern[str]:
    return re.compile(
        r"(?:wrote|a écrit|schreef\b.{0,80}|het volgende geschreven)[ \u00a0\u202f]?:\s*$", re.IGNORECASE
    )


def _attributes(lines: list[str], index: int) -> bool:
    """Whether a line is the "On 3 March X wrote:" above a quotation, or one of its two lines."""
    for last in (index, index + 1):
        if last >= len(lines) or not _wrote().search(lines[last][-120:]):
            continue
        following = (line for line in lines[last + 1 : last + 3] if line.strip())
        begins = [
            line.lstrip().lower().startswith(("on ", "le ", "op "))
            for line in lines[max(0, last - 1) : last + 1]
        ]
        if any(begins) and next(following, "").lstrip().startswith(">"):
            return last == index or begins[0]
    return False


def _stretches(text: str) -> list[tuple[str, bool]]:
    """The text in stretches that are the writer's own or quoted, the quoted without their ">" signs."""
    stretches: list[tuple[list[str], bool]] = []
    answered = forwarded = False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        answered = answered or _original().fullmatch(line) is not None
        forwarded = bool(line.strip()) and (forwarded or _forwarded().fullmatch(line) is not None)
        bare = line.lstrip(" ")
        quoted = answered or forwarded or bare.startswith(">") or _attributes(lines, index)
        words = bare.lstrip("> ") if bare.startswith(">") else line
        if stretches and stretches[-1][1] is quoted:
            stretches[-1][0].append(words)
        else:
            stretches.append(([words], quoted))
    return [("\n".join(lines), quoted) for lines, quoted in stretches]


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
