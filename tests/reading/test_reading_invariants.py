import html
import re
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_files import NUMBERING, docx, num, p, para, r, style

from poareview.model import Document, HiddenKind
from poareview.reading import read, read_bytes

WORDS = st.sampled_from(
    [
        "We",
        "failed",
        "12",
        "units",
        "étiquette",
        "op",
        "3 maart",
        "FBA",
        "niet",
        ".",
        ":",
        "!",
        "1.",
        "-",
        "a)",
        "l’",
    ]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
MARKER = re.compile(r"[\s>|]*(?:#{1,6}|[-*+•–—]|\(?(?:\d{1,2}|[a-zA-Z]{1,4})[.)]|\d{1,2}\.\d{1,2}\.?)?[\s]*")


def assert_sound(document: Document) -> None:
    """Blocks are in order, apart, and cover every letter and digit that is not hidden or a marker."""
    text = document.text
    covered = bytearray(len(text))
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        covered[block.start : block.end] = b"\1" * (block.end - block.start)
        last = block.end
    for span in document.hidden:
        assert 0 <= span.start < span.end <= len(text)
        if span.kind is not HiddenKind.ZERO_WIDTH:
            assert not any(covered[span.start : span.end])
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    position = 0
    for line in text.split("\n"):
        marker = MARKER.match(line)
        for offset, character in enumerate(line):
            outside = not covered[position + offset]
            assert not (character.isalnum() and outside and offset >= marker.end()), (text, document.blocks)
        position += len(line) + 1
    assert [block.paragraph for block in document.blocks] == sorted(
        block.paragraph for block in document.blocks
    )


def has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


LINES = st.lists(
    st.tuples(st.sampled_from(["", "# ", "- ", "1. ", "  - ", "> "]), SENTENCE), min_size=1, max_size=10
)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_the_blocks_of_markdown_are_sound(lines, gap):
    text = gap.join(mark + words for mark, words in lines)
    if has_words(text):
        assert_sound(read_bytes(text.encode(), name="a.md"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=200))
def test_the_blocks_of_any_text_are_in_order_and_apart(text):
    if has_words(text):
        document = read(text)
        last = 0
        for block in document.blocks:
            assert last <= block.start < block.end <= len(text)
            last = block.end


RUN = st.tuples(
    SENTENCE,
    st.sampled_from(["", "", "<w:b/>", "<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>']),
)
STYLE = style("Heading1", "heading 1")
PARAGRAPH = st.tuples(
    st.sampled_from(["", "", '<w:pStyle w:val="Heading1"/>', num(1), num(2, 1)]),
    st.lists(RUN, min_size=1, max_size=4),
    st.booleans(),
)


def word_paragraph(props: str, runs: list[tuple[str, str]], broken: bool) -> str:
    between = "<w:r><w:br/></w:r>" if broken else r(" ")
    return para(f"<w:pPr>{props}</w:pPr>", between.join(r(escape(text), look) for text, look in runs))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(PARAGRAPH, min_size=1, max_size=3), min_size=1, max_size=4))
def test_the_blocks_of_a_word_file_are_sound(parts):
    body = p("We begin here.")
    for number, part in enumerate(parts):
        inner = [word_paragraph(*one) for one in part]
        if number % 2:
            cells = "".join(f"<w:tc>{one}</w:tc>" for one in inner)
            body += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        else:
            body += "".join(inner)
    assert_sound(read_bytes(docx(body, styles=STYLE, numbering=NUMBERING), name="a.docx"))


TAGS = st.sampled_from(
    ["p", "h2", "li", "div", "td", "tr", "table", "ul", "ol", "b", "blockquote", "br", "pre", "i hidden"]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(TAGS, SENTENCE, st.booleans()), min_size=1, max_size=12))
def test_the_blocks_of_any_tag_soup_are_sound(parts):
    markup = "<p>We begin here.</p>"
    for tag, words, closed in parts:
        markup += f"<{tag}>{html.escape(words)}" + (f"</{tag.partition(' ')[0]}>" if closed else "")
    assert_sound(read_bytes(markup.encode(), name="a.html"))


@settings(deadline=None, max_examples=60)
@given(st.lists(SENTENCE, min_size=1, max_size=6))
def test_every_word_of_a_page_is_in_its_text(sentences):
    markup = "".join(f"<p>{html.escape(one)}</p>" for one in sentences)
    text = read_bytes(("<p>We.</p>" + markup).encode(), name="a.html").text
    assert text.split() == ["We.", *" ".join(sentences).split()]
