from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.model import BlockKind
from poareview.text.blocks import count_words, plain_blocks

PIECES = st.sampled_from(
    ["# Cause", "1. Cause", "2) fixed", "- item", "  - deeper", "> said", "| a | b |", "**Bold**", "ROOT CAUSE",
     "We had no check.", "et puis rien", "", " ", "\t", "3.", "•", "---", "Why?", "a)", "*** 5 ***", "\u00a0x"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("\n".join))


def kinds(text):
    return [(block.kind, text[block.start : block.end]) for block in plain_blocks(text)]


@given(TEXTS)
def test_blocks_cover_every_letter_and_digit_once_and_in_order(text):
    covered = [False] * len(text)
    end = 0
    for block in plain_blocks(text):
        assert end <= block.start < block.end <= len(text)
        end = block.end
        covered[block.start : block.end] = [True] * (block.end - block.start)
    markers = [
        character
        for character, inside in zip(text, covered, strict=True)
        if character.isalnum() and not inside
    ]
    # only markers of lists ("1.", "a)") are left out
    assert sum(map(str.isalnum, markers)) <= 4 * text.count("\n") + 4


@given(TEXTS, st.text(alphabet="ab .\n", max_size=20))
def test_a_start_offset_moves_the_blocks_and_nothing_else(text, before):
    moved = plain_blocks(before + text, start=len(before))
    assert [(block.start - len(before), block.end - len(before), block.kind) for block in moved] == [
        (block.start, block.end, block.kind) for block in plain_blocks(text)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "## What went wrong",
        "**Oorzaak**",
        "ACTIONS CORRECTIVES",
        "1. Root cause",
        "Mesures préventives :",
        "Preventie",
    ],
)
def test_a_line_that_is_marked_or_stands_out_is_a_heading(line):
    text = f"Some first paragraph that stands before it.\n\n{line}\n\nWe had no second check before the parcels left."
    assert kinds(text)[1][0] is BlockKind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "We refunded 12 buyers.",
        "Dear Amazon team,",
        "- 3 May: stock counted",
        "1. 3 May: all 214 SKUs counted",
    ],
)
def test_a_sentence_a_greeting_or_an_item_is_no_heading(line):
    text = f"{line}\n2. Another thing that was done on the same day"
    assert kinds(text)[0][0] is not BlockKind.HEADING


def test_numbered_lines_in_a_row_are_one_numbered_list():
    blocks = plain_blocks("1. Stock counted\n2. Offers closed\n3. Buyers told")
    assert [(block.kind, block.ordered) for block in blocks] == [(BlockKind.LIST_ITEM, True)] * 3


def test_the_marker_of_an_item_is_not_part_of_it():
    assert kinds("- Stock counted")[0][1] == "Stock counted"


def test_nested_items_know_their_depth():
    assert [block.level for block in plain_blocks("- a b\n  - c d\n    - e f")] == [0, 1, 2]


def test_lines_without_a_blank_between_are_one_paragraph():
    assert kinds("We had no check.\nWe have one now.") == [
        (BlockKind.PARAGRAPH, "We had no check.\nWe have one now.")
    ]


def test_quoted_lines_and_table_rows_are_known():
    found = kinds("> Your account is closed.\n\n| Order | Date |\n|---|---|\n| 1 | 2 May |")
    assert [kind for kind, _ in found] == [BlockKind.QUOTE, BlockKind.TABLE_ROW, BlockKind.TABLE_ROW]


def test_a_letter_in_capitals_is_not_all_headings():
    text = (
        "WE SHIPPED LATE IN MAY\nWE HAD NO SECOND CHECK\nWE NOW HAVE ONE EVERY DAY\nPLEASE OPEN THE ACCOUNT"
    )
    assert BlockKind.HEADING not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize(("text", "words"), [("", 0), ("It's 1,204.5 e-mails", 3), ("l'été – déjà", 2)])
def test_words_are_runs_of_letters_and_digits(text, words):
    assert count_words(text) == words
