"""The command `poareview`: arguments, files, exit codes. What is said about a letter is said elsewhere.

Exit codes: 0, every draft is ready; 1, some draft is not, or scores below `--fail-under`; 2, some
draft could not be read, or the command was asked wrongly. The report goes to stdout, all else to
stderr. Modules are imported where they are needed, as every start pays for those at the top.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TextIO

from poareview import __version__
from poareview.errors import ConfigError, LanguageError, PoaReviewError, ReadError
from poareview.model import Criterion, Language, Review, Verdict

if TYPE_CHECKING:
    from poareview.checks.rule import Rule
    from poareview.inputs import Draft, Inputs
    from poareview.report.terminal import Screen
    from poareview.settings import Settings

READY, NOT_READY, WRONG, INTERRUPTED = 0, 1, 2, 130
FORMATS = ("terminal", "json", "markdown")
FILE_WIDTH = 100  # characters of a terminal report that goes to a file
HELP_WIDTH = 96

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


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command with these arguments, those of the process if `None`, and gives the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    # To load the reviewer makes a hundred thousand objects that all stay: to look through them for
    # garbage, again and again, would take a fifth of the time that one draft takes.
    gc.disable()
    try:
        command = _COMMANDS.get(words[0]) if words else None
        return command(words[1:]) if command else _review(words)
    except SystemExit as stop:  # argparse has said what is wrong, or printed the help
        return stop.code if isinstance(stop.code, int) else READY
    except PoaReviewError as error:
        _complain(str(error))
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        # Python's own exit code for a crash is 1, which would read as "not ready".
        import traceback

        traceback.print_exc()
        _complain("this is a bug in poareview; please report it with the lines above.")
        return WRONG
    finally:
        gc.enable()


class _Outcome(NamedTuple):
    """What came of one draft: a review, or else an error."""

    name: str
    review: Review | None = None
    error: str = ""


def _review(words: Sequence[str]) -> int:
    parser = _review_parser()
    options = parser.parse_intermixed_args(words)
    if options.quiet and options.format != "terminal":
        parser.error(f"--quiet shortens the terminal report; leave it out with --format {options.format}")
    from poareview.inputs import check_output, find_drafts, write_report

    settings = _settings(options)
    inputs = find_drafts(options.drafts)
    if options.output:
        read = [draft.path for draft in inputs.drafts if draft.path]
        check_output(options.output, [*read, *([options.config] if options.config else [])])
    for note in inputs.notes:
        _complain(note)
    outcomes: list[_Outcome] = []
    pieces: list[str] = []
    for outcome in _outcomes(inputs, settings):
        outcomes.append(outcome)
        if outcome.error:
            _complain(outcome.error)
        # A piece at a time, so that the first report of many can be read while the others are made.
        piece = _report_piece(options, outcome, several=inputs.several)
        pieces.append(piece) if options.output else _print(piece)
    piece = _report_end(options, outcomes, several=inputs.several)
    pieces.append(piece) if options.output else _print(piece)
    if options.output and any(pieces):
        write_report(options.output, "".join(pieces))
    return _exit_code(outcomes, options.fail_under)


def _outcomes(inputs: Inputs, settings: Settings) -> Iterator[_Outcome]:
    for name, error in inputs.errors:
        yield _Outcome(name=name, error=error)
    for draft in inputs.drafts:
        try:
            review = _reviewed(draft, settings)
        except (ReadError, LanguageError) as error:
            said = str(error)
            named = said.startswith(draft.shown)
            yield _Outcome(name=draft.shown, error=said if named else f"{draft.shown}: {said}")
            continue
        finally:
            gc.enable()  # what comes now is loaded already
        # Two drafts of one name in two folders must not look the same.
        yield _Outcome(
            name=draft.shown, review=replace(review, name=draft.shown) if inputs.several else review
        )


def _reviewed(draft: Draft, settings: Settings) -> Review:
    from poareview import engine

    if draft.path:
        return engine.review(draft.path, settings=settings)
    from poareview.reading import LIMITS, read_bytes

    if sys.stdin.isatty():
        _complain("paste the letter, then press Ctrl-D (Windows: Ctrl-Z and Enter) on a line of its own.")
    data = sys.stdin.buffer.read(LIMITS.file_bytes + 1)
    return engine.review_document(read_bytes(data, name=draft.shown), settings=settings)


def _report_piece(options: argparse.Namespace, outcome: _Outcome, *, several: bool) -> str:
    """What can be printed as soon as one draft is reviewed."""
    if options.format != "terminal" or not outcome.review:
        return ""
    from poareview.report import terminal

    if options.quiet:
        return terminal.render_line(outcome.review, outcome.name, _screen(options))
    return terminal.render(outcome.review, _screen(options)) + ("\n\n" if several else "")


def _report_end(options: argparse.Namespace, outcomes: Sequence[_Outcome], *, several: bool) -> str:
    """What can be printed only when all drafts are reviewed."""
    reviews = [outcome.review for outcome in outcomes if outcome.review]
    rows = [(outcome.name, outcome.review) for outcome in outcomes]
    if options.format == "json":
        from poareview.report import json

        ascii_only = _encoding(options) != "utf-8"
        if several:
            errors = [(outcome.name, outcome.error) for outcome in outcomes if outcome.error]
            return json.render_several(__version__, reviews, errors, ascii_only=ascii_only)
        return json.render(reviews[0], ascii_only=ascii_only) if reviews else ""
    if not reviews or options.quiet:
        return ""
    if options.format == "markdown":
        from poareview.report import markdown
        from poareview.report.clean import encodable

        language = reviews[0].report_language
        report = markdown.render_several(rows, language) if several else markdown.render(reviews[0])
        return encodable(report, _encoding(options))
    if several:
        from poareview.report import terminal

        return terminal.render_summary(rows, reviews[0].report_language, _screen(options))
    return ""


def _exit_code(outcomes: Sequence[_Outcome], least: float | None) -> int:
    """2 if a draft could not be read; else by the scores where a least one is given, or by the verdicts."""
    reviews = [outcome.review for outcome in outcomes if outcome.review]
    if len(reviews) < len(outcomes):
        return WRONG
    if least is not None:
        return READY if all(review.score >= least for review in reviews) else NOT_READY
    return READY if all(review.verdict is Verdict.READY for review in reviews) else NOT_READY


def _explain(words: Sequence[str]) -> int:
    parser = _parser("poareview explain", "Say why a rule exists, or what a criterion's levels mean.")
    parser.add_argument("name", metavar="RULE|CRITERION", help="such as no_blame/buyer-accused or root_cause")
    _add_language(parser)
    _add_settings(parser)
    _add_look(parser)
    options = parser.parse_args(words)
    from poareview.report.explain import explain_criterion, explain_rule
    from poareview.report.terminal import render_parts

    settings, language = _asked(options)
    rules = _rules(settings)
    if options.name in tuple(Criterion):
        parts = explain_criterion(Criterion(options.name), language, weights=settings.weights, rules=rules)
    else:
        parts = explain_rule(_rule_named(options.name, rules), language)
    _print(render_parts(parts, language, _screen(options)))
    return READY


def _rule_named(name: str, rules: Sequence[Rule]) -> Rule:
    """The rule with that id, or the only one with that id after the slash."""
    exact = [rule for rule in rules if rule.id == name]
    found = exact or [rule for rule in rules if rule.id.partition("/")[2] == name]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(rule.id for rule in found)
        raise ConfigError(f"{name!r} may be any of {several}. Give the whole id.")
    from poareview.settings import suggestion

    known = [*Criterion, *(rule.id for rule in rules), *(rule.id.partition("/")[2] for rule in rules)]
    hint = suggestion(name, known) or " `poareview rules` lists the rules."
    raise ConfigError(f"there is no rule or criterion {name!r}.{hint}")


def _list_rules(words: Sequence[str]) -> int:
    parser = _parser("poareview rules", "List all rules, under the criteria that they belong to.")
    parser.add_argument(
        "--format", choices=("terminal", "json"), default="terminal", help="default: terminal"
    )
    _add_language(parser)
    _add_settings(parser)
    _add_look(parser)
    options = parser.parse_args(words)
    from poareview.report.explain import rule_list, rules_as_plain

    settings, language = _asked(options)
    rules = _rules(settings)
    if options.format == "json":
        from poareview.report.json import dumped

        _print(dumped(rules_as_plain(rules, language), ascii_only=_encoding(options) != "utf-8"))
        return READY
    from poareview.report.terminal import render_parts

    _print(render_parts(rule_list(rules, language), language, _screen(options)))
    return READY


def _schema(words: Sequence[str]) -> int:
    parser = _parser("poareview schema", "Print the JSON Schema of the JSON report of one draft.")
    parser.add_argument("--several", action="store_true", help="of the report of several drafts")
    options = parser.parse_args(words)
    from poareview.report.json import dumped, schema

    _print(dumped(schema(several=options.several), ascii_only=True))
    return READY


def _evaluate(words: Sequence[str]) -> int:
    from poareview.evaluate import run_eval

    return run_eval(words)


_COMMANDS = {"explain": _explain, "rules": _list_rules, "schema": _schema, "eval": _evaluate}


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without a page of usage before it."""

    def error(self, message: str) -> NoReturn:
        _complain(f"{message}. Try: {self.prog} --help")
        self.exit(WRONG)


