"""The terminal report: what a seller sees, in three languages and on any terminal."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reviews import ready, sample, with_words

from poareview.model import Criterion, Language, Verdict
from poareview.report.terminal import Screen, render, render_line, render_summary

EXPECTED_TOP = {
    Language.EN: """\
draft.docx
══════════
✗ Not ready: do not send it like this. A main part is missing or works against
  you; start with the points below.

Verdict: rework · Score 51 of 100 · 17 words · under a minute to read · English

Risks: deal with these first
────────────────────────────
• Private data: This accuses the buyer: “The buyer lied about it.”. (paragraph
  1)
  → Say which check missed it.

The three things to fix first
─────────────────────────────
1. No blame: not met (0/2)
   Why: Nothing says why.
   Your words: “The buyer lied about it.” (paragraph 1)
   What to do: Take out every sentence that speaks ill of a buyer. Say instead
   which step of yours let the problem through.
""",
    Language.FR: """\
draft.docx
══════════
✗ Pas prête : ne l'envoyez pas ainsi. Une partie essentielle manque ou joue
  contre vous ; commencez par les points ci-dessous.

Verdict : à reprendre · Note 51 sur 100 · 16 mots · moins d'une minute de
lecture · français

Risques : à traiter en premier
──────────────────────────────
• Des données privées : Ceci accuse l'acheteur. (paragraphe 1)
  → Dites quel contrôle a failli.

Les trois points à corriger en premier
──────────────────────────────────────
1. Aucun reproche : non atteint (0/2)
   Pourquoi : Rien ne dit pourquoi.
   Votre texte : « L'acheteur a menti. » (paragraphe 1)
   Que faire : Retirez toute phrase qui dit du mal d'un acheteur. Dites plutôt
   quelle étape, chez vous, a laissé passer le problème.
""",
    Language.NL: """\
draft.docx
══════════
✗ Niet klaar: verstuur de brief zo niet. Een hoofdzaak ontbreekt of werkt tegen
  u; begin met de punten hieronder.

Oordeel: herschrijven · Score 51 van 100 · 16 woorden · minder dan een minuut
leestijd · Nederlands

Risico's: pak deze eerst aan
────────────────────────────
• Privégegevens: Dit beschuldigt de koper. (alinea 1)
  → Zeg welke controle tekortschoot.

Verbeter deze drie dingen eerst
───────────────────────────────
1. Geen verwijten: niet in orde (0/2)
   Waarom: Nergens staat waarom.
   Uw tekst: “De koper liegt.” (alinea 1)
   Wat te doen: Haal elke zin weg die iets lelijks zegt over een koper. Zeg in
   plaats daarvan welke stap bij u het probleem heeft doorgelaten.
