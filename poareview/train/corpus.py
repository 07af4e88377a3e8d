"""Labelled drafts as the classifier sees them: sentences with roles, and features with folds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poareview.evaluate.labelled import LabelledDraft
from poareview.language.load import language_data
from poareview.model import Document, Role, Sentence, Specific
from poareview.reading import read
from poareview.specifics import find_specifics
from poareview.tagging.features import Features, features
from poareview.text.segment import segment

FOLDS = 5
MIN_OVERLAP = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One labelled draft, segmented by poareview itself; `roles` has one set for each sentence.

    `alone` are the features of the same sentences without all that surrounds them.
    """

    draft: LabelledDraft
    document: Document
    sentences: tuple[Sentence, ...]
    specifics: tuple[Specific, ...]
    roles: tuple[frozenset[Role], ...]
    features: Features
    alone: Features


def examples(drafts: Sequence[LabelledDraft]) -> Iterator[Example]:
    """The drafts with sentences, roles and features, in the given order."""
    for draft in drafts:
        document = read(draft.text)
        sentences = segment(document, language_data(draft.language).abbreviations)
        specifics = find_specifics(document, draft.language)
        yield Example(
            draft=draft,
            document=document,
            sentences=sentences,
            specifics=specifics,
            roles=tuple(_roles(sentence, draft) for sentence in sentences),
            features=features(document, sentences, draft.language, specifics),
            alone=features(document, sentences, draft.language, specifics, alone=True),
        )


def _roles(sentence: Sentence, draft: LabelledDraft) -> frozenset[Role]:
    """The roles of the labelled sentences that the sentence mostly shares its words with."""
    best: tuple[float, frozenset[Role]] = (0.0, frozenset())
    found: set[Role] = set()
    for labelled in draft.sentences:
        shared = min(sentence.end, labelled.end) - max(sentence.start, labelled.start)
        if shared <= 0:
            continue
        shorter = min(sentence.end - sentence.start, labelled.end - labelled.start)
        if shared / shorter > MIN_OVERLAP:
            found |= labelled.roles
        best = max(best, (float(shared), labelled.roles), key=lambda pair: pair[0])
    return frozenset(found) or best[1]


def fold_of(draft: LabelledDraft) -> int:
    """The fold of a draft: all languages of one number together, spread evenly over the writers.

    Drafts of one number and writer share a violation type across the languages, so they stay together.
    """
    digits = "".join(character for character in draft.id if character.isdigit())
    return int(digits or 0) % FOLDS