def _parser(name: str, description: str, epilog: str = "") -> argparse.ArgumentParser:
    # A width of its own: argparse would import shutil, and all that compresses, only to ask for one.
    form = partial(argparse.RawDescriptionHelpFormatter, max_help_position=26, width=HELP_WIDTH)
    return _Parser(
        prog=name, description=description, epilog=epilog, formatter_class=form, allow_abbrev=False
    )


def _review_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "poareview",
        "Review a draft Amazon plan of action against a published rubric, offline.\n"
        "Drafts may be in English, French or Dutch.",
        _EPILOG,
    )
    parser.usage = "poareview DRAFT [DRAFT ...] [options]"
    add = parser.add_argument
    add(
        "drafts",
        nargs="+",
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
    _add_settings(parser)
    add(
        "--disable",
        action="append",
        default=[],
        metavar="RULE",
        help="switch off a rule, or 'tone/*'; may be repeated",
    )
    _add_look(parser)
    add("--version", action="version", version=f"poareview {__version__}", help="print the version")
    return parser


_LANGUAGES = tuple(language.value for language in Language)


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report-lang", "--lang", choices=_LANGUAGES, dest="report_lang", help="the language to say it in"
    )


def _add_settings(parser: argparse.ArgumentParser) -> None:
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


def _add_look(parser: argparse.ArgumentParser) -> None:
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


