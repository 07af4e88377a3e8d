"""Who is named, and who a sentence blames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.checks import blamed_party, parties_named
from poareview.checks.parties import party_name
from poareview.model import Language, Party


@pytest.mark.parametrize(
    ("language", "text", "parties"),
    [
        ("en", "The buyer says that UPS lost the parcel of our supplier.", ["buyer", "carrier", "supplier"]),
        (
            "fr",
            "Le client attend le colis que Colissimo et notre stagiaire ont égaré.",
            ["buyer", "carrier", "staff"],
        ),
        ("nl", "PostNL en onze leverancier hebben de klant laten wachten.", ["carrier", "supplier", "buyer"]),
        ("en", "Your team closed it.", ["amazon"]),
        ("fr", "VOTRE EQUIPE A FERME LE COMPTE.", ["amazon"]),
        ("nl", "Jullie hebben het gesloten.", ["amazon"]),
        ("en", "We counted the boxes.", []),
    ],
)
def test_parties_are_named_in_order_of_appearance(language, text, parties):
    assert parties_named(text, Language(language)) == tuple(Party(party) for party in parties)


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "The customer is lying, the parcel was handed over.", "buyer"),
        ("en", "Your robot flagged us for nothing.", "amazon"),
        ("en", "The courier loses parcels every week.", "carrier"),
        ("en", "Our supplier tricked us with a bad batch.", "supplier"),
        ("en", "A jealous rival bought from us to plant a complaint.", "competitor"),
        ("en", "A careless employee caused it and was fired.", "staff"),
        ("en", "It is all down to our software provider.", "other"),
        ("fr", "L'acheteuse n'a visiblement pas lu la fiche.", "buyer"),
        ("fr", "Vos règles changent sans cesse.", "amazon"),
        ("fr", "Le livreur a imité la signature.", "carrier"),
        ("fr", "Notre fournisseur nous a trompés.", "supplier"),
        ("fr", "Un concurrent jaloux a acheté chez nous pour se plaindre.", "competitor"),
        ("fr", "Notre stagiaire a agi dans notre dos.", "staff"),
        ("fr", "Tout vient de notre prestataire informatique.", "other"),
        ("nl", "De koopster heeft de omschrijving duidelijk niet gelezen.", "buyer"),
        ("nl", "Jullie systeem heeft ons zonder reden geblokkeerd.", "amazon"),
        ("nl", "De bezorgdienst raakt elke week pakketten kwijt.", "carrier"),
        ("nl", "De groothandel beloofde dat het echt was, dus de fout ligt daar.", "supplier"),
        ("nl", "Een jaloerse concurrent kocht bij ons om te kunnen klagen.", "competitor"),
        ("nl", "Onze stagiair deed dit achter onze rug om.", "staff"),
        ("nl", "Het ligt volledig aan onze softwareleverancier.", "other"),
    ],
)
def test_the_blamed_party_is_the_one_at_fault(language, text, party):
    assert blamed_party(text, Language(language)) is Party(party)


def test_a_pronoun_is_explained_by_the_sentence_before():
    assert blamed_party("They never answer.", Language.EN, before="The courier was late.") is Party.CARRIER


def test_nobody_named_is_somebody_else():
    assert blamed_party("It just happened.", Language.EN) is Party.OTHER


def test_a_party_that_is_cleared_is_not_the_one_blamed():
    assert blamed_party("It was not the carrier but a packer.", Language.EN) is Party.STAFF


@pytest.mark.parametrize("language", list(Language))
def test_every_party_has_a_name_in_every_language(language):
    assert all(party_name(party, language) for party in Party)


@given(text=st.text(max_size=200), language=st.sampled_from(list(Language)))
def test_any_text_has_an_answer(text, language):
    assert blamed_party(text, language) in Party
