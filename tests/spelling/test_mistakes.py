"""What counts as a mistake of language, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poareview.language.load import language_data
from poareview.model import Block, BlockKind, Document, Hidden, HiddenKind, Language, Specific, SpecificKind
from poareview.spelling import Mistake, mistakes
from poareview.text.blocks import plain_blocks
from poareview.text.segment import segment

EN, FR, NL = Language.EN, Language.FR, Language.NL


def found(text: str, language: Language, specifics: tuple[Specific, ...] = ()) -> tuple[Mistake, ...]:
    document = Document(text=text, blocks=plain_blocks(text))
    sentences = segment(document, language_data(language).abbreviations)
    return mistakes(document, sentences, language, specifics)


def quotes(text: str, language: Language) -> list[str]:
    return [mistake.quote for mistake in found(text, language)]


CORRECT = {
    EN: """On 3 May we realised that 14 orders had been sent without tracking. Our dispatch manager relabelled
every parcel, and the buyers' refunds were completed within two days.

We didn't check the supplier's invoices closely enough. From now on each relisted ASIN is reviewed by two
people, who compare the packaging, the barcode and the colour with the detail page.

Kind regards,
Marloes Vandenbrook
Tinwhistle Homeware Ltd""",
    FR: """Le 3 mai, nous avons constaté que quatorze commandes étaient parties sans numéro de suivi.
L'ensemble des acheteurs a été remboursé, et notre responsable logistique vérifie désormais chaque étiquette.

Aujourd'hui, lorsqu'un colis revient, celui-ci est isolé puis contrôlé ; n'est remis en stock que ce qui n'a
pas été ouvert. Y a-t-il un doute ? L'article est détruit.

Nous vous prions d'agréer, Madame, Monsieur, nos salutations distinguées.
Maëlle Kerguelvan""",
    NL: """Op 3 mei stelden wij vast dat veertien bestellingen zonder trackingnummer waren verzonden. Alle
kopers hebben hun geld teruggekregen en onze magazijnverantwoordelijke controleert voortaan elk retourlabel.

De verpakkingen worden nu gewogen op een pakketweegschaal; foto's van de douanepapieren zitten in de bijlage.
Zo'n fout mag niet opnieuw gebeuren.

