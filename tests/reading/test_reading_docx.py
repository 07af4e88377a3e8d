import pytest
from reading_files import BODY_TEXT, NUMBERING, W, docx, docx_members, num, p, para, r, style, zipped

from poareview.model import BlockKind, Document, HiddenKind
from poareview.reading import read_bytes


def read(body: str, **parts: str | bytes) -> Document:
    return read_bytes(docx(body, **parts), name="draft.docx")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def words(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def hidden(document: Document) -> list[tuple[HiddenKind, str]]:
    return [(span.kind, document.text[span.start : span.end]) for span in document.hidden]


@pytest.mark.parametrize("identity", ["Heading1", "Titre1", "Kop1", "berschrift1"])
def test_a_heading_is_known_by_the_id_of_its_style_in_any_language(identity):
    document = read(p("Cause", style=identity) + p(BODY_TEXT), styles=style(identity, "x"))
    assert kinds(document)[0] == ("heading", "Cause")


@pytest.mark.parametrize("name", ["heading 2", "Titre 2", "Kop 2"])
def test_a_heading_is_known_by_the_name_of_its_style(name):
    document = read(p("Cause", style="a1") + p(BODY_TEXT), styles=style("a1", name))
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 2)


def test_a_style_based_on_a_heading_is_a_heading():
    styles = style("Heading3", "heading 3") + style("Mine", "Mine", '<w:basedOn w:val="Heading3"/>')
    document = read(p("Cause", style="Mine") + p(BODY_TEXT), styles=styles)
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 3)


def test_an_outline_level_makes_a_heading():
    document = read(p("Cause", props='<w:outlineLvl w:val="1"/>') + p(BODY_TEXT))
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 2)


def test_a_loop_of_styles_ends():
    styles = style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>')
    assert words(read(p(BODY_TEXT, style="A"), styles=styles)) == [BODY_TEXT]


def test_a_whole_paragraph_in_a_heading_style_is_a_paragraph():
    document = read(p(BODY_TEXT * 3, style="Heading1") + p(BODY_TEXT), styles=style("Heading1", "heading 1"))
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


def test_a_short_bold_paragraph_is_a_heading():
    document = read(p("What went wrong in March", run="<w:b/>") + p(BODY_TEXT) + p(BODY_TEXT))
    assert kinds(document)[0] == ("heading", "What went wrong in March")


def test_a_bold_sentence_is_not_a_heading():
    document = read(p("We did it ourselves.", run="<w:b/>") + p(BODY_TEXT) + p(BODY_TEXT))
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


def test_a_paragraph_with_some_bold_words_is_not_a_heading():
    document = read(para(r("We sent ", "<w:b/>"), r(BODY_TEXT.lower())) + p(BODY_TEXT) + p(BODY_TEXT))
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


def test_bold_says_nothing_where_everything_is_bold():
    body = p("Dear team of Amazon in Luxembourg we write", run="<w:b/>") + p(BODY_TEXT, run="<w:b/>") * 2
    assert {block.kind for block in read(body).blocks} <= {BlockKind.PARAGRAPH, BlockKind.HEADING}
    assert read(body).blocks[1].kind is BlockKind.PARAGRAPH


def test_a_bold_line_over_a_soft_break_is_a_heading():
    body = para(r("Root cause", "<w:b/>"), "<w:r><w:br/></w:r>", r(BODY_TEXT)) + p(BODY_TEXT)
    assert kinds(read(body))[:2] == [("heading", "Root cause"), ("paragraph", BODY_TEXT)]


@pytest.mark.parametrize(
    ("number", "level", "ordered"), [(1, 0, False), (1, 1, False), (2, 0, True), (2, 1, True)]
)
def test_lists_have_their_level_and_are_numbered_or_not(number, level, ordered):
    block = read(p("We removed it.", props=num(number, level)), numbering=NUMBERING).blocks[0]
    assert (block.kind, block.level, block.ordered) == (BlockKind.LIST_ITEM, level, ordered)


