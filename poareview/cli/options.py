"""The arguments of the commands, and what their help says."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from poareview import __version__
from poareview.cli.console import complain
from poareview.model import Language

FORMATS = ("terminal", "json", "markdown")
HELP_WIDTH = 96
WRONG = 2  # the exit code where the command was asked wrongly, or a draft could not be read

_EPILOG = """\
other commands:
  poareview explain RULE|CRITERION   why a rule exists, or what a criterion's levels mean
  poareview rules                    all rules
  poareview schema                   the JSON Schema of the JSON report
  poareview eval DIR                 how well the reviews agree with labelled drafts

examples:
  poareview letter.docx
  poareview letters/ --quiet
  poareview "letters/*.docx" --format json --output report.json
  poareview letter.pdf --fail-under 80 --report-lang en
  poareview - < letter.txt

exit status:
  0  every draft is ready; with --fail-under: every score is high enough
  1  some draft is not
  2  some draft could not be read, or the command was asked wrongly

A draft that is called like a command: ./rules. JSON is one object for one draft, and
{"version", "reviews", "errors"} for several drafts, a folder or a pattern.
"""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without a page of usage before it."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message}.{self._meant(message)} Try: {self.prog} --help")
        self.exit(WRONG)

    def _meant(self, message: str) -> str:
        """The option that was meant where argparse does not know one of that name."""
        _, unknown, words = message.partition("unrecognized arguments: ")
        if not unknown or not words.startswith("-"):
            return ""
        from poareview.settings import suggestion

        return suggestion(words.split()[0].partition("=")[0], self._option_string_actions)


def make_parser(name: str, description: str, epilog: str = "") -> argparse.ArgumentParser:
    """A parser with our form of help and of errors."""
    # A width of its own: argparse would import shutil, and all that compresses, only to ask for one.
    form = partial(argparse.RawDescriptionHelpFormatter, max_help_position=26, width=HELP_WIDTH)
    return _Parser(
        prog=name, description=description, epilog=epilog, formatter_class=form, allow_abbrev=False
    )


def review_parser() -> argparse.ArgumentParser:
    """The parser of `poareview DRAFT ...`; `parsed_review` uses it."""
    parser = make_parser(
        "poareview",
        "Review a draft Amazon plan of action against a published rubric, offline.\n"
        "Drafts may be in English, French or Dutch.",
        _EPILOG,
    )
    parser.usage = "poareview DRAFT [DRAFT ...] [options]"
    add = parser.add_argument
    add(
        "drafts",
        nargs="*",
        metavar="DRAFT",
        help="a file, a folder, a pattern such as 'letters/*.docx', or - for stdin",
    )
    add("--format", choices=FORMATS, default="terminal", help="how to print the report (default: terminal)")
    add("--output", type=_file, metavar="FILE", help="write the report to FILE instead")
    add("--quiet", action="store_true", help="one line a draft: name, verdict, score")
    add(
        "--fail-under",
        type=_score,
        metavar="SCORE",
        help="let the score decide: exit 1 if one is below SCORE (0-100)",
    )
    add("--lang", choices=_LANGUAGES, help="the language of the drafts (default: it is detected)")
    add("--report-lang", choices=_LANGUAGES, help="the language of the report (default: that of the draft)")
    add_settings(parser)
    add(
        "--disable",
        action="append",
        default=[],
        metavar="RULE",
        help="switch off a rule, or 'tone/*'; may be repeated",
    )
    add_look(parser)
    add("--version", action="version", version=f"poareview {__version__}", help="print the version")
    return parser


_LANGUAGES = tuple(language.value for language in Language)


def parsed_review(words: Sequence[str]) -> argparse.Namespace:
    """The options of a review, its drafts among them; exits with 2 where they make no sense."""
    parser = review_parser()
    # What follows "--" is a draft, however it begins. Python's own reading of it together with options
    # in between forgets these.
    end = words.index("--") if "--" in words else len(words)
    options = parser.parse_intermixed_args(words[:end])
    options.drafts += words[end + 1 :]
    if not options.drafts:
        parser.error("give a DRAFT: a file, a folder, a pattern, or - for stdin")
    if options.quiet and options.format != "terminal":
        parser.error(f"--quiet shortens the terminal report; leave it out with --format {options.format}")
    return options


def add_language(parser: argparse.ArgumentParser) -> None:
    """Adds the language to answer in, where there is no draft to take it from."""
    parser.add_argument(
        "--report-lang", "--lang", choices=_LANGUAGES, dest="report_lang", help="the language to say it in"
    )


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Adds where the settings and rules of one's own come from."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: poareview.toml above here)"
    )
    parser.add_argument(
        "--rules",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="also use the rules in FOLDER; may be repeated",
    )


def add_look(parser: argparse.ArgumentParser) -> None:
    """Adds whether there is colour."""
    parser.add_argument("--no-color", action="store_true", help="no colour (NO_COLOR does the same)")


def _file(text: str) -> Path:
    if not text or text == "-":
        raise argparse.ArgumentTypeError(
            "give the name of a file; without --output the report goes to stdout"
        )
    return Path(text)


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a score of 0-100")
    return score
