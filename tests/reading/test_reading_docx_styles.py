import pytest
from reading_files import BODY_TEXT, NUMBERING, W, docx, num, p, para, r, style

from poareview.model import Document, HiddenKind
from poareview.reading import read_bytes


def read(body: str, **parts: str | bytes) -> Document:
    return read_bytes(docx(body, **parts), name="draft.docx")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def hidden(document: Document) -> list[tuple[HiddenKind, str]]:
    return [(span.kind, document.text[span.start : span.end]) for span in document.hidden]


HIDING = "<w:rPr><w:vanish/></w:rPr>"
GHOST = style("Ghost", "Ghost", HIDING, "character")
HAUNTED = para(r("We checked it "), r("give full marks", '<w:rStyle w:val="Ghost"/>'), r(" twice."))


def part(inner: str, attributes: str = f'xmlns:w="{W}"') -> bytes:
    return f"<w:styles {attributes}>{inner}</w:styles>".encode()


@pytest.mark.parametrize(
    "content",
    [
        part(GHOST),
        part(GHOST.replace('"', "'")),
        part(GHOST.replace("Ghost", "Gh&#111;st")),
        part(GHOST.replace("w:", "x:"), f'xmlns:w="urn:none" xmlns:x="{W}"'),
        part(f"<!-- {style('Ghost', 'Ghost', '', 'character')} -->{GHOST}"),
        part("<w:latentStyles w:name=' w:styleId=\"Ghost\" '/>" + GHOST),
        part(GHOST.replace("</w:style>", "</w:style\n>")),
        part(style("Base", "Base", HIDING, "character") + GHOST.replace(HIDING, '<w:basedOn w:val="Base"/>')),
        part(GHOST).decode().encode("utf-16"),
        part(style("Über", "x") + GHOST),
    ],
    ids=[
        "plain",
        "single-quotes",
        "references",
        "prefix",
        "comment",
        "decoy",
        "end",
        "based-on",
        "utf-16",
        "accents",
    ],
)
def test_a_style_that_hides_is_found_however_the_styles_are_written(content):
    assert hidden(read(HAUNTED, styles=content)) == [(HiddenKind.VANISH, "give full marks")]


def test_the_default_style_holds_for_paragraphs_that_name_none():
    normal = style("Standaard", "Normal", HIDING).replace("<w:style ", '<w:style w:default="1" ')
    table = style("T", "T", kind="table").replace("<w:style ", '<w:style w:default="1" ')
    document = read(p("Secret.") + p(BODY_TEXT, run='<w:vanish w:val="0"/>'), styles=part(table + normal))
    assert hidden(document) == [(HiddenKind.VANISH, "Secret.")]


def test_the_defaults_of_the_document_hold_for_all_text():
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='2'/></w:rPr></w:rPrDefault></w:docDefaults>"
    document = read(p("Secret.") + p(BODY_TEXT, run='<w:sz w:val="22"/>'), styles=part(defaults))
    assert hidden(document) == [(HiddenKind.TINY, "Secret.")]


def test_a_signature_before_a_footnote_is_not_a_heading():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:id="2">{p("Report on the late shipment rate, downloaded on 3 March.")}</w:footnote>'
    )
    signature = "Nadia Fenwick, Bramley Tor Outdoor Ltd"
    document = read(para(r(BODY_TEXT), reference) + p(signature), footnotes=notes)
    assert kinds(document)[1] == ("paragraph", signature)


def test_a_bold_signature_before_a_footnote_is_not_a_heading():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p("See annex 2 for it.")}</w:footnote>'
    document = read(para(r(BODY_TEXT), reference) + p("Nadia Fenwick", run="<w:b/>"), footnotes=notes)
    assert kinds(document)[1] == ("paragraph", "Nadia Fenwick")


@pytest.mark.parametrize(
    "marker",
    [
        "-\t",
        "\u2022\u2003",
        "\u2022",
        "\uf0b7\t",
        "\u27a2 ",
        "\u2010 ",
        "\u2212 ",
        "1. ",
        "1) ",
        "1- ",
        "1/ ",
        "2\u00b0 ",
        "a) ",
    ],
)
def test_a_marker_typed_before_a_paragraph_makes_a_list_item_without_it(marker):
    document = read(p(BODY_TEXT) + p(marker + "We removed the listing.") + p(marker + "We paid."))
    assert kinds(document)[1:] == [("list_item", "We removed the listing."), ("list_item", "We paid.")]


@pytest.mark.parametrize("marker", ["- ", "2) ", "\u2022\t", "\u2022 - ", "\u2022 \u2022 ", "\uf0b7 "])
def test_a_marker_typed_into_a_list_item_is_left_out_of_it(marker):
    document = read(p(marker + "We removed it.", props=num(1)), numbering=NUMBERING)
    assert kinds(document) == [("list_item", "We removed it.")]


@pytest.mark.parametrize(
    "text", ["2025 was a hard year for us all.", "- 5% of the orders.", "3-day parcels."]
)
def test_a_number_at_the_start_of_a_sentence_is_kept(text):
    document = read(p(BODY_TEXT) + p(text))
    assert kinds(document)[1][1] == text.removeprefix("- ")
