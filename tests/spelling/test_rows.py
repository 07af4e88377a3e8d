"""The rows of a sentence's tokens, and what of them is left alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from poareview.model import Document, Language
from poareview.spelling.tokens import closed_places, inside, left_alone, tokens

_TEXT = st.text(alphabet=st.sampled_from("aelnqu'-. ,é\n«»\"1"), max_size=80)
_SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=6)


@settings(max_examples=80, deadline=None)
@given(text=_TEXT, language=st.sampled_from(list(Language)))
def test_every_token_stands_where_its_offsets_say(text: str, language: Language) -> None:
    row = tokens(text, 0, len(text), language)
    places = zip(row.texts, row.starts, row.ends, strict=True)
    assert all(text[start:end] == token for token, start, end in places)
    assert "".join(row.texts) == "".join(text.split())


def test_french_elided_words_stand_alone() -> None:
    text = "jusqu'à l'offre d'aujourd'hui, presqu'île"
    row = tokens(text, 0, len(text), Language.FR)
    assert row.texts == ["jusqu'", "à", "l'", "offre", "d'", "aujourd'hui", ",", "presqu'", "île"]


def test_an_apostrophe_stays_within_an_english_word() -> None:
    assert tokens("the buyer's box", 0, 15, Language.EN).texts == ["the", "buyer's", "box"]


@settings(max_examples=80, deadline=None)
@given(text=_TEXT, pairs=_SPANS)
def test_a_place_is_closed_where_its_token_touches_a_span(text: str, pairs: list[tuple[int, int]]) -> None:
    row = tokens(text, 0, len(text), Language.EN)
    spans: list[tuple[int, int]] = []
    for start, length in sorted(pairs):
        if not spans or start > spans[-1][1]:
            spans.append((start, start + length))
    touched = {p for p in range(len(row)) if inside(spans, row.starts[p], row.ends[p])}
    assert closed_places(row, spans) == touched


def test_an_apostrophe_opens_no_quotation_but_a_single_quote_does() -> None:
    text = "The buyers' box 'was opn' and it's 'good enuf' too."
    spans = left_alone(Document(text=text, blocks=()), ())
    assert [text[start:end] for start, end in spans] == ["'was opn'", "'good enuf'"]
