from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.language.load import language_data
from poareview.model import BlockKind, Document, Language
from poareview.text.blocks import plain_blocks
from poareview.text.segment import segment

WORDS = st.sampled_from(
    ["We", "had", "no", "check.", "Etc.", "1.8%", "1,8 %", "M.", "114-6620385-9471204", "B0BQ7M2LTX.", "?", "« Non ! »",
     "https://amazon.fr/x.", "(see", "annex", "2).", "\n", "\n\n", "- ", "1) ", "**Cause.**", "...", "e.g.", "dhr.", "!!!"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=40).map(" ".join))


def split(text, language="en"):
    document = Document(text=text, blocks=plain_blocks(text))
    return [sentence.quote for sentence in segment(document, language_data(Language(language)).abbreviations)]


@given(TEXTS, st.sampled_from(["en", "fr", "nl"]))
def test_sentences_are_slices_in_order_that_cover_every_letter_of_the_blocks(text, language):
    document = Document(text=text, blocks=plain_blocks(text))
    sentences = segment(document, language_data(Language(language)).abbreviations)
    end, inside = 0, 0
    for sentence in sentences:
        assert end <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end] == sentence.quote == sentence.quote.strip()
        end = sentence.end
        inside += sum(map(str.isalnum, sentence.quote))
    assert inside == sum(sum(map(str.isalnum, text[block.start : block.end])) for block in document.blocks)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["The rate rose to 1.8%.", "We saw it late."]),
        ("en", ["Orders 114-6620385-9471204 etc. were late.", "See https://amazon.co.uk/help for more."]),
        ("en", ["Mr. J. Smith of Halden Ltd. checks it.", "It takes 5 min. per day at 9 a.m. each time."]),
        ("fr", ["Le taux atteint 1,8 % !", "Pourquoi ?", "« Rien n'est prêt. »", "Voilà la cause."]),
        ("fr", ["M. Dupont et Mme. Roy relisent l'art. 5 chaque lundi.", "La commande n° 12 est partie."]),
        ("nl", ["Het percentage was 1,8%.", "Dhr. de Vries controleert bijv. nr. 12 om 16.00 uur."]),
        ("nl", ["Wij hebben o.a. de voorraad geteld.", "Dat was te laat!"]),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(language, sentences):
    assert split(" ".join(sentences), language) == sentences


def test_a_blank_that_was_forgotten_still_ends_a_sentence():
    assert split("We counted the stock.The offers were closed.") == [
        "We counted the stock.",
        "The offers were closed.",
    ]


def test_a_file_name_and_an_address_are_not_cut():
    assert len(split("See report.final.pdf in amazon.fr or invoice.pdf of today")) == 1


def test_a_line_that_the_page_broke_is_joined_again():
    text = "The shift that packs the parcels had ended when the last\norders of the day came in."
    assert split(text) == [text]


def test_a_line_that_its_writer_broke_is_not_joined():
    assert split("hugs from sao paulo\njessica") == ["hugs from sao paulo", "jessica"]


def test_a_list_that_was_run_into_one_line_is_taken_apart():
    assert split("Done: 1) stock counted 2) offers closed 3) buyers told") == [
        "Done:",
        "1) stock counted",
        "2) offers closed",
        "3) buyers told",
    ]


def test_a_bold_lead_in_belongs_to_what_follows():
    assert split("**Planning.** Lotte counts the candles.") == ["Planning.** Lotte counts the candles."]


def test_a_heading_is_one_sentence():
    document = Document(text="# Cause. And effect", blocks=plain_blocks("# Cause. And effect"))
    sentences = segment(document, language_data(Language.EN).abbreviations)
    assert [sentence.kind for sentence in sentences] == [BlockKind.HEADING]
