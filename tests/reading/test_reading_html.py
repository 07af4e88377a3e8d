import pytest

from poareview.errors import ReadError
from poareview.model import Document, HiddenKind
from poareview.reading import read_bytes


def read(markup: str, name: str = "draft.html") -> Document:
    return read_bytes(markup.encode(), name=name)


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [
        (block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks
    ]


def test_headings_paragraphs_and_lists_are_blocks():
    document = read("<h2>Cause</h2><p>We  failed\n it.</p><ol><li>One.<ul><li>Deep.</li></ul><li>Two.</ol>")
    assert kinds(document) == [
        ("heading", 2, "Cause"),
        ("paragraph", 0, "We failed it."),
        ("list_item", 0, "One."),
        ("list_item", 1, "Deep."),
        ("list_item", 0, "Two."),
    ]
    assert [block.ordered for block in document.blocks[2:]] == [True, False, True]


def test_head_scripts_styles_and_comments_are_left_out():
    document = read(
        "<head><title>T</title><style>p{}</style></head><script>x()</script><!-- no --><p>We failed.</p>"
    )
    assert document.text == "We failed."


def test_entities_and_breaks_are_read():
    assert read("<p>A &amp; B&nbsp;: d&eacute;j&agrave;<br>vu</p>").text == "A & B\u00a0: déjà\nvu"


def test_each_row_of_a_table_is_a_block():
    document = read("<table><tr><th>Date<th>Action<tr><td>3 March<td>Recall</table>")
    assert kinds(document) == [("table_row", 0, "Date | Action"), ("table_row", 0, "3 March | Recall")]


def test_a_table_that_only_frames_the_page_is_read_as_the_page():
    document = read("<table><tr><td><h1>Plan</h1><p>We failed to check the label.</p></td></tr></table>")
    assert [kind for kind, _, _ in kinds(document)] == ["heading", "paragraph"]


def test_a_blockquote_is_a_quotation():
    assert kinds(read("<p>We read:</p><blockquote><p>Late again.</p></blockquote>"))[1] == (
        "quote",
        0,
        "Late again.",
    )


def test_an_indent_of_a_mail_program_is_no_quotation():
    indent = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">'
    assert "quote" not in {
        kind for kind, _, _ in kinds(read(f"<p>Hello.</p>{indent}We failed.</blockquote>"))
    }


def test_a_bold_line_is_a_heading():
    document = read(
        "<p><b>Root cause</b></p><p>We failed to check the label.</p><p>It was wrong for long.</p>"
    )
    assert kinds(document)[0] == ("heading", 2, "Root cause")


@pytest.mark.parametrize(
    ("attribute", "kind"),
    [
        ('style="display:none"', HiddenKind.VANISH),
        ('style="visibility: hidden"', HiddenKind.VANISH),
        ("hidden", HiddenKind.VANISH),
        ('class="ghost"', HiddenKind.VANISH),
        ('style="opacity:0"', HiddenKind.VANISH),
        ('style="position:absolute;left:-9999px"', HiddenKind.VANISH),
        ('style="font-size:0"', HiddenKind.TINY),
        ('style="font-size:1px"', HiddenKind.TINY),
        ('style="color:#fff"', HiddenKind.WHITE),
        ('style="color:white;background:#fefefe"', HiddenKind.WHITE),
    ],
)
def test_hidden_elements_are_reported_and_in_no_block(attribute, kind):
    document = read(
        f"<style>.ghost{{display:none}}</style><p>We <span {attribute}>pass it</span> did it.</p>"
    )
    assert [(span.kind, document.text[span.start : span.end]) for span in document.hidden] == [
        (kind, "pass it")
    ]
    assert [words for _, _, words in kinds(document)] == ["We did it."]


@pytest.mark.parametrize(
    "attribute",
    [
        'style="color:white;background:#003366"',
        'style="color:#fff;background-image:url(x.png)"',
        'style="font-size:8pt"',
        'style="color:#666"',
    ],
)
def test_elements_that_can_be_seen_are_not_hidden(attribute):
    assert read(f"<p>We <span {attribute}>did</span> it.</p>").hidden == ()


def test_what_is_hidden_only_in_print_is_seen():
    assert read('<style>@media print{.a{display:none}}</style><p class="a">We failed.</p>').hidden == ()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_the_encoding_of_a_page_is_found(encoding):
    markup = f'<html><meta charset="{encoding}"><p>déjà vu</p></html>'
    assert read_bytes(markup.encode(encoding), name="a.html").text == "déjà vu"


@pytest.mark.parametrize("markup", ["<a" * 20_000, "<!--" * 20_000, "<![" * 20_000, "<p " + 'x="' * 20_000])
def test_broken_markup_takes_no_time(markup):
    assert "We failed." in read(f"<p>We failed.</p>{markup}").text


def test_markup_that_is_nested_too_deeply_is_refused():
    with pytest.raises(ReadError, match="nested too deeply"):
        read("<div>" * 100_000 + "We failed.")


def test_a_page_without_words_is_refused():
    with pytest.raises(ReadError, match="is empty"):
        read("<html><body><img src=x></body></html>")


def test_a_page_whose_words_are_all_hidden_is_refused():
    with pytest.raises(ReadError, match="all of its text is hidden"):
        read("<p hidden>We failed.</p>")


WORD_ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level{} lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp;</span></span><![endif]>We paid.<o:p></o:p></p>"
)


@pytest.mark.parametrize(
    ("level", "marker", "ordered"), [(1, "\xb7", False), (2, "o", False), (1, "1.", True), (2, "a)", True)]
)
def test_the_lists_of_a_page_saved_by_word_are_lists(level, marker, ordered):
    document = read("<p>Dear team, we write about our account.</p>" + WORD_ITEM.format(level, marker))
    block = document.blocks[-1]
    assert (block.level, block.ordered, document.text[block.start : block.end]) == (
        level - 1,
        ordered,
        "We paid.",
    )


@pytest.mark.parametrize(
    ("link", "note"),
    [
        (
            '<a href="#_ftn1" name="_ftnref1">[1]</a>',
            '<div id=ftn1><p><a href="#_ftnref1">[1]</a>{}</p></div>',
        ),
        (
            '<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a>',
            '<div id="sdfootnote1"><p><a href="#sdfootnote1anc">1</a>{}</p></div>',
        ),
        ('<a href="#fn1"><sup>1</sup></a>', '<ol><li id="fn1"><p>{}<a href="#fnref1">x</a></p></li></ol>'),
    ],
    ids=["word", "libreoffice", "pandoc"],
)
def test_footnotes_of_a_page_are_footnotes_and_their_numbers_are_left_out(link, note):
    document = read(f"<p>We paid{link} in full.</p>" + note.format("See annex 2."))
    assert kinds(document) == [("paragraph", 0, "We paid in full."), ("footnote", 0, "See annex 2.")]


def test_tracked_deletions_and_running_heads_are_left_out():
    document = read(
        '<div title="header"><p>ACME</p></div><p>We <del>never </del><ins>always </ins>check.</p>'
    )
    assert (document.text, document.hidden) == ("We always check.", ())


def test_control_characters_are_no_part_of_a_page():
    words = "We paid every buyer back. " * 10
    assert read(f"<p>\x04{words}\x05</p>").text == words.strip()
