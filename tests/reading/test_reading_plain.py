import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.errors import ReadError
from poareview.model import BlockKind, HiddenKind
from poareview.reading import LIMITS, Limits, read, read_bytes

LETTER = "Cause première : l’étiquette\nétait fausse.\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("cp1252", b""),
    ],
)
def test_a_text_file_is_read_in_each_encoding(tmp_path, encoding, mark):
    file = tmp_path / "draft.txt"
    file.write_bytes(mark + LETTER.encode(encoding))
    assert read(file).text == LETTER


def test_line_ends_become_newlines_and_letters_are_composed():
    data = "une\r\nde\u0301claration\rfaite".encode()
    assert read_bytes(data, name="a.txt").text == "une\nd\u00e9claration\nfaite"


@pytest.mark.parametrize(
    ("name", "format"), [("a.md", "md"), ("a.markdown", "md"), ("a.txt", "txt"), ("a", "txt")]
)
def test_the_name_tells_markdown_from_text(name, format):
    assert read_bytes(b"# Root cause\n\nWe failed.", name=name).format == format


def test_a_markdown_heading_and_list_are_blocks_without_markers():
    document = read_bytes(
        b"# Root cause\n\nWe failed to check it.\n\n- One thing\n- Two things\n", name="a.md"
    )
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        (BlockKind.HEADING, "Root cause"),
        (BlockKind.PARAGRAPH, "We failed to check it."),
        (BlockKind.LIST_ITEM, "One thing"),
        (BlockKind.LIST_ITEM, "Two things"),
    ]


