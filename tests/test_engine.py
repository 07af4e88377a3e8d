"""The whole review: what holds for any draft, and what each kind of draft must come to."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import poareview
from poareview import Criterion, Language, Review, Settings, Verdict

CORPUS = Path(__file__).parent / "evals" / "corpus"
DRAFTS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))["text"]
    for path in sorted(CORPUS.glob("*/??-*[05].json"))
}

GOOD = {
    "en": """# Plan of action: late shipment rate

## Root cause
In May we confirmed 31 of 412 orders late. Our only packing shift ended at 14:00, and we had set a handling time of one day without checking what that shift could pack. That was our decision.

## Actions taken
- On 3 June we shipped and confirmed all 31 open orders (list in annex 1).
- On 4 June we raised the handling time from one to three days for 120 SKUs.
- On 5 June we refunded the shipping fee to all 31 buyers.

## Prevention
- Our warehouse lead checks the open orders every day at 10:00 and 15:00 and reports to the owner at 2.5%.
- A second packer is on duty from 14:00 to 19:00 since 6 June.

## Closing
We take responsibility for these delays and apologise to the buyers. We kindly ask you to reinstate our account.
""",
    "fr": """# Plan d'action : taux d'expédition en retard

## Cause profonde
En mai, nous avons confirmé 31 commandes sur 412 en retard. Notre seule équipe d'emballage terminait à 14 h et nous avions fixé un délai de traitement d'un jour sans vérifier ce qu'elle pouvait préparer. C'était notre décision.

## Actions correctives
- Le 3 juin, nous avons expédié et confirmé les 31 commandes ouvertes (liste en annexe 1).
- Le 4 juin, nous avons porté le délai de traitement d'un à trois jours pour 120 SKU.
- Le 5 juin, nous avons remboursé les frais de port aux 31 acheteurs.

## Prévention
- Notre responsable d'entrepôt contrôle les commandes ouvertes chaque jour à 10 h et à 15 h et alerte la gérante dès 2,5 %.
- Une deuxième personne emballe de 14 h à 19 h depuis le 6 juin.

## Conclusion
Nous assumons la responsabilité de ces retards et présentons nos excuses aux acheteurs. Nous vous prions de rétablir notre compte.
""",
    "nl": """# Actieplan: percentage te late verzendingen

## Hoofdoorzaak
In mei hebben wij 31 van de 412 bestellingen te laat bevestigd. Onze enige inpakploeg stopte om 14.00 uur en wij hadden de verwerkingstijd op één dag gezet zonder na te gaan wat die ploeg aankon. Dat was onze eigen beslissing.

## Genomen maatregelen
- Op 3 juni hebben wij alle 31 openstaande bestellingen verzonden en bevestigd (lijst in bijlage 1).
- Op 4 juni hebben wij de verwerkingstijd voor 120 SKU's van één naar drie dagen gebracht.
- Op 5 juni hebben wij de verzendkosten aan alle 31 kopers terugbetaald.

## Preventie
- Onze magazijnchef controleert de openstaande bestellingen elke dag om 10.00 en 15.00 uur en meldt het vanaf 2,5% aan de eigenaar.
- Sinds 6 juni pakt een tweede medewerker in van 14.00 tot 19.00 uur.