def _settings(options: argparse.Namespace) -> Settings:
    """The settings of the configuration file with those of the command line over them."""
    from poareview.settings import load_settings

    settings = load_settings(Path.cwd(), file=options.config)
    language = getattr(options, "lang", None)
    return replace(
        settings,
        language=Language(language) if language else settings.language,
        report_language=Language(options.report_lang) if options.report_lang else settings.report_language,
        disabled_rules=settings.disabled_rules | frozenset(getattr(options, "disable", ())),
        rule_folders=(*settings.rule_folders, *options.rules),
    )


def _asked(options: argparse.Namespace) -> tuple[Settings, Language]:
    """The settings, and the language in which to answer where there is no draft to take it from."""
    settings = _settings(options)
    return settings, settings.report_language or settings.language or Language.EN


def _rules(settings: Settings) -> tuple[Rule, ...]:
    """All rules, also those that the settings switch off."""
    from poareview.checks import load_rules

    return load_rules(folders=settings.rule_folders)


def _screen(options: argparse.Namespace) -> Screen:
    from poareview.report.terminal import Screen

    if getattr(options, "output", None):
        return Screen(width=FILE_WIDTH)
    terminal = sys.stdout.isatty()
    return Screen(
        width=_width(terminal=terminal),
        colour=terminal and not options.no_color and _has_colour(),
        encoding=_encoding(options),
    )


def _width(*, terminal: bool) -> int:
    if terminal:
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns or 80
        except OSError:
            pass
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() else 80


def _has_colour() -> bool:
    """Whether the terminal shows colour and nobody objects (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    # Of the terminals of Windows, only the newer ones obey, and these say so.
    return sys.platform != "win32" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "TERM"))


def _encoding(options: argparse.Namespace) -> str:
    """What the report is written in; files are UTF-8."""
    if getattr(options, "output", None):
        return "utf-8"
    name = getattr(sys.stdout, "encoding", None) or "utf-8"
    return "utf-8" if name.lower().replace("_", "-") in ("utf-8", "utf8") else name


def _print(text: str) -> None:
    """Prints to stdout; a reader that has gone away, as `head` does, ends the printing without a word."""
    if not text:
        return
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise ConfigError(f"the report could not be printed ({error.strerror}).") from None


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


def _complain(message: str) -> None:
    """Prints a line or more to stderr, with nothing in it that a terminal would obey."""
    from poareview.report.clean import one_line

    lines = [one_line(line) for line in message.splitlines()]
    with suppress(OSError, ValueError):  # where nobody can hear, the exit code still tells
        _write(sys.stderr, "\n".join(["poareview: " + lines[0], *lines[1:]]) + "\n")
