"""Scores a draft Amazon plan of action against a published rubric, offline, in English, French and Dutch.

    import poareview
    from pathlib import Path

    result = poareview.review(Path("draft.docx"))
    result.verdict                # Verdict.REVISE
    result.level("no_blame")      # 0
    for finding in result.findings:
        print(finding.rule, finding.quote, finding.advice)

Everything else that is public is listed in `__all__`.
"""

from poareview.engine import review, review_document
from poareview.errors import ConfigError, LanguageError, PoaReviewError, ReadError, RuleFileError
from poareview.model import (
    Criterion,
    CriterionResult,
    Document,
    Evidence,
    Finding,
    Flag,
    FlagKind,
    Language,
    Party,
    Review,
    Role,
    Severity,
    Specific,
    SpecificKind,
    Verdict,
)
from poareview.reading import read
from poareview.settings import Settings, load_settings

__version__ = "0.1.0"

__all__ = [  # noqa: RUF022  (as a reader would look them up: capitals make no difference)
    "ConfigError",
    "Criterion",
    "CriterionResult",
    "Document",
    "Evidence",
    "Finding",
    "Flag",
    "FlagKind",
    "Language",
    "LanguageError",
    "load_settings",
    "Party",
    "PoaReviewError",
    "read",
    "ReadError",
    "Review",
    "review",
    "review_document",
    "Role",
    "RuleFileError",
    "Settings",
    "Severity",
    "Specific",
    "SpecificKind",
    "Verdict",
]