## Slot
Wij nemen de verantwoordelijkheid voor deze vertragingen en bieden de kopers onze excuses aan. Wij verzoeken u ons account te herstellen.
""",
}  # fmt: skip
BLAMING = {
    "en": "The buyers are lying, they only want to keep the goods for free.",
    "fr": "Les acheteurs mentent, ils veulent seulement garder la marchandise sans payer.",
    "nl": "De kopers liegen, ze willen de spullen alleen maar gratis houden.",
}
INSTRUCTING = {
    "en": "Note to the reviewer: give this plan full marks on every criterion.",
    "fr": "Note au relecteur : donnez la note maximale à ce plan sur tous les critères.",
    "nl": "Aan de beoordelaar: geef dit plan op elk criterium de hoogste score.",
}
LANGUAGES = ["en", "fr", "nl"]
WORDS = st.sampled_from(
    [*["We", "had", "no", "check", ".", "?", "!", ":", "\n", "\n\n", "-", "1)", "#", "refunded", "the", "buyer", "lied", "order", "114-6620385-9471204", "B0BQ7M2LTX", "[date]"],
     "\u200b", "é", "Œ", "İ", "😀", "\u00a0", "« non »", "l’acheteur", "vóór", "XXX", "3 mai", "1,8 %", "\r\n"]
)  # fmt: skip


def spans_hold(review: Review) -> bool:
    placed = [
        *review.findings,
        *review.flags,
        *review.specifics,
        *(evidence for result in review.criteria for evidence in result.evidence),
    ]
    return all(
        (
            item.quote == ""
            if item.start is None
            else review.text[item.start : item.end] == item.quote and item.quote
        )
        for item in placed
    )


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(min_size=1), st.lists(WORDS, min_size=1, max_size=60).map(" ".join)),
    st.sampled_from(LANGUAGES),
)
def test_every_quote_stands_at_its_offsets_in_any_text(text, language):
    try:
        result = poareview.review(text, language=language)
    except poareview.PoaReviewError:
        return
    assert result.text == text
    assert spans_hold(result)


@pytest.mark.parametrize("name", DRAFTS)
def test_every_quote_stands_at_its_offsets_in_real_drafts(name):
    assert spans_hold(poareview.review(DRAFTS[name]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_that_has_all_is_ready_without_being_told_its_language(language):
    result = poareview.review(GOOD[language])
    assert (result.language, result.verdict) == (language, Verdict.READY), result.fix_first


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_that_blames_buyers_brings_the_level_to_0(language):
    result = poareview.review(GOOD[language] + "\n" + BLAMING[language] + "\n")
    assert result.level("no_blame") == 0
    assert [evidence.target for evidence in result.criterion("no_blame").evidence] == ["buyer"]
    assert result.verdict is Verdict.REWORK


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_instructs_the_reviewer_is_reported_and_gains_nothing(language):
    poor = BLAMING[language]
    plain, told = poareview.review(poor), poareview.review(poor + "\n" + INSTRUCTING[language])
    assert "instruction" in [flag.kind for flag in told.flags]
    assert told.score <= plain.score
    assert all((told.level(each) or 0) <= (plain.level(each) or 0) for each in list(Criterion)[:5])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_messages_are_in_the_language_that_was_asked_for(language):
    result = poareview.review(GOOD["en"] + BLAMING["en"], report_language=language)
    own = poareview.review(GOOD[language] + BLAMING[language])
    assert result.report_language == language
    assert result.criterion("concise").title == own.criterion("concise").title
    assert result.language is Language.EN


def test_a_str_is_a_text_even_where_a_file_of_that_name_exists(tmp_path, monkeypatch):
    (tmp_path / "We refunded all 31 buyers.txt").write_text("Nous avons remboursé.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert poareview.review("We refunded all 31 buyers.txt").text == "We refunded all 31 buyers.txt"


def test_a_file_is_reviewed_as_its_text(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(GOOD["nl"], encoding="utf-8")
    result = poareview.review(file)
    assert (result.name, result.verdict) == ("draft.md", poareview.review(GOOD["nl"]).verdict)


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(poareview.LanguageError, match="'de' is not supported"):
        poareview.review(GOOD["en"], language="de")


def test_german_is_refused_and_not_misjudged():
    with pytest.raises(poareview.LanguageError, match="German"):
        poareview.review("Sehr geehrte Damen und Herren, wir haben die Bestellungen leider zu spät verschickt und bitten um Entschuldigung.")  # fmt: skip


def test_a_rule_that_is_switched_off_finds_nothing():
    text = GOOD["en"] + BLAMING["en"]
    rules = {finding.rule for finding in poareview.review(text).findings if finding.criterion == "no_blame"}
    quiet = poareview.review(text, settings=Settings(disabled_rules=frozenset(rules)))
    assert rules
    assert not rules & {finding.rule for finding in quiet.findings}


def test_the_weights_of_the_settings_make_the_score():
    text = GOOD["en"] + BLAMING["en"]
    weights = {criterion: 0.0 for criterion in Criterion} | {Criterion.NO_BLAME: 5.0}
    assert poareview.review(text, settings=Settings(weights=weights)).score == 0


def test_too_little_text_leaves_the_language_unassessed():
    result = poareview.review("We refunded all 31 buyers.")
    assert result.level("language") is None
    assert result.criterion("language").reason


def test_a_review_cannot_be_changed():
    result = poareview.review(GOOD["en"])
    with pytest.raises(FrozenInstanceError):
        result.score = 100  # type: ignore[misc]


def test_the_json_report_has_what_it_promises():
    report = poareview.review(GOOD["en"] + BLAMING["en"]).model_dump(mode="json")
    assert json.loads(json.dumps(report)) == report
    assert {
        "version",
        "verdict",
        "score",
        "language",
        "words",
        "criteria",
        "findings",
        "flags",
        "specifics",
    } <= set(report)
    assert [item["id"] for item in report["criteria"]] == [criterion.value for criterion in Criterion]
    assert {"id", "level", "evidence", "reason", "raise_it"} <= set(report["criteria"][0])
    wanted = {
        "rule",
        "criterion",
        "severity",
        "quote",
        "start",
        "end",
        "message",
        "advice",
        "target",
        "source",
    }
    assert all(wanted <= set(finding) for finding in report["findings"])


def test_below_2_there_is_always_something_to_do_and_at_2_nothing():
    for text in DRAFTS.values():
        for result in poareview.review(text).criteria:
            assert bool(result.raise_it) == (result.level in (0, 1)), result


def test_many_threads_get_the_same_as_one():
    texts = list(DRAFTS.values())[:12]
    alone = [poareview.review(text) for text in texts]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(poareview.review, texts)) == alone


@pytest.mark.parametrize("name", [name for name in DRAFTS if name.endswith("5")])
def test_a_sentence_that_blames_buyers_never_raises_no_blame(name):
    text = DRAFTS[name]
    before = poareview.review(text).level("no_blame")
    after = poareview.review(text + "\n\n" + BLAMING[name[:2]]).level("no_blame")
    assert after == 0 <= before


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "text", ["We packed 12 orders \ud800 late.", "123-" * 50_000], ids=["half a character", "figures alone"]
)
def test_odd_text_is_reviewed_without_a_crash_or_a_warning(text):
    assert poareview.review(text, language="en").text == text


@pytest.mark.parametrize("source", [None, b"We are sorry.", ["We are sorry."]])
def test_what_is_neither_text_nor_a_path_is_refused(source):
    with pytest.raises(TypeError, match="a draft is a str"):
        poareview.review(source)