""",
}


@pytest.mark.parametrize("language", Language)
def test_the_first_screen_says_the_verdict_the_risks_and_what_to_fix(language):
    shown = render(sample(language)).replace("\u00a0", " ")
    assert shown.startswith(EXPECTED_TOP[language])


def test_the_criteria_stand_in_the_rubrics_order_with_level_words_and_marks():
    heads = re.findall(r"^([✓~✗-]  .+)$", render(sample()), re.MULTILINE)
    assert heads == [
        "✗  Root cause: not met (0/2)",
        "~  Actions already taken: partly met (1/2)",
        "~  Prevention: partly met (1/2)",
        "✓  Short closing: met (2/2)",
        "✗  No blame: not met (0/2)",
        "✓  Concise: met (2/2)",
        "~  Checkable facts: partly met (1/2)",
        "✓  Tone: met (2/2)",
        "✓  Structure: met (2/2)",
        "-  Spelling and grammar: not assessed",
    ]


def test_a_deciding_quote_says_where_it_is_and_what_it_was_read_as():
    shown = render(sample(), Screen(width=100))
    assert (
        "> “We shipped 14 orders late.” (page 1, paragraph 1, read as an action that is done, 93% sure)"
        in shown
    )


def test_a_remark_names_its_rule_and_who_is_blamed_and_repeats_no_quote():
    shown = " ".join(render(sample(), Screen(width=100)).split("Criterion by criterion")[1].split())
    assert (
        "• Fault: This accuses the buyer: “The buyer lied about it.”. "
        "(paragraph 1, rule no_blame/buyer-accused, blames the buyer) → Say which check missed it." in shown
    )
    assert shown.count("The buyer lied about it.") == 1


def test_what_two_rules_say_of_the_same_words_is_one_remark():
    from dataclasses import replace

    review = sample()
    second = replace(review.findings[0], rule="no_blame/reproach", message="Said again.")
    shown = " ".join(render(replace(review, findings=(review.findings[0], second))).split())
    assert "rule no_blame/buyer-accused, no_blame/reproach, blames the buyer" in shown
    assert "Said again." not in shown


def test_a_sentence_that_counts_for_its_facts_is_not_shown_as_words_to_change():
    from dataclasses import replace

    review = sample()
    facts = replace(review.criterion("actions_taken").evidence[0], because="specifics", probability=None)
    results = tuple(
        replace(one, evidence=(facts,)) if one.id == Criterion.FACTUAL else one for one in review.criteria
    )
    shown = render(replace(review, criteria=results, fix_first=(Criterion.FACTUAL,)), Screen(width=100))
    assert "Your words" not in shown
    assert "> “We shipped 14 orders late.” (page 1, paragraph 1, can be checked)" in shown


def test_an_unlikely_role_is_told_as_a_possibility():
    from dataclasses import replace

    review = sample()
    unlikely = replace(review.criterion("actions_taken").evidence[0], probability=0.23)
    results = tuple(
        replace(one, evidence=(unlikely,)) if one.id == Criterion.ACTIONS_TAKEN else one
        for one in review.criteria
    )
    shown = render(replace(review, criteria=results), Screen(width=100))
    assert "(page 1, paragraph 1, perhaps an action that is done)" in shown


def test_the_table_lays_the_score_open_and_leaves_out_what_was_not_assessed():
    shown = render(sample())
    assert re.search(r"^Prevention +1 \(partly met\) +18 +9$", shown, re.MULTILINE)
    assert re.search(r"^Spelling and grammar +not assessed +- +-$", shown, re.MULTILINE)
    assert re.search(r"^Total +98 +43$", shown, re.MULTILINE)
    assert "43 of 98 points make a score of 51 of 100" in " ".join(shown.split())


@pytest.mark.parametrize("language", Language)
def test_nothing_is_promised_about_amazons_decision(language):
    assert "Amazon" in render(ready(language)).splitlines()[-1] + render(ready(language)).splitlines()[-2]


def test_a_ready_draft_has_nothing_to_fix_first():
    shown = render(ready())
    assert "✓ Ready to send, by this rubric." in shown
    assert "fix first" not in shown


def test_many_remarks_are_cut_short_and_counted():
    from dataclasses import replace

    review = sample()
    many = tuple(replace(review.findings[0], start=n, end=n + 1, message=f"Remark {n}.") for n in range(7))
    shown = render(replace(review, findings=many))
    assert "Remark 3." in shown
    assert "Remark 4." not in shown
    assert "and 3 more remarks (--format markdown shows all)" in shown


def test_a_quote_of_invisible_characters_is_told_rather_than_shown():
    assert "(characters that cannot be seen)" in render(with_words("\u200b\u200b"))


@given(st.text(min_size=1))
def test_no_words_of_a_draft_reach_the_terminal_as_a_command(words):
    shown = render(with_words(words))
    assert all(
        character.isprintable() or character in "\n\u00a0" or character.isspace() for character in shown
    )
    assert "\x1b" not in shown
    assert "\r" not in shown


OWN_CODES = re.compile(r"\x1b\[(?:0|[0-9]{1,2}(?:;[0-9]{1,2})?)m")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07[]m;31")), min_size=1))
def test_with_colour_only_the_reports_own_codes_are_there(words):
    shown = render(with_words(words), Screen(colour=True))
    bare = OWN_CODES.sub("", shown)
    assert not any(
        ord(character) < 32 or 127 <= ord(character) < 160 for character in bare if character != "\n"
    )


def test_colour_changes_nothing_but_colour():
    plain, coloured = render(sample()), render(sample(), Screen(colour=True))
    assert coloured != plain
    assert OWN_CODES.sub("", coloured) == plain


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "latin-1"])
@pytest.mark.parametrize("language", Language)
def test_a_poor_encoding_still_shows_the_whole_report(language, encoding):
    render(sample(language), Screen(encoding=encoding)).encode(encoding)


@pytest.mark.parametrize("width", [1, 60, 80, 100, 500])
@pytest.mark.parametrize("language", Language)
def test_no_line_is_wider_than_the_terminal(language, width):
    lines = render(sample(language), Screen(width=width)).splitlines()
    assert max(map(len, lines)) <= max(60, min(width, 100))


def test_a_long_quote_is_cut_in_its_middle_only():
    shown = " ".join(render(with_words("Start here " + "and go on " * 100 + "until the end.")).split())
    quote = re.search(r"> “(Start here .+? … .+? until the end\.)”", shown)
    assert quote
    assert len(quote[1]) <= 200


def test_the_short_line_says_name_verdict_and_score():
    assert render_line(sample(), "letters/draft.docx") == "letters/draft.docx: rework, 51/100\n"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "a.md: ready, but with risks, 51/100\n"),
        (Language.FR, "a.md\N{NO-BREAK SPACE}: prête, mais avec des risques, 51/100\n"),
        (Language.NL, "a.md: klaar, maar met risico's, 51/100\n"),
    ],
)
def test_the_short_line_does_not_hide_the_risks_of_a_draft_that_is_ready(language, said):
    assert render_line(replace(sample(language), verdict=Verdict.READY), "a.md") == said


def test_the_summary_lists_every_draft_also_those_that_could_not_be_read():
    shown = render_summary([("a.docx", sample()), ("b.docx", None)], Language.EN)
    assert re.search(r"^a\.docx +rework +51 +17 +English$", shown, re.MULTILINE)
    assert re.search(r"^b\.docx +could not be read +- +- +-$", shown, re.MULTILINE)


def test_the_weakest_of_the_first_three_is_told_once_in_full():
    shown = render(sample())
    advice = sample().criterion(Criterion.ROOT_CAUSE).raise_it[:40]
    assert " ".join(shown.split()).count(advice) == 1
    assert "To raise it: see point 2 above" in shown
