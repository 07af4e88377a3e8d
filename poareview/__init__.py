"""Scores a draft Amazon plan of action against a published rubric, offline, in English, French and Dutch.

    import poareview
    from pathlib import Path

    result = poareview.review(Path("draft.docx"))
    result.verdict                # Verdict.REVISE
    result.level("no_blame")      # 0
    for finding in result.findings:
        print(finding.rule, finding.quote, finding.advice)

Everything else that is public is listed in `__all__`. A name is imported when it is first used, so that
`import poareview` costs a web back end, and every start of the command, next to nothing.
"""

import typing

if typing.TYPE_CHECKING:
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

_HOME = {
    "engine": ("review", "review_document"),
    "errors": ("ConfigError", "LanguageError", "PoaReviewError", "ReadError", "RuleFileError"),
    "model": (
        "Criterion", "CriterionResult", "Document", "Evidence", "Finding", "Flag", "FlagKind", "Language",
        "Party", "Review", "Role", "Severity", "Specific", "SpecificKind", "Verdict",
    ),
    "reading": ("read",),
    "settings": ("Settings", "load_settings"),
}  # fmt: skip

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


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _HOME.items():
        if name in names:
            found: object = getattr(import_module(f"poareview.{module}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module 'poareview' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