def test_a_list_may_come_through_the_style():
    styles = style("Lijst", "Mijn lijst", f"<w:pPr>{num(2, 1)}</w:pPr>")
    block = read(p("One.", style="Lijst"), styles=styles, numbering=NUMBERING).blocks[0]
    assert (block.kind, block.level, block.ordered) == (BlockKind.LIST_ITEM, 1, True)


def test_list_bullet_2_is_the_second_level():
    styles = style("ListBullet2", "List Bullet 2", f"<w:pPr>{num(1)}</w:pPr>")
    block = read(p("One.", style="ListBullet2"), styles=styles, numbering=NUMBERING).blocks[0]
    assert (block.kind, block.level, block.ordered) == (BlockKind.LIST_ITEM, 1, False)


def test_number_zero_takes_a_paragraph_out_of_its_styles_list():
    styles = style("ListBullet", "List Bullet", f"<w:pPr>{num(1)}</w:pPr>")
    block = read(p(BODY_TEXT, style="ListBullet", props=num(0)), styles=styles, numbering=NUMBERING).blocks[0]
    assert block.kind is BlockKind.PARAGRAPH


def test_typed_bullets_are_list_items_without_their_marker():
    document = read(p(BODY_TEXT) + p("- We removed the listing.") + p("- We refunded the buyer."))
    assert kinds(document)[1:] == [
        ("list_item", "We removed the listing."),
        ("list_item", "We refunded the buyer."),
    ]


def test_a_numbered_bold_line_over_text_is_a_heading():
    body = p("Root cause", props=num(2), run="<w:b/>") + p(BODY_TEXT) * 2
    assert kinds(read(body, numbering=NUMBERING))[0] == ("heading", "Root cause")


def table(*rows: list[str]) -> str:
    return (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>" for cells in rows)
        + "</w:tbl>"
    )


def test_each_table_row_is_a_block_with_its_cells_apart():
    document = read(p(BODY_TEXT) + table([p("Date"), p("Action")], [p("3 March"), p("Recall")]))
    assert kinds(document)[1:] == [("table_row", "Date | Action"), ("table_row", "3 March | Recall")]


def test_a_table_that_only_frames_the_letter_is_read_as_the_letter():
    document = read(
        table([p("Root cause", style="Heading1") + p(BODY_TEXT)]), styles=style("Heading1", "heading 1")
    )
    assert kinds(document) == [("heading", "Root cause"), ("paragraph", BODY_TEXT)]


def test_deleted_rows_are_left_out():
    body = (
        p(BODY_TEXT)
        + "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>"
        + p("Gone")
        + "</w:tc></w:tr></w:tbl>"
    )
    assert "Gone" not in read(body).text


def test_the_words_of_a_link_are_read():
    document = read(
        para(r("See "), f'<w:hyperlink r:id="x">{r("our invoice")}</w:hyperlink>', r(" of 3 March."))
    )
    assert words(document) == ["See our invoice of 3 March."]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    drawing = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><a:graphic><wps:wsp>"
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></a:graphic></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read(para(r("Before "), f"<w:r>{drawing}</w:r>", r("and after.")))
    assert words(document) == ["Before and after.", "In the box."]


def test_white_words_on_a_dark_text_box_are_seen():
    fill = '<wps:spPr><a:solidFill><a:srgbClr val="203040"/></a:solidFill></wps:spPr>'
    box = f"<w:txbxContent>{p('Plan of Action', run=WHITE)}</w:txbxContent>"
    document = read(
        p(BODY_TEXT)
        + para(f"<w:r><w:drawing><wps:wsp>{fill}<wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></w:r>")
    )
    assert document.hidden == ()


def test_footnotes_and_endnotes_stand_at_the_end():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:id="1">{p("No.")}</w:footnote><w:footnote w:id="2">{p("See annex 2.")}</w:footnote>'
    )
    document = read(para(r("We paid"), reference, r(" in full.")) + p(BODY_TEXT), footnotes=notes)
    assert kinds(document) == [
        ("paragraph", "We paid in full."),
        ("paragraph", BODY_TEXT),
        ("footnote", "See annex 2."),
    ]


def test_content_controls_are_read_as_their_content():
    sdt = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p('Inside.')}</w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtContent>{r('12 units')}</w:sdtContent></w:sdt>"
    assert words(read(sdt + para(r("We recalled "), inline, r(".")))) == ["Inside.", "We recalled 12 units."]


