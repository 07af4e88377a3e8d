"""The model card: what the weights were fitted to, how, and how good they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from poareview.evaluate.measure import Evaluation
from poareview.model import Criterion, Language, Role
from poareview.tagging.features import CHARACTER_NGRAMS, HASHED, SIGNS
from poareview.train.corpus import FOLDS
from poareview.train.roles import C
from poareview.train.validate import CrossValidation

_CARD = """# Model card

Written by `python -m poareview.train`; do not edit by hand.

## What it is
Two small models. The first gives each sentence its roles (rubric, "Sentence roles"): one logistic
regression a role over {signs} named signs and {hashed} buckets of hashed words, word pairs and character
runs of {ngrams} letters, of the sentence, its neighbours and the heading above it (C = {c}, liblinear, rare
roles weighted by the root of their rarity). The second gives each criterion its level: an ordinal
logistic regression over the few measures that `scoring/measures.py` names.

## What it was fitted to
{drafts} labelled drafts in English, French and Dutch, in `tests/evals/corpus` (SHA-256 of what is learned
from: `{data_sha256}`), seed {seed}. The drafts were written and labelled by strong language models after the
rubric. **No person has labelled any of them yet**: the figures say how well the model agrees with such
labels, and nothing else.

## Sentence roles: F1 on held-out drafts
Cross-validation in {folds} folds by document: no sentence was judged by weights that saw its draft.
The thresholds were chosen on the same held-out sentences, which flatters a little.

{roles}

## Levels: quadratic weighted kappa on held-out drafts
Left: the same folds. Right: each writer's drafts judged by weights that saw none of that writer.

{levels}

## Limits
It reads letters as these writers write them. Published letters of sellers are written otherwise, and it has
not been measured on them. Blame that is hinted at, denial, causes outside the house and sarcasm are found
far less surely than the rest: see the table. It does not know whether what a letter says is true.
"""


def card(
    about: Mapping[str, object], validation: CrossValidation, by_fold: Evaluation, by_writer: Evaluation
) -> str:
    """The model card as Markdown."""
    return _CARD.format(
        signs=len(SIGNS),
        hashed=HASHED,
        ngrams=" to ".join((str(CHARACTER_NGRAMS[0]), str(CHARACTER_NGRAMS[-1]))),
        c=C,
        folds=FOLDS,
        roles=_roles(validation),
        levels=_levels(by_fold, by_writer),
        **about,
    )


def _roles(validation: CrossValidation) -> str:
    names = ("all", *Language)
    rows = [
        (
            role,
            *(f"{validation.roles[name][role]:.2f}" for name in names),
            f"{validation.thresholds[role]:.2f}",
        )
        for role in Role
    ]
    return _table(("role", *names, "threshold"), rows)


def _levels(by_fold: Evaluation, by_writer: Evaluation) -> str:
    rows = [
        (criterion, *_kappas(by_fold, criterion), *_kappas(by_writer, criterion)) for criterion in Criterion
    ]
    rows.append(("**mean of the six**", *_means(by_fold), *_means(by_writer)))
    rows.append(("verdict right", *_verdicts(by_fold), *_verdicts(by_writer)))
    rows.append(("blame sentences, F1", *_blame(by_fold), *_blame(by_writer)))
    names = [group.name for group in by_fold.groups]
    return _table(("criterion", *names, *(f"{name}, new writer" for name in names)), rows)


def _kappas(evaluation: Evaluation, criterion: Criterion) -> list[str]:
    found = [group.criterion(criterion) for group in evaluation.groups]
    return [f"{one.kappa.value:.2f}" if one else "-" for one in found]


def _means(evaluation: Evaluation) -> list[str]:
    return [f"**{group.mean_kappa.value:.2f}**" for group in evaluation.groups]


def _verdicts(evaluation: Evaluation) -> list[str]:
    return [f"{group.verdict.accuracy:.0%}" for group in evaluation.groups]


def _blame(evaluation: Evaluation) -> list[str]:
    return [f"{group.blame.sentences.f1:.2f}" for group in evaluation.groups]


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    lines = [list(map(str, head))]
    lines.append(["---"] * len(lines[0]))
    lines.extend([list(map(str, row)) for row in rows])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
