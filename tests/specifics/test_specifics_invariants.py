"""What holds for any text, and the time that long and hostile texts take."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specifics_finding import paragraph, specifics

from poareview.model import Document, Hidden, HiddenKind, Language, SpecificKind
from poareview.specifics import find_specifics
from poareview.specifics.index import build
from poareview.specifics.words import words_of
from poareview.text.blocks import plain_blocks

PIECES = [
    "114-6620385-9471204", "B0CK4W7ZNP", "12 May 2024", "le 12/05", "9,8 %", "ODR", "rate", "taux", "XXX",
    "€ 4.118,50", "[date]", "____", "34 of 812", "orders", "invoice", "n°", "annex 2", "Odile Marchbank",
    "\n", "\n\n", "- ", "1. ", "|", "\t", "\u00ad", "\u202f", "4111111111111111", "+31 6 12345678", "de",
    "BE68 5390 0754 7034", "https://x.example/a", "a@b.example", "16 h", "24 uur", "(", "<", "{", "İ", "ß",
    "percentage", "van", "\0",
]  # fmt: skip
HOSTILE = [
    "1", "a ", "(", "[", "{", "<", "1 ", "1-", "1,", "06 ", "xx-", "_", "A'", "rate 5% ", "case 12345678, ",
    "facture n° ", "[a ", "a@", "B0", "NL12 ", "+1", "12.", ".pdf", "\n", "| ", "Ab ",
]  # fmt: skip
PIECE = st.sampled_from(PIECES)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECE, max_size=25).map(" ".join), st.lists(PIECE).map("".join)
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(Language))
def test_every_quote_is_the_text_at_its_place_and_none_overlap(text, language):
    found = find_specifics(Document(text=text, blocks=plain_blocks(text)), language)
    assert all(text[one.start : one.end] == one.quote and one.quote for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_nothing_is_found_in_a_hidden_stretch(text):
    hidden = (Hidden(kind=HiddenKind.WHITE, start=0, end=len(text)),)
    assert find_specifics(Document(text=text, blocks=(), hidden=hidden), Language.EN) == ()


def test_only_the_visible_part_is_read_beside_a_hidden_one():
    text = "B0CK4W7ZNP B0C2YH8TNM"
    hidden = (Hidden(kind=HiddenKind.TINY, start=0, end=10),)
    found = find_specifics(Document(text=text, blocks=(), hidden=hidden), Language.EN)
    assert [one.quote for one in found] == ["B0C2YH8TNM"]


def test_the_number_of_a_list_item_is_no_specific():
    assert [one.quote for one in specifics("1. 15 March: closed\n2. 16 March: opened")] == [
        "15 March",
        "16 March",
    ]


def test_an_empty_draft_has_no_specifics():
    assert specifics("") == ()


def test_the_json_that_is_read_at_run_time_is_that_of_the_data_files():
    """If this fails, run `python -m poareview.specifics.index`."""
    stale = [path.name for path, text in build().items() if path.read_text(encoding="utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("language", Language)
def test_the_data_of_each_language_has_the_same_keys_and_all_months(language):
    words = words_of(language)
    assert set(words.months.values()) == set(range(1, 13))
    kinds = {cue.what for cues in words.cues.values() for cue in cues}
    assert kinds == {cue.what for cues in words_of(Language.EN).cues.values() for cue in cues}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_line_with_its_length(piece, language):
    text = piece * (30_000 // len(piece))
    begin = time.perf_counter()
    find_specifics(paragraph(text), language)
    assert time.perf_counter() - begin < 2.0


def test_a_redacted_order_is_a_placeholder_and_no_order():
    found = specifics("order XXX-1234567-1234567")
    assert [one.kind for one in found] == [SpecificKind.PLACEHOLDER]
