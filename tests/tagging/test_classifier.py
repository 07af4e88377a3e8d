from __future__ import annotations

import json

import numpy as np
import pytest

from poareview.language import language_data
from poareview.model import Document, Language, Role
from poareview.specifics import find_specifics
from poareview.tagging.classifier import WEIGHTS, load_model, quantised, save_model, shipped_model, tag
from poareview.tagging.features import COLUMNS, HASHED, SIGNS
from poareview.text.blocks import plain_blocks
from poareview.text.segment import segment

# What these say leaves no doubt; none of them stands in the drafts that were learned from.
PLAIN = [
    ("en", "The root cause was that we had no second check at the packing table.", Role.ROOT_CAUSE),
    ("en", "On 4 June we refunded all 31 buyers concerned.", Role.ACTION),
    ("en", "Every Monday our stock manager compares the shelf with the listings and signs the sheet.", Role.PREVENTION),
    ("en", "We kindly ask you to reinstate our selling account.", Role.REQUEST),
    ("en", "We take full responsibility for these delays.", Role.OWNERSHIP),
    ("fr", "La cause profonde est que nous n'avions aucun second contrôle à l'emballage.", Role.ROOT_CAUSE),
    ("fr", "Le 4 juin, nous avons remboursé les 31 acheteurs concernés.", Role.ACTION),
    ("fr", "Chaque lundi, notre responsable du stock compare les rayons aux offres et signe la fiche.", Role.PREVENTION),
    ("fr", "Nous vous prions de bien vouloir réactiver notre compte vendeur.", Role.REQUEST),
    ("fr", "Nous assumons l'entière responsabilité de ces retards.", Role.OWNERSHIP),
    ("nl", "De hoofdoorzaak was dat wij geen tweede controle hadden aan de inpaktafel.", Role.ROOT_CAUSE),
    ("nl", "Op 4 juni hebben wij alle 31 betrokken kopers terugbetaald.", Role.ACTION),
    ("nl", "Elke maandag vergelijkt onze voorraadbeheerder de schappen met het aanbod en tekent af.", Role.PREVENTION),
    ("nl", "Wij verzoeken u vriendelijk ons verkopersaccount te herstellen.", Role.REQUEST),
    ("nl", "Wij nemen de volledige verantwoordelijkheid voor deze vertragingen.", Role.OWNERSHIP),
]  # fmt: skip


def tagged(text, language="en", model=None):
    known = Language(language)
    document = Document(text=text, blocks=plain_blocks(text))
    sentences = segment(document, language_data(known).abbreviations)
    return tag(document, sentences, known, find_specifics(document, known), model)


LETTER = {
    "en": "Dear Seller Performance team,\n\n{}\n\nKind regards,\nAnna Verlinden",
    "fr": "Madame, Monsieur,\n\n{}\n\nCordialement,\nAnna Verlinden",
    "nl": "Geacht team,\n\n{}\n\nMet vriendelijke groet,\nAnna Verlinden",
}


@pytest.mark.parametrize(("language", "sentence", "role"), PLAIN)
def test_a_plain_sentence_has_its_role_without_any_heading(language, sentence, role):
    assert role in tagged(LETTER[language].format(sentence), language)[1].roles


@pytest.mark.parametrize(
    ("language", "heading", "sentence"),
    [
        ("en", "Preventive measures", "On 4 June we refunded all 31 buyers and removed the two listings."),
        ("fr", "Mesures préventives", "Le 4 juin, nous avons remboursé les 31 acheteurs et retiré les deux offres."),
        ("nl", "Preventieve maatregelen", "Op 4 juni hebben wij de 31 kopers terugbetaald en twee vermeldingen verwijderd."),
    ],
)  # fmt: skip
def test_a_heading_does_not_turn_a_deed_into_a_lasting_measure(language, heading, sentence):
    found = tagged(f"## {heading}\n\n{sentence}", language)[1]
    assert Role.ACTION in found.roles
    assert found.probabilities[Role.ACTION] > found.probabilities[Role.PREVENTION]


def test_every_sentence_has_a_role_and_all_probabilities():
    for item in tagged("Hm.\n\n# Cause\n\nWe had no check, and 12 parcels left late."):
        assert item.roles
        assert set(item.probabilities) == set(Role)
        assert all(0 <= chance <= 1 for chance in item.probabilities.values())


def test_the_same_text_is_tagged_the_same():
    assert tagged(PLAIN[0][1]) == tagged(PLAIN[0][1])


def test_no_sentences_need_no_weights():
    assert tag(Document(text="", blocks=()), (), Language.EN, ()) == ()


def test_a_model_that_was_saved_gives_the_same_probabilities(tmp_path):
    random = np.random.default_rng(7)
    roles = tuple(Role)
    made = quantised(random.normal(size=(COLUMNS, len(roles))), roles, dict.fromkeys(roles, 0.5))
    save_model(made, tmp_path, {"seed": 7})
    assert tagged(PLAIN[0][1], model=made) == tagged(PLAIN[0][1], model=load_model(tmp_path))


def test_weights_for_other_features_are_refused(tmp_path):
    for file in WEIGHTS.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    told = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    told["signs"] = told["signs"][1:]
    (tmp_path / "model.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ValueError, match="train again"):
        load_model(tmp_path)


def test_the_weights_are_small_and_hold_no_pickle():
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) < 4_000_000
    assert shipped_model().hashed.shape == (HASHED, len(Role))
    assert shipped_model().signs.shape == (len(SIGNS), len(Role))
    assert {file.suffix for file in WEIGHTS.iterdir()} == {".npy", ".json", ".md"}