Met vriendelijke groeten,
Jelle Brouwhorst, zaakvoerder""",
}


@pytest.mark.parametrize("language", list(Language))
def test_a_correct_letter_has_no_mistakes(language: Language) -> None:
    assert found(CORRECT[language], language) == ()


@pytest.mark.parametrize(
    ("language", "text", "wrong", "right"),
    [
        (EN, "We recieved the parcel on time.", "recieved", "received"),
        (EN, "We apologise for the inconvinience of this.", "inconvinience", "inconvenience"),
        (FR, "Nous avons remboursé le problème deja réglé.", "deja", "déjà"),
        (FR, "Le colis a été expédiié trop tard.", "expédiié", "expédié"),
        (NL, "De bestellling is te laat verzonden.", "bestellling", "bestelling"),
        (NL, "Wij hebben de klnat gebeld.", "klnat", "klant"),
    ],
)
def test_a_misspelling_comes_with_what_is_meant(
    language: Language, text: str, wrong: str, right: str
) -> None:
    assert [(m.quote, m.kind, m.suggestion) for m in found(text, language)] == [(wrong, "spelling", right)]


@pytest.mark.parametrize(
    "word", ["colour", "color", "organise", "organize", "fulfilment", "fulfillment", "cheque"]
)
def test_british_and_american_spelling_are_both_right(word: str) -> None:
    assert quotes(f"The seller wrote about {word} in the report.", EN) == []


@pytest.mark.parametrize(
    "word", ["verzendlabelprinter", "retourdoos", "levertijden", "accountgegevens", "kwaliteitscontrole"]
)
def test_dutch_compounds_need_not_be_listed(word: str) -> None:
    assert quotes(f"Wij hebben de {word} gecontroleerd.", NL) == []


@pytest.mark.parametrize("word", ["bestellingnummer", "kwaliteitcontrole"])
def test_a_dutch_compound_without_its_linking_sound_is_a_mistake(word: str) -> None:
    meant = word.replace("ing", "ings").replace("teit", "teits")
    assert [(m.quote, m.suggestion) for m in found(f"Wij hebben het {word} gemeld.", NL)] == [(word, meant)]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Elke klant kreeg een retour label van ons.", "retour label"),
        ("Het geld is al terug gestort op 3 mei.", "terug gestort"),
        ("Wij hebben de bon mee gestuurd naar de koper.", "mee gestuurd"),
    ],
)
def test_a_dutch_compound_written_apart_is_a_mistake(text: str, apart: str) -> None:
    assert quotes(text, NL) == [apart]


def test_french_capitals_may_go_without_accents() -> None:
    assert quotes("LE REMBOURSEMENT A DEJA ETE EFFECTUE PAR NOTRE SOCIETE", FR) == []


def test_an_accent_missing_in_small_letters_has_a_sign_of_its_own() -> None:
    (mistake,) = found("Le probleme est réglé.", FR)
    assert (mistake.sign, mistake.suggestion) == ("accent-missing", "problème")


def test_a_shouted_misspelling_is_seen() -> None:
    assert quotes("THIS IS A WONDERFULL PRODUCT AND IT IS NEW", EN) == ["WONDERFULL"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "Our partner Quibblestone ships with Parcelvane, and quibblestone insures each box."),
        (FR, "Notre partenaire Quibblestone expédie avec Colivoltige."),
        (NL, "Onze partner Quibblestone verzendt met Pakkettovlug."),
    ],
)
def test_names_are_left_alone(language: Language, text: str) -> None:
    assert quotes(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "See report_v2.pdf, mail helpdsk@exampel.example or visit www.exampel-shopp.example today."),
        (FR, "Voir le fichier suivii_v2.pdf ou écrire à contcat@exampel.example."),
        (NL, "Zie het bestand lijsst_v2.pdf of mail naar infoo@exampel.example."),
    ],
)
def test_addresses_and_file_names_are_left_alone(language: Language, text: str) -> None:
    assert quotes(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "The buyer wrote “it dont work and i want my mony back” on 3 May."),
        (FR, "L'acheteur a écrit « sa marche pas du tou » le 3 mai."),
        (NL, 'De koper schreef "hij doet ut niet meer, wat een zooitje" op 3 mei.'),
    ],
)
def test_somebody_elses_words_are_not_judged(language: Language, text: str) -> None:
    assert quotes(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "foreign"),
    [
        (
            FR,
            "Nous avons vérifié les colis. We have refunded the buyers and will check all of them.",
            "en",
        ),
        (
            NL,
            "Wij controleerden alles. Nous avons remboursé les acheteurs et vous prions de répondre.",
            "fr",
        ),
        (
            EN,
            "We checked it all. Wij hebben alle kopers het geld terugbetaald en zullen dit niet meer doen.",
            "nl",
        ),
    ],
)
def test_a_sentence_in_another_language_is_one_mistake(language: Language, text: str, foreign: str) -> None:
    assert [(m.kind, m.sign) for m in found(text, language)] == [("mixed", f"in-{foreign}")]


def test_an_english_word_in_a_dutch_draft_is_mixed_language() -> None:
    (mistake,) = found("Wij nemen volledige ownership over deze klacht.", NL)
    assert (mistake.quote, mistake.kind, mistake.sign) == ("ownership", "mixed", "foreign-word")


@pytest.mark.parametrize(
    ("language", "text", "sign"),
    [
        (EN, "We checked the the parcel.", "word-twice"),
        (EN, "We sent it as a original product.", "a-an"),
        (EN, "We sent it ,and the buyer has it.", "blank-before-mark"),
        (EN, "We sent it,and the buyer has it.", "no-blank-after-mark"),
        (EN, "We know that i should check.", "small-i"),
        (FR, "Nous avons vérifié le le colis.", "word-twice"),
        (FR, "Nous avons vérifié le colis,puis le stock.", "no-blank-after-mark"),
        (NL, "Wij hebben de de klant gebeld.", "word-twice"),
        (NL, "Wij hebben het verzonden,maar te laat.", "no-blank-after-mark"),
        (NL, "Alles is verzonden. wij wachten op u.", "small-letter"),
    ],
)
def test_slips_of_the_keyboard_are_seen(language: Language, text: str, sign: str) -> None:
    assert sign in [mistake.sign for mistake in found(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "We used an hour, a unit, an ASIN, a European plug and an honest label."),
        (EN, "He had had it, and we knew that that was wrong."),
        (FR, "Nous nous excusons ; vous vous demandez : pourquoi ? Voici !"),
        (NL, "Wij weten dat die die klacht schreef, gelijk heeft."),
        (NL, "Sommige kopers hebben er thuis mee gespeeld."),
        (NL, "Anders had iedereen u verteld dat het pakket open was."),
        (NL, "Het gaat om 1.250 stuks, d.w.z. 3,5 % van de voorraad."),
    ],
)
def test_what_only_looks_like_a_slip_is_not_one(language: Language, text: str) -> None:
    assert quotes(text, language) == []


def test_a_greetings_comma_may_be_followed_by_a_small_letter() -> None:
    assert quotes("Dear team,\n\nwe have checked every parcel in the warehouse.", EN) == []


def test_hidden_text_is_not_judged() -> None:
    text = "All is well. Thiss is hiddden."
    document = Document(
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        hidden=(Hidden(kind=HiddenKind.VANISH, start=13, end=len(text)),),
    )
    assert mistakes(document, segment(document, language_data(EN).abbreviations), EN, ()) == ()


def test_an_empty_draft_has_no_mistakes() -> None:
    assert mistakes(Document(text="", blocks=()), (), EN, ()) == ()


_TEXT = st.text(
    alphabet=st.sampled_from("aeiouéçdlnrst xyzAELNS'’-.,;:!?«»“”\"()\n\u00a0\u202f0123€@/İß"), max_size=200
)


@settings(max_examples=60, deadline=None)
@given(text=_TEXT, language=st.sampled_from(list(Language)))
def test_every_quote_is_what_stands_there_and_none_overlap(text: str, language: Language) -> None:
    last = 0
    for mistake in found(text, language):
        assert text[mistake.start : mistake.end] == mistake.quote
        assert last <= mistake.start < mistake.end
        last = mistake.end


@settings(max_examples=60, deadline=None)
@given(
    text=_TEXT,
    ends=st.tuples(st.integers(0, 200), st.integers(0, 200)),
    language=st.sampled_from(list(Language)),
)
def test_nothing_is_found_inside_a_specific(text: str, ends: tuple[int, int], language: Language) -> None:
    start, end = sorted(min(place, len(text)) for place in ends)
    if start == end:
        return
    specific = Specific(kind=SpecificKind.NAME, start=start, end=end, quote=text[start:end])
    for mistake in found(text, language, (specific,)):
        assert not (start <= mistake.start and mistake.end <= end)


@pytest.mark.parametrize("language", list(Language))
def test_the_mistakes_move_along_with_a_paragraph_before_them(language: Language) -> None:
    slips = {
        EN: "We dont recieve it.",
        FR: "Nous somme la, le probleme est clair.",
        NL: "Hij word de bestellling.",
    }
    before = {EN: "All is well.", FR: "Tout va bien.", NL: "Alles is goed."}[language] + "\n\n"
    alone = found(slips[language], language)
    assert alone
    moved = found(before + slips[language], language)
    assert [(m.start - len(before), m.quote) for m in moved] == [(m.start, m.quote) for m in alone]
