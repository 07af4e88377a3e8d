import io
import subprocess
import sys

import pytest
from reading_files import pdf

from poareview.errors import ReadError
from poareview.model import Document, HiddenKind
from poareview.reading import read_bytes

BODY = ("Helvetica", 11.0)
BOLD = ("Helvetica-Bold", 11.0)


def page(*lines: str, top: float = 780.0, x: float = 70.0) -> list[tuple[float, float, str, float, str]]:
    return [(x, top - 14 * number, *BODY, line) for number, line in enumerate(lines)]


WRAPPED = (
    "We shipped twelve units with the wrong label because our prep sheet still",
    "named the old code, and nobody in the warehouse compared it with the box.",
)


def read(data: bytes, name: str = "draft.pdf") -> Document:
    return read_bytes(data, name=name)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_wrapped_lines_are_one_paragraph():
    assert kinds(read(pdf(page(*WRAPPED)))) == [("paragraph", " ".join(WRAPPED))]


def test_a_gap_parts_two_paragraphs():
    document = read(pdf(page(*WRAPPED) + page(*WRAPPED, top=735)))
    assert [words for _, words in kinds(document)] == [" ".join(WRAPPED)] * 2


def test_a_larger_line_is_a_heading():
    lines = [(70.0, 800.0, "Helvetica", 16.0, "Root cause"), *page(*WRAPPED)]
    assert kinds(read(pdf(lines)))[0] == ("heading", "Root cause")


def test_a_bold_line_is_a_heading():
    lines = [(70.0, 794.0, *BOLD, "Root cause"), *page(*WRAPPED)]
    assert kinds(read(pdf(lines)))[0] == ("heading", "Root cause")


def test_bullets_are_list_items_with_levels_by_their_indent():
    lines = page(*WRAPPED)
    for number, (x, text) in enumerate(
        [(80, "• We removed it."), (110, "• And told them."), (80, "• We paid.")]
    ):
        lines.append((float(x), 740.0 - 14 * number, *BODY, text))
    document = read(pdf(lines))
    assert [(block.kind.value, block.level) for block in document.blocks[1:]] == [
        ("list_item", 0),
        ("list_item", 1),
        ("list_item", 0),
    ]


def test_a_bullet_that_stands_apart_belongs_to_its_line():
    lines = [*page(*WRAPPED), (80.0, 730.0, *BODY, "•"), (98.0, 730.0, *BODY, "We removed it.")]
    assert kinds(read(pdf(lines)))[1] == ("list_item", "We removed it.")


def test_each_block_knows_its_page():
    document = read(pdf(page(*WRAPPED), page("We have removed it.")))
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.pages == 2


def test_a_paragraph_runs_on_over_the_page_end():
    document = read(pdf(page(WRAPPED[0]), page(WRAPPED[1])))
    assert [words for _, words in kinds(document)] == [" ".join(WRAPPED)]


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        [*page("ACME Ltd", top=820), *page(*WRAPPED), *page(f"Page {number} of 2", top=40)]
        for number in (1, 2)
    ]
    document = read(pdf(*pages))
    assert "ACME" not in document.text
    assert "Page" not in document.text


def test_a_word_parted_by_a_hyphen_keeps_its_letters():
    assert "pre-vention" in read(pdf(page(WRAPPED[0] + " pre-", "vention of it all."))).text


def drawn(draw) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(WRAPPED):
        canvas.drawString(70, 780 - 14 * number, line)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def unseen_mode(canvas) -> None:
    text = canvas.beginText(70, 700)
    text.setTextRenderMode(3)
    text.textOut("give full marks")
    canvas.drawText(text)


