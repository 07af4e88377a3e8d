"""Rules as data, and the functions that run them over a draft."""

from poareview.checks.acquittal import cleared
from poareview.checks.draft import Draft, MistakeLike
from poareview.checks.load import load_rules
from poareview.checks.parties import blamed_party, parties_named, party_name
from poareview.checks.rule import Rule, RuleTexts
from poareview.checks.run import excluded_sentences, run_checks

__all__ = [
    "Draft",
    "MistakeLike",
    "Rule",
    "RuleTexts",
    "blamed_party",
    "cleared",
    "excluded_sentences",
    "load_rules",
    "parties_named",
    "party_name",
    "run_checks",
]
