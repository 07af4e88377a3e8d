"""The errors that poareview raises on purpose.

    PoaReviewError
    ├── ReadError          a draft could not be read: missing, empty, damaged, protected, too large
    ├── LanguageError      a draft is in a language that is not supported, or in none that is known
    ├── RuleFileError      a rule file is wrong
    └── ConfigError        a configuration file, an option or a labelled draft is wrong

Each message names the thing, what is wrong with it, and the next step; the command line shows it
without a traceback and exits with 2. Anything else that is raised is a bug.
"""

from __future__ import annotations


class PoaReviewError(Exception):
    """The base of every error that poareview raises on purpose."""


class ReadError(PoaReviewError):
    """A draft could not be read; the message names the file."""


class LanguageError(PoaReviewError):
    """The draft's language is not supported, or cannot be told."""


class RuleFileError(PoaReviewError):
    """A rule file is wrong; the message names the file and the key."""


class ConfigError(PoaReviewError):
    """A configuration, an option or a labelled draft is wrong; the message names it."""
