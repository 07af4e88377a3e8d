import pytest
from reading_files import BODY_TEXT, odt

from poareview.errors import ReadError
from poareview.model import Document, HiddenKind
from poareview.reading import read_bytes


def read(body: str, styles: str = "", **members: str) -> Document:
    return read_bytes(odt(body, styles, **members), name="draft.odt")


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [
        (block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks
    ]


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def text_style(name: str, properties: str) -> str:
    inner = f"<style:text-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="text">{inner}</style:style>'


def test_a_heading_has_its_outline_level():
    assert kinds(read('<text:h text:outline-level="2">Cause</text:h>' + p(BODY_TEXT)))[0] == (
        "heading",
        2,
        "Cause",
    )


def test_lists_have_levels_and_their_style_tells_whether_they_are_numbered():
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        '<text:list-level-style-bullet text:level="2" text:bullet-char="o"/></text:list-style>'
    )
    item = "<text:list-item>{}</text:list-item>"
    inner = "<text:list>" + item.format(p("Two.")) + "</text:list>"
    document = read(
        '<text:list text:style-name="L">' + item.format(p("One.") + inner) + "</text:list>", styles
    )
    assert [(block.level, block.ordered) for block in document.blocks] == [(0, True), (1, False)]


def test_each_table_row_is_a_block():
    cell = "<table:table-cell>{}</table:table-cell>"
    rows = "".join(
        "<table:table-row>" + "".join(cell.format(p(text)) for text in line) + "</table:table-row>"
        for line in (("Date", "Action"), ("3 March", "Recall"))
    )
    document = read(p(BODY_TEXT) + f"<table:table>{rows}</table:table>")
    assert kinds(document)[1:] == [("table_row", 0, "Date | Action"), ("table_row", 0, "3 March | Recall")]


def test_blanks_are_run_together_and_its_own_signs_kept():
    body = p("We  \n <text:span> won</text:span><text:s text:c='2'/>it<text:tab/>all<text:line-break/>now")
    assert read(body).text == "We won  it\tall\nnow"


def test_deletions_and_annotations_are_left_out_and_insertions_in():
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + p("Gone.")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = p(
        "We<office:annotation><dc:creator>X</dc:creator><text:p>Too long</text:p></office:annotation> won."
    )
    assert read(changes + body).text == "We won."


def test_notes_stand_at_the_end():
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        + p("Annex 2.")
        + "</text:note-body></text:note>"
    )
    document = read(p(f"We paid{note} in full.") + p(BODY_TEXT))
    assert kinds(document)[0] == ("paragraph", 0, "We paid in full.")
    assert kinds(document)[-1] == ("footnote", 0, "Annex 2.")


def test_a_text_box_is_read_after_its_paragraph():
    box = f"<draw:frame><draw:text-box>{p('Boxed.')}</draw:text-box></draw:frame>"
    document = read(p(f"Before {box}and after."))
    assert [words for _, _, words in kinds(document)] == ["Before and after.", "Boxed."]


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('text:display="none"', HiddenKind.VANISH),
        ('fo:color="#ffffff"', HiddenKind.WHITE),
        ('fo:font-size="1pt"', HiddenKind.TINY),
    ],
)
def test_hidden_spans_are_reported(properties, kind):
    document = read(
        p("We <text:span text:style-name='H'>pass it</text:span> checked."), text_style("H", properties)
    )
    assert [(span.kind, document.text[span.start : span.end]) for span in document.hidden] == [
        (kind, "pass it")
    ]
    assert "pass" not in kinds(document)[0][2]


def test_white_on_a_dark_background_is_seen():
    style = text_style("H", 'fo:color="#ffffff" fo:background-color="#202020"')
    assert read(p("We <text:span text:style-name='H'>did</text:span> it."), style).hidden == ()


def test_a_hidden_section_is_hidden():
    document = read(p(BODY_TEXT) + f'<text:section text:display="none">{p("Secret.")}</text:section>')
    assert [document.text[span.start : span.end] for span in document.hidden] == ["Secret."]


def test_a_soft_page_break_begins_a_page():
    document = read(p("One.") + "<text:soft-page-break/>" + p("Two."))
    assert [block.page for block in document.blocks] == [1, 2]


def test_a_protected_file_is_named_as_such():
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(ReadError, match="protected with a password"):
        read(p(BODY_TEXT), **{"META-INF/manifest.xml": manifest})


def test_the_name_of_a_list_style_tells_the_level():
    named = '<style:style style:name="List_20_Bullet_20_2" style:family="paragraph"/>'
    item = f"<text:list><text:list-item>{p('Deep.', 'List_20_Bullet_20_2')}</text:list-item></text:list>"
    assert kinds(read(p(BODY_TEXT) + item, named))[1] == ("list_item", 1, "Deep.")


def test_typed_markers_are_left_out_of_list_items():
    document = read(p(BODY_TEXT) + p("-<text:tab/>We removed it.") + p("•<text:s/>We paid."))
    assert kinds(document)[1:] == [("list_item", 0, "We removed it."), ("list_item", 0, "We paid.")]
