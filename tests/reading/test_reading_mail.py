from email.message import EmailMessage

import pytest

from poareview.errors import ReadError
from poareview.model import Document
from poareview.reading import read_bytes


def message(plain: str | None = None, html: str | None = None, *, attach: bool = False) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Plan of Action"
    mail["Message-ID"] = "<1@example.org>"
    if plain is not None:
        mail.set_content(plain)
    if html is not None:
        mail.add_alternative(html, subtype="html") if plain is not None else mail.set_content(
            html, subtype="html"
        )
    if attach:
        mail.add_attachment(b"We failed.", maintype="text", subtype="plain", filename="draft.txt")
    return mail.as_bytes()


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def read(data: bytes, name: str = "draft.eml") -> Document:
    return read_bytes(data, name=name)


def test_the_plain_text_is_read_before_the_html_and_the_subject_is_left_out():
    assert read(message("We failed.\n", "<p>HTML</p>")).text.strip() == "We failed."


def test_html_is_read_where_there_is_no_plain_text():
    assert read(message(html="<p>We failed.</p>")).text == "We failed."


def test_html_is_read_where_the_plain_text_is_blank():
    assert read(message(" \n", "<p>We failed.</p>")).text == "We failed."


def test_quoted_lines_are_a_quotation_without_their_signs():
    document = read(
        message("We looked into it carefully.\n\n> Late again.\n> Never more.\n\nIt was our label.\n")
    )
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "quote", "paragraph"]
    assert kinds(document)[1][1] == "Late again.\nNever more."


def test_what_stands_under_original_message_is_a_quotation():
    body = "We looked into it carefully.\n\n-----Original Message-----\nFrom: Amazon\nSend a plan.\n"
    assert {kind for kind, words in kinds(read(message(body))) if "Send" in words} == {"quote"}


def test_a_letter_that_was_only_passed_on_is_still_the_letter():
    assert {kind for kind, _ in kinds(read(message("> We failed to check the label.\n")))} == {"paragraph"}


def test_the_quotation_of_gmail_is_a_quotation():
    quote = '<div class="gmail_quote">Amazon wrote:<blockquote>Late.</blockquote></div>'
    html = f"<div>We looked into it.</div>{quote}"
    assert [kind for kind, _ in kinds(read(message(html=html)))] == ["paragraph", "quote", "quote"]


def test_flowed_lines_are_joined():
    header = b"Message-ID: <1>\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    assert read(header + b"We failed \nto check.\n\nDone.\n").text == "We failed to check.\n\nDone."


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-unknown"])
def test_the_encoding_of_the_text_is_found(charset):
    coded = "déjà vu".encode("utf-8" if charset == "utf-8" else "latin-1")
    data = f"Message-ID: <1>\nContent-Type: text/plain; charset={charset}\n\n".encode() + coded
    assert read(data).text == "déjà vu"


def test_a_message_without_text_names_its_attachments():
    with pytest.raises(ReadError, match=r"no text of its own, only attachments \(draft\.txt\)"):
        read(message("\n", attach=True))


def test_attachments_are_not_read():
    assert "failed" not in read(message("See the file.\n", attach=True)).text


def test_a_message_inside_a_message_is_not_read():
    outer, inner = EmailMessage(), EmailMessage()
    inner.set_content("We failed.")
    outer["Message-ID"] = "<2@example.org>"
    outer.set_content("\n")
    outer.add_attachment(inner)
    with pytest.raises(ReadError, match="only attachments"):
        read(outer.as_bytes())


def test_a_message_is_known_by_its_content():
    assert read(message("We failed.\n"), name="draft.txt").format == "eml"


def test_a_letter_with_a_subject_line_is_not_taken_for_a_message():
    assert read_bytes(b"To: Amazon\nSubject: Appeal\n\nWe failed.", name="a.txt").format == "txt"


def test_an_encrypted_message_is_named_as_such():
    data = b"Message-ID: <1>\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIAG"
    with pytest.raises(ReadError, match="encrypted"):
        read(data)


def sent(kind: str, body: str) -> Document:
    return read(f"Message-ID: <1@a.b>\nContent-Type: {kind}; boundary=X\n\n{body}".encode())


FORWARDED = "From: Seller <a@b.c>\nDate: Mon, 3 Mar 2025\nSubject: Plan\n\nWe failed to check it."


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------",
        "---------- Message transféré ---------",
        "---------- Doorgestuurd bericht ---------",
        "Begin forwarded message:",
    ],
)
def test_the_head_of_a_message_that_was_passed_on_is_not_the_letter(line):
    *head, letter = kinds(sent("text/plain; charset=utf-8", f"{line}\n{FORWARDED}"))
    assert {kind for kind, _ in head} == {"quote"}
    assert letter == ("paragraph", "We failed to check it.")


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, 3 Mar 2025 at 10:00, Amazon <n@example.com> wrote:",
        "Le lun. 3 mars 2025 à 10:00, Amazon <n@example.com> a écrit :",
        "Op ma 3 mrt 2025 om 10:00 schreef Amazon <n@example.com>:",
        "On Mon, 3 Mar 2025 at 10:00, Amazon\n<n@example.com> wrote:",
    ],
)
def test_the_line_above_a_quotation_belongs_to_it(line):
    document = sent("text/plain; charset=utf-8", f"We failed.\n\n{line}\n> Send a plan.")
    assert [text for kind, text in kinds(document) if kind != "quote"] == ["We failed."]


def test_a_letter_passed_on_as_an_attached_message_is_read():
    inner = (
        "Content-Type: message/rfc822\n\nFrom: z@z.z\nContent-Type: text/plain\n\nWe failed to check it.\n"
    )
    assert sent("multipart/mixed", f"--X\n{inner}--X--\n").text.strip() == "We failed to check it."


def test_a_message_with_an_empty_body_is_said_to_have_no_text():
    with pytest.raises(ReadError, match="no text of its own"):
        sent("text/plain", "")
