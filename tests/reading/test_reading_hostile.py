import random
import subprocess
import sys
import zipfile

import pytest
from reading_files import BODY_TEXT, docx, docx_members, odt, p, pdf, zipped

from poareview.errors import ReadError
from poareview.model import Document
from poareview.reading import Limits, read, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def refusal(data: bytes, name: str = "draft.docx", **limits: int) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name=name, limits=Limits(**limits))
    return str(caught.value)


def with_document(content: str | bytes) -> bytes:
    return zipped({**docx_members(p(BODY_TEXT)), "word/document.xml": content})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word file"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (OLE + "__substg1.0_".encode("utf-16-le"), "Outlook"),
        (OLE, "old Office file"),
        (b"{\\rtf1 We failed.}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 30, "picture"),
        (b"GIF89a" + b"\0" * 30, "picture"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 30, "picture"),
        (b"MZ\x90\0" + b"\0" * 30, "program"),
        (zipped({"xl/workbook.xml": "<x/>"}), "Excel"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        (zipped({"Index/Document.iwa": "x"}), "Pages"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument spreadsheet"),
    ],
)
def test_what_is_no_draft_is_named_whatever_the_file_is_called(data, words):
    for name in ("draft.docx", "draft.txt", "draft.pdf"):
        assert words in refusal(data, name)


def test_every_refusal_begins_with_the_name_and_says_what_to_do():
    message = refusal(OLE + "WordDocument".encode("utf-16-le"), "folder/draft.doc")
    assert message.startswith("folder/draft.doc: ")
    assert "save it as .docx" in message


@pytest.mark.parametrize("name", ["draft.txt", "draft.pdf", "draft", "draft.odt"])
def test_a_word_file_is_read_whatever_it_is_called(name):
    assert read_bytes(docx(p(BODY_TEXT)), name=name).format == "docx"


def test_a_pdf_called_docx_is_read_as_a_pdf():
    assert read_bytes(pdf([(70, 780, "Helvetica", 11, BODY_TEXT)]), name="draft.docx").format == "pdf"


def test_a_text_called_docx_is_read_as_text():
    assert read_bytes(BODY_TEXT.encode(), name="draft.docx").format == "txt"


def test_a_page_called_doc_is_read_as_a_page():
    assert read_bytes(b"<html><p>We failed.</p></html>", name="draft.doc").format == "html"


def test_a_zip_of_something_else_is_refused():
    assert "zip archive" in refusal(zipped({"photo.txt": "x"}), "draft.zip")


@pytest.mark.parametrize("name", ["draft.docx", "draft.odt", "draft.pdf"])
def test_junk_with_the_name_of_a_draft_is_called_damaged(name):
    assert "damaged" in refusal(bytes(range(255, 0, -1)) * 20, name)


def test_a_word_file_without_its_main_part_is_damaged():
    assert "damaged" in refusal(zipped({"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}))


def test_broken_xml_is_damaged():
    assert "damaged" in refusal(with_document("<w:document"))


def test_an_empty_word_file_is_empty():
    assert "empty" in refusal(docx(p("")))


def test_a_bomb_is_refused_by_the_size_it_declares():
    assert "unpacks to more than 1 MB" in refusal(
        zipped({**docx_members(p(BODY_TEXT)), "word/media/a.bin": b"\0" * 1_100_000}),
        unpacked_bytes=1_000_000,
    )


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = bytearray(with_document(b"<a>" + b" " * 3_000_000))
    true_size, said = (3_000_003).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert data.count(true_size) >= 2
    assert refusal(bytes(data.replace(true_size, said)), unpacked_bytes=2_000_000)


def test_a_crowd_of_members_is_refused():
    assert "packs more than 50 files" in refusal(zipped({f"word/{n}": "" for n in range(60)}), members=50)


def test_a_member_in_a_compression_that_word_does_not_use_is_refused(tmp_path):
    file = tmp_path / "draft.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in docx_members(p(BODY_TEXT)).items():
            archive.writestr(name, content)
    assert "damaged" in refusal(file.read_bytes())


def test_four_million_empty_paragraphs_are_refused_before_they_are_parsed():
    assert "far too long" in refusal(docx("<w:p/>" * 2_100_000))


def test_too_many_paragraphs_are_refused():
    assert "more than 100 paragraphs" in refusal(docx(p("a") * 101), paragraphs=100)


ENTITY = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [ENTITY, EXTERNAL, "<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_any_encoding(doctype, encoding):
    xml = docx_members(p("&a;"))["word/document.xml"]
    assert "document type or entities" in refusal(with_document((doctype + xml).encode(encoding)))


def test_a_document_type_in_another_part_is_refused():
    assert "document type" in refusal(docx(p(BODY_TEXT), styles=(ENTITY + "<x/>").encode()))


def test_a_document_type_in_an_odt_is_refused():
    assert "document type" in refusal(odt("", **{"content.xml": ENTITY + "<x/>"}), "draft.odt")


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "utf-32"])
def test_encodings_that_could_hide_a_document_type_are_refused(encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}<x/>'
    assert refusal(with_document(content.encode(encoding)))
    assert refusal(with_document(content.encode()))


def test_xml_that_is_nested_too_deeply_is_refused():
    assert refusal(docx("<w:ins>" * 300 + p(BODY_TEXT) + "</w:ins>" * 300))


def test_the_deepest_xml_that_is_allowed_is_read():
    assert (
        BODY_TEXT in read_bytes(docx("<w:ins>" * 240 + p(BODY_TEXT) + "</w:ins>" * 240), name="a.docx").text
    )


def damage(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    if chance.random() < 0.4:
        return bytes(broken[: chance.randrange(1, len(broken))])
    for _ in range(chance.randrange(1, 12)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


@pytest.mark.parametrize("name", ["draft.docx", "draft.odt", "draft.pdf", "draft.html", "draft.eml"])
def test_a_damaged_file_gives_a_document_or_a_refusal(name):
    whole = {
        "draft.docx": docx(p(BODY_TEXT) * 3),
        "draft.odt": odt(f"<text:p>{BODY_TEXT}</text:p>"),
        "draft.pdf": pdf([(70, 780, "Helvetica", 11, BODY_TEXT)]),
        "draft.html": b"<html><table><tr><td>We failed.<ul><li>One</ul></table><style>p{color:red}</style>",
        "draft.eml": b"Message-ID: 1\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nWe failed.\n--x--",
    }[name]
    chance = random.Random(name)
    for _ in range(60):
        try:
            assert isinstance(read_bytes(damage(whole, chance), name=name), Document)
        except ReadError as error:
            assert str(error).startswith(f"{name}: ")


def test_reading_loads_no_parser_before_it_needs_one():
    code = (
        "import sys, poareview.reading\n"
        "heavy = ('lxml', 'pypdf', 'email', 'html.parser', 'zipfile', 'docx', 'difflib')\n"
        "print(*[name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_reading_text_loads_no_xml():
    code = (
        "import sys, poareview.reading\npoareview.reading.read('We failed.')\n"
        "print(*[n for n in ('lxml', 'pypdf', 'email', 'html.parser', 'zipfile') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_link_in_a_circle_is_refused_with_what_to_do(tmp_path):
    link = tmp_path / "draft.docx"
    link.symlink_to(link)
    with pytest.raises(ReadError, match=r"circle to itself\. Give the draft itself"):
        read(link)