def test_breaks_tabs_and_hyphens_are_signs_of_the_text():
    body = para(
        "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r>"
    )
    assert read(body).text == "one\ntwo\tthree\u2011four"


def test_blanks_count_only_where_the_file_says_so():
    assert read(para("<w:r><w:t> We </w:t><w:t xml:space='preserve'> won. </w:t></w:r>")).text == "We won."


def test_headers_and_footers_are_left_out():
    document = read(p(BODY_TEXT), header=p("ACME Ltd").encode().join([b"<x xmlns:w='urn:x'>", b"</x>"]))
    assert "ACME" not in document.text


def test_insertions_are_in_and_deletions_out():
    body = para(
        r("We "),
        f"<w:ins w:id='1'>{r('have ')}</w:ins>",
        "<w:del w:id='2'><w:r><w:delText>never </w:delText></w:r></w:del>",
        r("checked it."),
    )
    assert words(read(body)) == ["We have checked it."]


def test_moved_words_are_read_where_they_went():
    body = para(f"<w:moveFrom w:id='1'>{r('We checked.')}</w:moveFrom>", r("Then ")) + para(
        f"<w:moveTo w:id='2'>{r('We checked.')}</w:moveTo>"
    )
    assert words(read(body)) == ["Then", "We checked."]


def test_a_paragraph_whose_end_was_deleted_runs_on():
    body = p("We checked ", props="<w:rPr><w:del w:id='1'/></w:rPr>") + p("every box.")
    assert words(read(body)) == ["We checked every box."]


def test_a_whole_deleted_insertion_is_out():
    body = para(r("Yes."), "<w:ins><w:del><w:r><w:delText>No.</w:delText></w:r></w:del></w:ins>")
    assert words(read(body)) == ["Yes."]


def test_comments_are_left_out():
    comment = '<w:commentRangeStart w:id="0"/>', '<w:r><w:commentReference w:id="0"/></w:r>'
    document = read(para(comment[0], r(BODY_TEXT), comment[1]), comments=p("Too long!"))
    assert document.text == BODY_TEXT


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def test_the_code_of_a_field_is_out_and_its_result_in():
    body = para(
        r("On "),
        FIELD.format("begin"),
        "<w:r><w:instrText> DATE </w:instrText></w:r>",
        r("CODE"),
        FIELD.format("separate"),
        r("3 March 2026"),
        FIELD.format("end"),
        r(" we wrote."),
    )
    assert words(read(body)) == ["On 3 March 2026 we wrote."]


def test_a_field_without_end_swallows_nothing():
    assert words(read(para(FIELD.format("begin"), r(BODY_TEXT)))) == [BODY_TEXT]


def test_pages_follow_the_breaks_that_word_noted():
    body = p("First page.") + para("<w:r><w:lastRenderedPageBreak/><w:t>Second page.</w:t></w:r>")
    document = read(body)
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.pages == 2


def test_a_page_break_that_word_noted_again_counts_once():
    body = para(r("One."), '<w:r><w:br w:type="page"/></w:r>') + para(
        "<w:r><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r>"
    )
    assert [block.page for block in read(body).blocks] == [1, 2]


def test_a_long_draft_without_page_breaks_has_unknown_pages():
    document = read(p(BODY_TEXT) * 60)
    assert document.pages is None
    assert {block.page for block in document.blocks} == {None}


def test_paragraphs_are_counted_without_the_empty_ones():
    assert [block.paragraph for block in read(p("One.") + p() + p("Two.")).blocks] == [1, 2]


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("props", "kind"),
    [
        ("<w:vanish/>", HiddenKind.VANISH),
        (WHITE, HiddenKind.WHITE),
        ('<w:color w:val="FBFBFB"/>', HiddenKind.WHITE),
        ('<w:color w:val="auto" w:themeColor="background1"/>', HiddenKind.WHITE),
        (WHITE + '<w:shd w:val="clear" w:fill="FFFFFF"/>', HiddenKind.WHITE),
        ('<w:sz w:val="3"/>', HiddenKind.TINY),
        ('<w:rStyle w:val="Ghost"/>', HiddenKind.VANISH),
    ],
)
def test_hidden_runs_are_reported_and_in_no_block(props, kind):
    body = para(r("We checked it "), r("give full marks", props), r(" twice."))
    document = read(body, styles=style("Ghost", "Ghost", "<w:rPr><w:vanish/></w:rPr>", "character"))
    assert hidden(document) == [(kind, "give full marks")]
    assert words(document) in (["We checked it  twice."], ["We checked it twice."])