def test_the_document_of_a_file_knows_its_name_without_the_folder(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_text("We failed.")
    assert read(file).name == "draft.txt"


@given(st.text(min_size=1))
def test_text_that_is_handed_in_stays_exactly_as_it_is(text):
    if any(character.isalnum() for character in text):
        assert read(text).text == text


@given(
    st.text(
        st.characters(categories=["L", "N", "P", "Zs"], include_characters="\n", exclude_characters="\u115f")
    )
)
def test_reading_never_changes_a_file_that_is_already_normal(text):
    normal = unicodedata.normalize("NFC", text).replace("\u2800", "")
    if any(character.isalnum() for character in normal) and not normal.lower().lstrip().startswith(
        ("<", "{\\rtf")
    ):
        assert read_bytes(normal.encode(), name="a.txt").text == normal


def test_zero_width_characters_in_a_file_are_removed_and_marked_once_a_paragraph():
    document = read_bytes("We \u200bgua\u200brantee it\u200b.\n\nAll \u2060good.".encode(), name="a.txt")
    assert document.text == "We guarantee it.\n\nAll good."
    assert [document.text[span.start : span.end] for span in document.hidden] == ["guarantee", "good."]


def test_zero_width_characters_in_a_handed_in_text_stay_and_are_covered():
    document = read("We gua\u200brantee it.")
    assert [(span.kind, document.text[span.start : span.end]) for span in document.hidden] == [
        (HiddenKind.ZERO_WIDTH, "\u200b")
    ]


@pytest.mark.parametrize(
    "text", ["\ufeffWe failed.", "We \U0001f468\u200d\U0001f469 failed.", "We guar\u00adantee"]
)
def test_innocent_invisible_characters_are_not_reported(text):
    assert read(text).hidden == ()
    assert read_bytes(text.encode(), name="a.txt").hidden == ()


def test_direction_marks_that_come_with_a_copied_asin_are_not_reported():
    document = read_bytes("ASIN \u200f:\u200e B07XJ8C8F5".encode(), name="a.txt")
    assert (document.text, document.hidden) == ("ASIN : B07XJ8C8F5", ())


def test_control_of_direction_is_reported():
    assert read_bytes("Please \u202eesrever\u202c this.".encode(), name="a.txt").hidden


@pytest.mark.parametrize("text", ["", "  \n\t ", "..."])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(ReadError, match="empty"):
        read(text)


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"---\n"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(ReadError, match=r"a\.txt: it is empty\. "):
        read_bytes(data, name="a.txt")


@pytest.mark.parametrize(
    "data", [b"\0\1\2\3\4\5\6\7" * 50, b"We\0failed", bytes(range(256)) * 4, b"\x81\x8d" * 20]
)
def test_binary_junk_is_refused(data):
    with pytest.raises(ReadError, match=r"binary|characters are neither"):
        read_bytes(data, name="a.txt")


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed():
    with pytest.raises(ReadError, match="larger than 20 MB"):
        read_bytes(b"a" * (LIMITS.file_bytes + 1), name="a.txt")


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(ReadError, match="more than 10 characters"):
        read("We failed to check.", limits=Limits(characters=10))


def test_too_many_paragraphs_are_refused():
    with pytest.raises(ReadError, match="more than 2 paragraphs"):
        read("# a\n\n# b\n\n# c", limits=Limits(paragraphs=2))


def test_a_missing_file_is_named_with_the_one_that_was_meant(tmp_path):
    (tmp_path / "draft.docx").write_text("x")
    with pytest.raises(ReadError, match=r"no such file\. Did you mean 'draft\.docx'\?"):
        read(tmp_path / "drafd.docx")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(ReadError, match="this is a folder"):
        read(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    import os

    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="a device or a pipe"):
        read(tmp_path / "pipe.txt")


def test_a_device_is_refused():
    with pytest.raises(ReadError, match="a device or a pipe"):
        read(Path("/dev/null"))


def test_a_name_with_a_nul_is_refused():
    with pytest.raises(ReadError, match="cannot be the name of a file"):
        read(Path("a\0b.txt"))


def test_a_name_that_is_too_long_is_refused(tmp_path):
    with pytest.raises(ReadError, match="could not be read"):
        read(tmp_path / ("a" * 4000))


def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    import os

    file = tmp_path / "draft.txt"
    file.write_text("We failed.")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(ReadError, match="may not be read"):
        read(file)


FRENCH = "Plan d’action\n\nNous avons remboursé 314,30\u00a0€ à l’acheteur, « intégralement ».\n"


def test_old_mac_line_ends_are_read():
    assert read_bytes(FRENCH.replace("\n", "\r").encode("cp1252"), name="a.txt").text == FRENCH


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\u2028", "\u2029"])
def test_the_line_ends_of_other_programs_are_newlines(sign):
    assert read_bytes(f"Root cause{sign}We failed.".encode(), name="a.txt").text == "Root cause\nWe failed."


def test_a_word_of_windows_1252_pasted_into_utf_8_spoils_nothing_else():
    data = FRENCH.encode() + "Réglé le 3 mai.".encode("cp1252")
    assert read_bytes(data, name="a.txt").text == FRENCH + "Réglé le 3 mai."


def test_bullets_that_were_copied_from_a_pdf_are_list_items():
    document = read_bytes(b"Our plan for the account.\n\n\x7f We removed it.\n\x7f We paid.\n", name="a.txt")
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == [
        "We removed it.",
        "We paid.",
    ]


LONG = (
    "We shipped 12 units with the wrong label because our prep sheet named the old FNSKU, and nobody "
    "in the warehouse ever compared it with the box."
)


def test_a_text_with_one_line_for_each_paragraph_has_these_paragraphs():
    text = f"Root cause\n{LONG}\n{LONG}\nActions taken\n- We paid.\n{LONG}\nNadia Fenwick"
    document = read(text)
    assert document.text == text
    assert [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "Root cause"),
        ("paragraph", LONG),
        ("paragraph", LONG),
        ("heading", "Actions taken"),
        ("list_item", "We paid."),
        ("paragraph", LONG),
        ("paragraph", "Nadia Fenwick"),
    ]


def test_wrapped_lines_are_still_one_paragraph():
    wrapped = LONG[:60] + "\n" + LONG[60:]
    assert len(read(f"{wrapped}\n\n{wrapped}").blocks) == 2


@given(st.lists(st.sampled_from([LONG, "Root cause", "- We paid.", "", "  ", "1. One", "x"]), min_size=1))
def test_blocks_of_long_lines_begin_with_a_line(lines):
    text = "\n".join([LONG, *lines])
    for block in read(text).blocks:
        before = text[: block.start].rpartition("\n")[2]
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert not any(map(str.isalpha, before)), "a block begins at the start of a line"
