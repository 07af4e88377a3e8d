"""The order of the steps, from a draft to its review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poareview.checks import Draft, Rule, cleared, load_rules, run_checks
from poareview.criteria import default_weights
from poareview.errors import LanguageError
from poareview.language import Detection, detect, language_data
from poareview.model import (
    Criterion,
    Document,
    Finding,
    Flag,
    Language,
    Review,
)
from poareview.reading import read
from poareview.scoring.judged import Judged
from poareview.scoring.levels import LevelModel, shipped_levels
from poareview.scoring.results import results as criterion_results
from poareview.scoring.verdict import fix_first, score, verdict
from poareview.settings import Settings
from poareview.specifics import find_specifics
from poareview.spelling import mistakes
from poareview.text.segment import segment

if TYPE_CHECKING:
    from poareview.tagging.classifier import Model

WORDS_A_MINUTE = 230


def review(
    source: str | Path,
    *,
    language: Language | str | None = None,
    report_language: Language | str | None = None,
    settings: Settings | None = None,
) -> Review:
    """The review of a draft: a `str` is its text, a `Path` its file. Nothing leaves the machine.

    `language` is the draft's, found out where it is `None`; `report_language` that of all messages,
    the draft's own where it is `None`. Both go before what the settings say. Safe to call from many
    threads; the same draft always gives the same review.

    Raises:
        ReadError: the file could not be read.
        LanguageError: the draft is in none of the three languages, or a language is not known.
        ConfigError: the settings name a rule that does not exist.
        RuleFileError: a rule file of the user's own is wrong.
    """
    return review_document(
        read(source), language=language, report_language=report_language, settings=settings
    )


def review_document(
    document: Document,
    *,
    language: Language | str | None = None,
    report_language: Language | str | None = None,
    settings: Settings | None = None,
    model: Model | None = None,
    levels: Mapping[Criterion, LevelModel] | None = None,
) -> Review:
    """The review of a document that was read already; `review` tells the rest.

    `model` and `levels` take the place of the weights that are shipped: cross-validation hands in
    ones that have never seen the draft.
    """
    from poareview import __version__

    settings = settings or Settings()
    detection = _language(document, language or settings.language)
    shown = _known(report_language or settings.report_language or detection.language)
    rules = load_rules(folders=settings.rule_folders, disabled=settings.disabled_rules)
    judged = judge(document, detection.language, rules=rules, report_language=shown, model=model)
    weights = {**default_weights(), **settings.weights}
    results = criterion_results(judged, levels or shipped_levels(), shown, weights)
    reached = {item.id: item.level for item in results}
    words = judged.words
    return Review(
        version=__version__,
        name=document.name,
        format=document.format,
        verdict=verdict(reached),
        score=score(reached, weights),
        language=detection.language,
        language_confidence=round(detection.confidence, 3),
        report_language=shown,
        words=words,
        reading_seconds=round(60 * words / WORDS_A_MINUTE),
        criteria=results,
        fix_first=tuple(fix_first(reached, weights)),
        findings=judged.findings,
        flags=tuple(_flag(finding) for finding in judged.findings if finding.flag),
        specifics=judged.draft.specifics,
        text=document.text,
    )


def judge(
    document: Document,
    language: Language,
    *,
    rules: Sequence[Rule],
    report_language: Language,
    model: Model | None = None,
) -> Judged:
    """A document with its sentences, specifics, roles, mistakes and findings, ready for its levels."""
    from poareview.tagging.classifier import tag

    sentences = segment(document, language_data(language).abbreviations)
    specifics = find_specifics(document, language)
    tagged = tag(document, sentences, language, specifics, model)
    draft = Draft(
        document=document,
        language=language,
        sentences=cleared(document, tagged, language),
        specifics=specifics,
        mistakes=mistakes(document, sentences, language, specifics),
    )
    return Judged.of(draft, run_checks(draft, rules, report_language), rules)


def _language(document: Document, wanted: Language | str | None) -> Detection:
    return Detection(language=_known(wanted), confidence=1.0) if wanted else detect(document.text)


def _known(language: Language | str) -> Language:
    try:
        return Language(language)
    except ValueError:
        known = ", ".join(repr(str(each)) for each in Language)
        raise LanguageError(f"language {language!r} is not supported. Supported: {known}.") from None


def _flag(finding: Finding) -> Flag:
    assert finding.flag
    return Flag(
        kind=finding.flag,
        rule=finding.rule,
        quote=finding.quote,
        start=finding.start,
        end=finding.end,
        message=finding.message,
        advice=finding.advice,
    )
