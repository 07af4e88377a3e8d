"""What a file is, by its content; its name decides only between kinds of text."""

from __future__ import annotations

from typing import Literal, TypeAlias

from poareview.errors import ReadError

Format: TypeAlias = Literal["docx", "odt", "pdf", "html", "eml", "md", "txt"]

_MESSAGES = {
    "encrypted": "it is protected with a password. Open it in Word, take the password off "
    "(File > Info > Protect Document), save it and try again.",
    "rights": "it is protected by rights management. Ask its owner for an unprotected copy.",
    "doc": "this is an old Word file (.doc). Open it in Word or LibreOffice and save it as .docx.",
    "msg": "this is an Outlook message (.msg). Save it as .eml or copy the letter into a .docx.",
    "ole": "this is an old Office file. Open it in its program and save the letter as .docx.",
    "rtf": "this is an RTF file. Open it in the word processor and save it as .docx.",
    "xml_word": "this is a Word file saved as plain XML. Open it in Word and save it as .docx.",
    "other": "this is {what}, not a letter. Save the letter as .docx, .odt, PDF or plain text.",
    "pages": "this is a Pages, Numbers or Keynote file. Export the letter as Word (.docx) or PDF.",
    "zip": "this is a zip archive, not a letter. Unpack it and give the letter inside it.",
    "damaged": "it is damaged and cannot be opened as {what}. Open it in its program and save it again.",
    "picture": "this is a picture ({what}), not text. Run OCR on it, or give the letter as text.",
}

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "rtf", ""),
    (b"\x89PNG\r\n\x1a\n", "picture", "PNG"),
    (b"\xff\xd8\xff", "picture", "JPEG"),
    (b"GIF87a", "picture", "GIF"),
    (b"GIF89a", "picture", "GIF"),
    (b"II*\0", "picture", "TIFF"),
    (b"MM\0*", "picture", "TIFF"),
    (b"\0\0\1\0", "picture", "icon"),
    (b"Rar!\x1a\x07", "other", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "other", "a 7-Zip archive"),
    (b"\x1f\x8b\x08", "other", "a gzip archive"),
    (b"BZh", "other", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "other", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "other", "a zstd archive"),
    (b"\x7fELF", "other", "a program"),
    (b"%!PS", "other", "a PostScript file"),
    (b"SQLite format 3\0", "other", "a database"),
    (b"OggS", "other", "a sound file"),
    (b"ID3", "other", "a sound file"),
    (b"\xffWPC", "other", "a WordPerfect file"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "encrypted", ""),
    ("DRMContent", "rights", ""),
    ("WordDocument", "doc", ""),
    ("Workbook", "other", "an Excel workbook (.xls)"),
    ("PowerPoint Document", "other", "a PowerPoint file (.ppt)"),
    ("__substg1.0_", "msg", ""),
)
_PACKED = {
    "docx": "a Word document",
    "docm": "a Word document",
    "odt": "an OpenDocument text",
    "pdf": "a PDF",
}
_MAIL_HEADERS = (b"mime-version:", b"message-id:", b"return-path:", b"delivered-to:")


def _refuse(key: str, shown: str, what: str = "") -> ReadError:
    return ReadError(f"{shown}: {_MESSAGES[key].format(what=what)}")


def sniff(data: bytes, shown: str) -> Format:
    """The format that the content has, whatever the file is called.

    Raises:
        ReadError: the content is of a known kind that is not a draft, such as a picture or a .doc.
    """
    suffix = shown.rpartition("/")[2].rpartition(".")[2].lower() if "." in shown else ""
    head = data[:1024]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or (suffix == "pdf" and b"%PDF-" in head):
        return "pdf"
    if data.startswith(_OLE):
        raise _inside_ole(data, shown)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _inside_zip(data, shown, suffix)
    for magic, key, what in _MAGIC:
        if data.startswith(magic):
            raise _refuse(key, shown, what)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise _refuse("picture", shown, "WebP")
    if data[4:8] == b"ftyp":
        picture = data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
        raise _refuse(*(("picture", shown, "HEIC") if picture else ("other", shown, "a film")))
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        raise _refuse("picture", shown, "BMP")
    if data[:2] == b"MZ" and b"\0" in head:
        raise _refuse("other", shown, "a program")
    return _text_format(head, data, shown, suffix)


def _inside_ole(data: bytes, shown: str) -> ReadError:
    for stream, key, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return _refuse(key, shown, what)
    return _refuse("ole", shown)


def _inside_zip(data: bytes, shown: str, suffix: str) -> Format:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            kind = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
    except Exception as error:  # a damaged directory raises a dozen types
        raise _refuse("damaged", shown, _PACKED.get(suffix, "a Word document")) from error
    if kind.startswith("application/vnd.oasis.opendocument."):
        if ".text" not in kind:
            raise _refuse("other", shown, "an OpenDocument spreadsheet, drawing or presentation")
        return "odt"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names and suffix == "odt":
        return "odt"
    for start, key, what in (
        ("xl/", "other", "an Excel workbook"),
        ("ppt/", "other", "a PowerPoint file"),
        ("Index/", "pages", ""),
        ("Index.zip", "pages", ""),
        ("META-INF/container.xml", "other", "an e-book"),
    ):
        if any(name.startswith(start) for name in names):
            raise _refuse(key, shown, what)
    if "[Content_Types].xml" in names or suffix in ("docx", "docm"):
        return "docx"
    raise _refuse("zip", shown)


def _text_format(head: bytes, data: bytes, shown: str, suffix: str) -> Format:
    what = _PACKED.get(suffix)
    if what and (b"\0" in data or not _is_utf8(data)):
        raise _refuse("damaged", shown, what)
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if suffix == "eml" or _is_mail(data):
        return "eml"
    if start.startswith(b"<?xml") and (
        b"wordml" in start or b"schemas.microsoft.com/office/2006/xmlpackage" in start
    ):
        raise _refuse("xml_word", shown)
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        return "html"
    if suffix in ("html", "htm", "xhtml", "mht", "mhtml"):
        return "html"
    return "md" if suffix in ("md", "markdown", "mdown", "mkd") else "txt"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_mail(data: bytes) -> bool:
    """Whether the content begins with the header of a message that was really sent or saved as one.

    "From:" and "Subject:" alone may stand above a letter; the other names no one types by hand.
    """
    header = data[:16_384].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower().split(b"\n")
    shaped = all(line[:1] in (b" ", b"\t") or b":" in line[:80] for line in header if line)
    return shaped and any(line.startswith(_MAIL_HEADERS) for line in header)
