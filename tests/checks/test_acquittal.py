from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import poareview
from poareview.checks.acquittal import acquits
from poareview.model import Language
from poareview.text.fold import plain

CLEARING = {
    "en": [
        "None of this was the fault of the buyers.",
        "We do not blame the carrier.",
        "No customer is to blame for the delay.",
        "The buyer was right to complain.",
        "The courier missed two pick-ups and we had no second one, which was our failing.",
    ],
    "fr": [
        "Rien de tout cela n'est la faute des acheteurs.",
        "Nous n'accusons pas le transporteur.",
        "Aucun client n'est en cause.",
        "L'acheteur avait raison de se plaindre.",
        "Le transporteur est passé en retard sans solution de secours, c'est notre manquement.",
    ],
    "nl": [
        "Niets hiervan is de schuld van de kopers.",
        "Wij verwijten de vervoerder niets.",
        "De klant treft geen blaam.",
        "De koper had gelijk met zijn klacht.",
        "De bezorger kwam te laat en wij hadden geen alternatief, dat is onze tekortkoming.",
    ],
}
BLAMING = {
    "en": [
        "It was not our fault but the carrier's.",
        "We are not to blame.",
        "The buyer is to blame for this.",
    ],
    "fr": ["Ce n'est pas notre faute mais celle du transporteur.", "La faute en revient à l'acheteur."],
    "nl": ["Het is niet onze schuld maar die van de vervoerder.", "De schuld ligt bij de koper."],
}
PAIRS = [(language, sentence) for language, sentences in CLEARING.items() for sentence in sentences]
BLAMES = [(language, sentence) for language, sentences in BLAMING.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "sentence"), PAIRS)
def test_a_party_that_is_cleared_is_not_blamed(language, sentence):
    assert acquits(plain(sentence), Language(language))
    assert poareview.review(sentence, language=language).criterion("no_blame").evidence == ()


@pytest.mark.parametrize(("language", "sentence"), PAIRS)
def test_capitals_and_missing_accents_make_no_difference(language, sentence):
    assert acquits(plain(plain(sentence).upper()), Language(language))


@pytest.mark.parametrize(("language", "sentence"), BLAMES)
def test_to_deny_ones_own_fault_or_to_accuse_clears_nobody(language, sentence):
    assert not acquits(plain(sentence), Language(language))


@given(st.text(alphabet="nobt fauleryx.'", max_size=3000), st.sampled_from(list(Language)))
def test_any_text_is_answered(text, language):
    assert acquits(text, language) in (True, False)
