"""The data files of the three languages, and the cues that a sentence holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poareview.language.index import build, items, read_source
from poareview.language.load import CUES, LISTED_CUES, cue_counts, language_data
from poareview.model import Block, BlockKind, Document, Language
from poareview.text.fold import plain
from poareview.text.segment import segment

FILES = {language: read_source(language.value) for language in Language}
LISTED = {
    language: {key: frozenset(items(plain(listing))) for key, listing in tables["cues"].items()}
    for language, tables in FILES.items()
}


def cues(text: str, language: str) -> dict[str, int]:
    return dict(cue_counts(plain(text), Language(language)))


def test_the_json_that_is_read_at_run_time_is_that_of_the_files() -> None:
    """If this fails, run `python -m poareview.language.index`."""
    stale = [path.name for path, text in build().items() if path.read_text(encoding="utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("language", list(Language))
def test_all_languages_have_the_same_keys(language: Language) -> None:
    assert {table: list(keys) for table, keys in FILES[language].items()} == {
        table: list(keys) for table, keys in FILES[Language.EN].items()
    }


@pytest.mark.parametrize("language", list(Language))
def test_the_listed_cues_are_those_of_the_files(language: Language) -> None:
    assert tuple(FILES[language]["cues"]) == LISTED_CUES


@pytest.mark.parametrize("language", list(Language))
def test_no_cue_is_empty(language: Language) -> None:
    assert [key for key, words in LISTED[language].items() if len(words) < 3] == []


@pytest.mark.parametrize("language", list(Language))
def test_cues_are_words_and_no_patterns(language: Language) -> None:
    phrases = {phrase for listing in LISTED[language].values() for phrase in listing}
    assert (
        sorted(
            phrase
            for phrase in phrases
            if not phrase.strip("' .-%/0123456789") or set(phrase) & set("\\[](){}*+?|^$")
        )
        == []
    )


@pytest.mark.parametrize("language", list(Language))
def test_every_phrase_is_found_in_itself(language: Language) -> None:
    for key, phrases in LISTED[language].items():
        missing = [phrase for phrase in phrases if key not in cue_counts(f"x {phrase} y", language)]
        assert missing == [], key


@pytest.mark.parametrize("language", list(Language))
def test_abbreviations_stand_without_their_last_stop_and_in_lower_case(language: Language) -> None:
    lists = language_data(language).abbreviations
    for abbreviation in lists.never_final | lists.before_number | lists.maybe_final:
        assert abbreviation == abbreviation.lower().rstrip(".")


@pytest.mark.parametrize("language", list(Language))
def test_an_abbreviation_stands_in_one_list_only(language: Language) -> None:
    lists = language_data(language).abbreviations
    assert lists.never_final & (lists.before_number | lists.maybe_final) == frozenset()
    assert lists.before_number & lists.maybe_final == frozenset()


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Invoice no. 12 is attached. Was it checked? No. We sold it.", 4),
        ("en", "We bought it from Mr. Holt, e.g. in May. It came late.", 2),
        ("en", "We use an app. It counts the stock of Holt Ltd. We check it.", 3),
        ("en", "See invoice no. CP-88213 of 12 May. It was paid.", 2),
        ("nl", "Zie factuur no. CP-88213 van 12 mei. Die is betaald.", 2),
        ("en", "Was it checked? No. We sold 12 of them.", 3),
        ("fr", "La facture n° 12 de M. Holt est jointe, p. ex. en annexe. Merci.", 2),
        ("fr", "Voir l'art. L121 et la réf. B12. Le vol. 3 suit.", 2),
        ("nl", "Zie factuur nr. 12 van dhr. Holt, bijv. op blz. 3. Dank u.", 2),
        ("nl", "Wij deden ons best. Het pakket kwam d.w.z. te laat.", 2),
    ],
)
def test_abbreviations_end_sentences_where_a_reader_would_end_them(
    language: str, text: str, sentences: int
) -> None:
    document = Document(text=text, blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),))
    assert len(segment(document, language_data(Language(language)).abbreviations)) == sentences


def test_the_data_of_a_language_are_read_once() -> None:
    assert language_data(Language.FR) is language_data(Language.FR)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We refunded all 14 buyers on 12 May.", {"first_plural", "done", "buyer"}),
        (
            "fr",
            "Nous avons remboursé les 14 acheteurs le 12 mai.",
            {"first_plural", "done", "buyer", "perfect"},
        ),
        (
            "nl",
            "Wij hebben alle 14 kopers op 12 mei terugbetaald.",
            {"first_plural", "done", "buyer", "perfect"},
        ),
        ("en", "Every Monday the warehouse manager checks the stock.", {"frequency", "responsible"}),
        (
            "fr",
            "Chaque lundi, le responsable logistique contrôle le stock.",
            {"frequency", "responsible", "control"},
        ),
        (
            "nl",
            "Elke maandag controleert de teamleider de voorraad.",
            {"frequency", "responsible", "control"},
        ),
        ("en", "We will be more careful; it won't happen again.", {"future", "promise", "negation"}),
        ("fr", "Nous serons plus vigilants, cela ne se reproduira plus.", {"future", "promise", "negation"}),
        ("nl", "Wij zullen beter opletten, dit zal niet meer gebeuren.", {"future", "promise", "negation"}),
        ("en", "This happened because we had no second check.", {"cause", "failing"}),
        (
            "fr",
            "C'est arrivé parce que nous n'avions pas de second contrôle.",
            {"cause", "failing", "control"},
        ),
        ("nl", "Dit gebeurde doordat wij geen controle hadden.", {"cause", "negation", "control"}),
        ("en", "The customer lied.", {"buyer", "blame"}),
        ("fr", "Le client ment.", {"buyer", "blame"}),
        ("nl", "De klant liegt.", {"buyer", "blame"}),
        ("en", "We apologise and take full responsibility.", {"apology", "ownership"}),
        (
            "fr",
            "Nous vous présentons nos excuses et assumons l'entière responsabilité.",
            {"apology", "ownership"},
        ),
        ("nl", "Onze excuses, wij nemen de volledige verantwoordelijkheid.", {"apology", "ownership"}),
        ("en", "Please reinstate the account. Thank you.", {"request", "thanks"}),
        ("fr", "Merci de rétablir le compte.", {"request", "thanks"}),
        ("nl", "Wij verzoeken u het account te herstellen, bij voorbaat dank.", {"request", "thanks"}),
        ("en", "Kind regards, Ola", {"sign_off"}),
        ("fr", "Cordialement, Ola", {"sign_off"}),
        ("nl", "Met vriendelijke groet, Ola", {"sign_off"}),
        ("en", "Preventive measures", {"heading_prevention"}),
        ("fr", "Mesures préventives", {"heading_prevention"}),
        ("nl", "Preventieve maatregelen", {"heading_prevention"}),
        ("en", "Root cause", {"heading_cause"}),
        ("fr", "Cause profonde", {"heading_cause"}),
        ("nl", "Hoofdoorzaak", {"heading_cause"}),
        ("en", "Corrective actions", {"heading_actions"}),
        ("fr", "Actions correctives", {"heading_actions"}),
        ("nl", "Genomen maatregelen", {"heading_actions"}),
    ],
)
def test_a_plain_sentence_has_its_cues(language: str, text: str, expected: set[str]) -> None:
    assert expected <= cues(text, language).keys()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "NOUS AVONS REMBOURSE LES ACHETEURS"),
        ("fr", "nous avons rembourse les acheteurs"),
        ("fr", "Nous avons remboursé les acheteurs"),
    ],
)
def test_case_and_accents_make_no_difference(language: str, text: str) -> None:
    assert cues(text, language) == cues("Nous avons remboursé les acheteurs", "fr")


@pytest.mark.parametrize(
    ("language", "done", "not_done"),
    [
        ("en", "The stock was counted.", "We count the stock."),
        ("fr", "Le stock a été recompté.", "Nous recomptons le stock."),
        ("nl", "De voorraad is geteld.", "Wij tellen de voorraad."),
    ],
)
def test_a_perfect_needs_auxiliary_and_participle(language: str, done: str, not_done: str) -> None:
    assert "perfect" in cues(done, language)
    assert "perfect" not in cues(not_done, language)


def test_a_dutch_participle_may_stand_far_from_its_auxiliary() -> None:
    text = "Wij hebben op 12 mei samen met onze vaste vervoerder en de boekhouder alle 14 pakketten nageteld."
    assert "perfect" in cues(text, "nl")


def test_french_futures_are_told_by_their_endings() -> None:
    assert "future_form" in cues("Nous recompterons le stock.", "fr")
    assert "future_form" not in cues("La caméra est vraie.", "fr")


def test_cues_end_at_word_boundaries() -> None:
    assert "second_formal" not in cues("uren", "nl")
    assert "first_plural" not in cues("wee", "en")


@pytest.mark.parametrize("language", list(Language))
@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_has_counts_of_known_cues(language: Language, text: str) -> None:
    counts = cue_counts(plain(text), language)
    assert counts.keys() <= set(CUES)
    assert all(count > 0 for count in counts.values())


@pytest.mark.parametrize("language", list(Language))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_each_word_adds_its_cues_to_those_before(language: Language, data: st.DataObject) -> None:
    words = sorted(word for listing in LISTED[language].values() for word in listing if word.isalpha())
    some = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=8))
    before = cue_counts(" ".join(some[:-1]), language)
    after = cue_counts(" ".join(some), language)
    assert all(after.get(key, 0) >= count for key, count in before.items())


def test_items_may_break_across_lines() -> None:
    assert items("one, two\nthree,\nfour,\n") == ("one", "two three", "four")
