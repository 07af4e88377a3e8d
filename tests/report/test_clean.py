"""Words of a draft cannot steer a terminal, and any output can show them somehow."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.report.clean import encodable, holding, one_line, shortened, wrapped


@given(st.text())
def test_one_line_holds_no_character_that_a_terminal_obeys(text):
    assert not {unicodedata.category(character) for character in one_line(text)} & {
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    }


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), min_size=1))
def test_one_line_leaves_printable_words_alone(text):
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\nb\t c", "a b c"),
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("safe\u202eevil", "safeevil"),
        ("zero\u200bwidth", "zerowidth"),
        ("13\u00a0%", "13\u00a0%"),
        ("\u200b\u200b", ""),
    ],
)
def test_one_line_by_example(raw, shown):
    assert one_line(raw) == shown


@given(st.text(), st.sampled_from(["ascii", "cp1252", "latin-1", "cp850", "utf-8"]))
def test_whatever_is_shown_can_be_encoded(text, encoding):
    encodable(one_line(text), encoding).encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", '+ "deja vu" ...'),
        ("cp1252", "+ «\u00a0déjà vu\u00a0» …"),
        ("utf-8", "✓ «\u00a0déjà vu\u00a0» …"),
    ],
)
def test_what_an_output_lacks_becomes_something_plainer(encoding, shown):
    assert encodable("✓ «\u00a0déjà vu\u00a0» …", encoding) == shown


def test_no_break_spaces_hold_until_the_lines_are_broken():
    assert holding("93\u00a0% ✓", "ascii") == "93\u00a0% +"


@given(st.text(alphabet="ab \u00a0", max_size=200), st.integers(min_value=1, max_value=30))
def test_lines_fit_and_lose_nothing_but_blanks(text, width):
    lines = wrapped(one_line(text), width)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == one_line(text).replace(" ", "")


@given(st.text(alphabet="abc ", max_size=400), st.integers(min_value=10, max_value=60))
def test_a_shortened_text_is_no_longer_than_asked(text, most):
    assert len(shortened(text, most)) <= most


def test_a_long_text_keeps_its_beginning_and_its_end():
    short = shortened("The beginning " + "and on " * 50 + "the end.", 60)
    assert short.startswith("The beginning")
    assert short.endswith("the end.")
    assert " … " in short