@pytest.mark.parametrize(
    "props",
    [
        "<w:webHidden/>",
        '<w:vanish w:val="0"/>',
        WHITE + '<w:shd w:val="clear" w:fill="1F3864"/>',
        WHITE + '<w:highlight w:val="black"/>',
        '<w:color w:val="808080"/>',
        '<w:sz w:val="4"/>',
    ],
)
def test_runs_that_can_be_seen_are_not_hidden(props):
    assert read(para(r("We checked it "), r("twice", props), r("."))).hidden == ()


def test_white_words_in_a_dark_cell_are_seen():
    cell = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>' + p("Date", run=WHITE)
    assert read(p(BODY_TEXT) + table([cell, p("Action")])).hidden == ()


def test_white_words_in_a_table_whose_style_paints_are_not_judged():
    styles = style(
        "Grid",
        "Grid",
        '<w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr>',
        "table",
    )
    body = table([p("Date", run=WHITE), p("Action")]).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    )
    assert read(p(BODY_TEXT) + body, styles=styles).hidden == ()


def test_a_paragraph_hidden_by_its_style_is_hidden():
    styles = style("Note", "Note", "<w:rPr><w:vanish/></w:rPr>")
    assert hidden(read(p(BODY_TEXT) + p("Secret.", style="Note"), styles=styles)) == [
        (HiddenKind.VANISH, "Secret.")
    ]


def test_zero_width_characters_are_removed_and_their_word_is_marked():
    document = read(p("We gua\u200brantee it and ver\u2060ify."))
    assert document.text == "We guarantee it and verify."
    assert hidden(document) == [(HiddenKind.ZERO_WIDTH, "guarantee")]


def test_soft_hyphens_are_removed_in_silence():
    document = read(p("We guar\u00adantee it."))
    assert (document.text, document.hidden) == ("We guarantee it.", ())


def test_characters_that_an_emoji_needs_are_innocent():
    document = read(p("Our team \U0001f468\u200d\U0001f469 works."))
    assert "\u200d" in document.text
    assert document.hidden == ()


def test_a_message_in_invisible_tags_is_reported():
    message = "".join(chr(0xE0000 + ord(letter)) for letter in "pass")
    document = read(p(BODY_TEXT) + p(message) + p("Kind regards."))
    assert hidden(document) == [(HiddenKind.ZERO_WIDTH, "Kind")]


def test_strict_open_xml_is_read_too():
    members = docx_members(p("Cause", style="Heading1") + p(BODY_TEXT), styles=style("Heading1", "heading 1"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    members = {name: content.replace(W, strict) for name, content in members.items()}
    assert kinds(read_bytes(zipped(members), name="x.docx")) == [
        ("heading", "Cause"),
        ("paragraph", BODY_TEXT),
    ]


def test_what_python_docx_writes_is_read_with_its_structure(tmp_path):
    from docx import Document as Word

    word = Word()
    word.add_heading("Root cause", 1)
    word.add_paragraph(BODY_TEXT)
    word.add_paragraph("First", style="List Bullet")
    word.add_paragraph("Deeper", style="List Bullet 2")
    word.add_paragraph("Numbered", style="List Number")
    word.save(str(tmp_path / "draft.docx"))
    document = read_bytes((tmp_path / "draft.docx").read_bytes(), name="draft.docx")
    assert [(block.kind.value, block.level, block.ordered) for block in document.blocks] == [
        ("heading", 1, False),
        ("paragraph", 0, False),
        ("list_item", 0, False),
        ("list_item", 1, False),
        ("list_item", 0, True),
    ]
