"""Sentences that name a party and clear it: a negation, "the buyer was right", a fact beside an owned gap.

The classifier sees the words of blame in them (rubric, `no_blame` 2: "nor is a negation"), so they are
looked for by pattern, over plain text: no case, no accents. A denial of one's own fault ("not our fault")
is no acquittal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from poareview.model import Document, Language, Role, TaggedSentence
from poareview.text.fold import plain

# Below this the classifier sees no blame that would have to be taken back.
LIKELY = 0.05

_PARTY: Mapping[Language, str] = {
    Language.EN: r"(?:buyer|customer|client|purchaser|carrier|courier|supplier|amazon|employee|any)\w*",
    Language.FR: r"(?:acheteu|client|transporteu|fournisseu|livreu|amazon|employe|personne|quiconque)\w*",
    Language.NL: r"(?:koper|klant|vervoerder|bezorger|leverancier|amazon|medewerker|iemand|niemand)\w*",
}
_PATTERNS: Mapping[Language, tuple[str, ...]] = {
    Language.EN: (
        r"\b(?:not|never|no|none|nobody|neither|nor)\b(?:(?!\b(?:our|my|we|us|but)\b)[^.;]){0,40}"
        r"\b(?:fault of|to blame|blame|at fault|blamed)\b(?:(?!\bbut\b)[^.;]){0,30}\b{party}",
        r"\b(?:no|none of the|neither the|not the) {party} (?:\w+ ){0,3}(?:at fault|to blame|responsible)\b",
        r"\b(?:we|i) (?:do not|don't|did not|never|cannot|will not) (?:blame|accuse|fault|hold)\b",
        r"\b{party}\b[^.;]{0,25}\b(?:was|were|is|are|had been) (?:\w+ ){0,2}right\b",
        r"\b(?:that|which|this|it) (?:is|was|were) (?:(?!not)\w+ )?our (?:own )?"
        r"(?:failing|fault|mistake|failure|responsibility|error|omission|doing)\b",
    ),
    Language.FR: (
        r"\b(?:pas|aucune?|jamais|rien|nullement|ni)\b(?:(?!\b(?:notre|nos|nous|mais)\b)[^.;]){0,40}"
        r"\b(?:faute|tort|imputable|reproche)s?\b(?:(?!\bmais\b)[^.;]){0,30}\b{party}",
        r"\b(?:aucune?|ni l[ae']s?) ?{party} (?:\w+ |n'){0,3}(?:en cause|en faute|fauti\w+|responsable)\b",
        r"\bnous (?:ne |n')(?:les? |leur )?(?:accus|reproch|imput|blam|mett|rejet|attribu)\w*ons\b",
        r"\b{party}\b[^.;]{0,25}\b(?:avai(?:t|ent)|ont eu|a eu|ont|a) (?:\w+ ){0,2}raison\b",
        r"\b{party}\b[^.;]{0,25}\bn'y (?:est|sont|etai(?:t|ent)) pour rien\b",
        r"\b(?:c'est|c'etait|ce qui est|qui est|ce fut|releve de) (?:(?!pas)\w+ )?notre (?:propre )?"
        r"(?:faute|manquement|erreur|responsabilite|defaillance|oubli)\b",
    ),
    Language.NL: (
        r"\b(?:niet|geen|nooit|noch|niets)\b(?:(?!\b(?:onze|ons|wij|we|maar)\b)[^.;]){0,40}"
        r"\b(?:schuld|fout|blaam|verwijt)\b(?:(?!\bmaar\b)[^.;]){0,30}\b{party}",
        r"\b{party}\b[^.;]{0,25}\b(?:tref\w*|is|zijn|heeft|hebben)\b[^.;]{0,15}"
        r"\bgeen (?:schuld|blaam|verwijt)\b",
        r"\bgeen (?:enkele )?{party} (?:\w+ ){0,3}(?:schuld|blaam|verwijt)\b",
        r"\bligt (?:dus )?niet aan (?:de |onze )?{party}",
        r"\b(?:wij|we|ik) (?:verwijten|beschuldigen|schuiven|geven|leggen|wijten)\b[^.;]{0,40}"
        r"\b(?:niet|geen|niets)\b",
        r"\b{party}\b[^.;]{0,25}\b(?:had|hadden|heeft|hebben)\b[^.;]{0,20}\bgelijk\b",
        r"\b(?:dat|dit|wat) (?:is|was) (?:(?!niet)\w+ )?onze (?:eigen )?"
        r"(?:fout|schuld|tekortkoming|verantwoordelijkheid|nalatigheid)\b",
    ),
}


def cleared(
    document: Document, sentences: Sequence[TaggedSentence], language: Language
) -> tuple[TaggedSentence, ...]:
    """The sentences, those that clear the party they name without the role `blame` and its probability."""
    text = plain(document.text)
    return tuple(
        _without_blame(tagged)
        if tagged.probabilities[Role.BLAME] >= LIKELY
        and acquits(text[tagged.sentence.start : tagged.sentence.end], language)
        else tagged
        for tagged in sentences
    )


def _without_blame(tagged: TaggedSentence) -> TaggedSentence:
    return TaggedSentence(
        sentence=tagged.sentence,
        roles=tagged.roles - {Role.BLAME} or frozenset({Role.OWNERSHIP}),
        probabilities={**tagged.probabilities, Role.BLAME: 0.0},
    )


def acquits(plain_text: str, language: Language) -> bool:
    """Whether a sentence clears the party that it names; its text as `poareview.text.fold.plain` gives it."""
    return bool(_pattern(language).search(plain_text))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    party = _PARTY[language]
    return re.compile("|".join(pattern.replace("{party}", party) for pattern in _PATTERNS[language]))
