"""Drafts for the tests of the checks, with roles given by hand instead of by the classifier."""

from __future__ import annotations

from collections.abc import Sequence

from poareview.checks import Draft, Rule, load_rules
from poareview.checks.kinds import KINDS
from poareview.model import Document, Finding, Language, Role, Specific, TaggedSentence
from poareview.text.blocks import plain_blocks
from poareview.text.segment import Abbreviations, segment

NONE = Abbreviations(never_final=frozenset())


def draft_of(
    text: str,
    language: str = "en",
    *,
    roles: Sequence[Role] = (Role.REQUEST,),
    specifics: tuple[Specific, ...] = (),
) -> Draft:
    """A draft whose sentences have the roles in turn, the last one from then on."""
    document = Document(text=text, blocks=plain_blocks(text))
    tagged = []
    for index, sentence in enumerate(segment(document, NONE)):
        role = roles[min(index, len(roles) - 1)]
        tagged.append(
            TaggedSentence(
                sentence=sentence,
                roles=frozenset({role}),
                probabilities={each: 1.0 if each is role else 0.0 for each in Role},
            )
        )
    return Draft(document=document, language=Language(language), sentences=tuple(tagged), specifics=specifics)


def rule_of(name: str) -> Rule:
    return next(rule for rule in load_rules() if rule.id == name)


def found(name: str, text: str, language: str = "en", **given: object) -> list[Finding]:
    """What one built-in rule finds in a text."""
    rule = rule_of(name)
    return list(KINDS[rule.kind](draft_of(text, language, **given), rule, Language(language)))