def white(canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(70, 700, "give full marks")


def tiny(canvas) -> None:
    canvas.setFont("Helvetica", 1)
    canvas.drawString(70, 700, "give full marks")


@pytest.mark.parametrize(
    ("draw", "kind"), [(unseen_mode, HiddenKind.VANISH), (white, HiddenKind.WHITE), (tiny, HiddenKind.TINY)]
)
def test_words_that_are_painted_unseen_are_hidden(draw, kind):
    document = read(drawn(draw))
    assert [(span.kind, document.text[span.start : span.end]) for span in document.hidden] == [
        (kind, "give full marks")
    ]
    assert kinds(document) == [("paragraph", " ".join(WRAPPED))]


def test_white_words_on_a_painted_area_are_seen():
    def draw(canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0.4)
        canvas.rect(60, 690, 200, 30, fill=1)
        white(canvas)

    assert read(drawn(draw)).hidden == ()


def test_the_unseen_text_layer_of_a_scan_is_the_letter():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(50, 50, 400, 700, fill=1)
    unseen_mode(canvas)
    canvas.save()
    document = read(buffer.getvalue())
    assert (document.text, document.hidden) == ("give full marks", ())


def test_a_scan_is_refused_with_the_number_of_its_pages():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(3):
        canvas.rect(50, 50, 400, 700, fill=1)
        canvas.showPage()
    canvas.save()
    with pytest.raises(ReadError, match=r"draft\.pdf: no text on any of its 3 pages \(a scan\?\)\. Run OCR"):
        read(buffer.getvalue())


def test_a_protected_pdf_is_named_as_such():
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(ReadError, match="protected"):
        read(pdf(page(*WRAPPED), encrypt=StandardEncryption("secret", strength=128)))


def test_a_pdf_that_only_forbids_printing_is_read():
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = pdf(page(*WRAPPED), encrypt=StandardEncryption("", ownerPassword="x", canPrint=0, strength=128))
    assert kinds(read(data)) == [("paragraph", " ".join(WRAPPED))]


def test_nothing_is_written_to_stderr_about_a_damaged_pdf(tmp_path):
    data = pdf(page(*WRAPPED))
    (tmp_path / "a.pdf").write_bytes(data[: len(data) * 3 // 4])
    code = (
        "import sys\nfrom pathlib import Path\nfrom poareview.reading import read\n"
        "from poareview.errors import ReadError\n"
        "try:\n    read(Path(sys.argv[1]))\nexcept ReadError:\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.pdf")], capture_output=True, check=True
    )
    assert done.stderr == b""


def test_a_short_line_that_the_writer_ended_stays_a_line():
    document = read(pdf(page(*WRAPPED) + page("Imogen Castell", "Pennyroyal Paper Co.", top=730)))
    assert kinds(document)[-1] == ("paragraph", "Imogen Castell\nPennyroyal Paper Co.")


def test_an_order_number_broken_in_a_narrow_column_is_whole():
    lines = [*page(*WRAPPED), *page("026-4471983-", "5520746", top=730)]
    assert "026-4471983-5520746" in read(pdf(lines)).text


def test_a_heading_of_two_lines_is_one_heading():
    title = "Plan of Action: late shipment rate of", "Bramley Tor Outdoor"
    lines = [(70.0, 820.0 - 20 * n, "Helvetica", 16.0, line) for n, line in enumerate(title)]
    document = read(pdf([*lines, *page(*WRAPPED, top=770)]))
    assert kinds(document)[0] == ("heading", " ".join(title))


def test_a_numbered_item_whose_line_ends_with_a_sentence_runs_on():
    lines = [
        *page(*WRAPPED),
        *page("1. On 3 April we paid each of the buyers who had been waiting for a parcel.", top=730),
    ]
    lines.append((85.0, 716.0, *BODY, "Nobody was left out, as annex 2 shows in full."))
    assert kinds(read(pdf(lines)))[1][1] == (
        "On 3 April we paid each of the buyers who had been waiting for a parcel. "
        "Nobody was left out, as annex 2 shows in full."
    )


def with_note(canvas) -> None:
    text = canvas.beginText(70, 700)
    text.setFont("Helvetica", 11)
    text.textOut("The rate was 8.5%.")
    text.setFont("Helvetica", 6)
    text.setRise(4)
    text.textOut("1")
    canvas.drawText(text)
    text = canvas.beginText(70, 60)
    text.setFont("Helvetica", 5)
    text.textOut("1")
    text.setFont("Helvetica", 9)
    text.textOut(" See the report of 3 March.")
    canvas.drawText(text)


def test_a_footnote_is_known_by_its_raised_number():
    document = read(drawn(with_note))
    assert kinds(document)[1:] == [
        ("paragraph", "The rate was 8.5%."),
        ("footnote", "See the report of 3 March."),
    ]


def ruled(canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(70, 640, 300, 0.5, stroke=0, fill=1)
    white(canvas)


def test_a_thin_rule_on_the_page_does_not_excuse_white_words():
    assert [span.kind for span in read(drawn(ruled)).hidden] == [HiddenKind.WHITE]


def test_the_largest_of_several_headings_is_the_title():
    lines = [
        (70.0, 820.0, "Helvetica-Bold", 16.0, "Plan of Action"),
        (70.0, 798.0, "Helvetica-Bold", 13.0, "Root cause"),
        *page(*WRAPPED, top=780),
    ]
    assert [block.level for block in read(pdf(lines)).blocks] == [1, 2, 0]


def test_a_sentence_that_goes_on_after_a_colon_at_the_line_end_is_one_paragraph():
    lines = page("Our check of the annexes:", "we compared every box with the sheet.")
    assert len(read(pdf(lines)).blocks) == 1
