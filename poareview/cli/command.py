"""The commands: which drafts, in which order, printed as what, and the exit code.

Exit codes: 0, every draft is ready; 1, some draft is not, or scores below `--fail-under`; 2, some
draft could not be read, or the command was asked wrongly. The report goes to stdout, all else to
stderr. Modules are imported where they are needed, as every start pays for those at the top.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from poareview import __version__
from poareview.cli.console import complain, encoding, screen, show
from poareview.cli.options import WRONG, add_language, add_look, add_settings, make_parser, parsed_review
from poareview.errors import ConfigError, LanguageError, PoaReviewError, ReadError
from poareview.model import Criterion, FlagKind, Language, Review, Verdict

if TYPE_CHECKING:
    import argparse

    from poareview.checks.rule import Rule
    from poareview.inputs import Draft, Inputs
    from poareview.settings import Settings

READY, NOT_READY, INTERRUPTED = 0, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command with these arguments, those of the process if `None`, and gives the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    # To load the reviewer makes a hundred thousand objects that all stay: to look through them for
    # garbage, again and again, would take a fifth of the time that one draft takes.
    gc.disable()
    # The same goes for the threads that numpy would start: there is nothing here to share out among them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        command = _COMMANDS.get(words[0]) if words else None
        return command(words[1:]) if command else _review(words)
    except SystemExit as stop:  # argparse has said what is wrong, or printed the help
        return stop.code if isinstance(stop.code, int) else READY
    except PoaReviewError as error:
        complain(str(error))
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        # Python's own exit code for a crash is 1, which would read as "not ready".
        import traceback

        traceback.print_exc()
        complain("this is a bug in poareview; please report it with the lines above.")
        return WRONG
    finally:
        gc.enable()


class _Outcome(NamedTuple):
    """What came of one draft: a review, or else an error."""

    name: str
    review: Review | None = None
    error: str = ""


def _review(words: Sequence[str]) -> int:
    options = parsed_review(words)
    from poareview.inputs import check_output, find_drafts, write_report

    settings = _settings(options)
    inputs = find_drafts(options.drafts)
    if options.output:
        read = [draft.path for draft in inputs.drafts if draft.path]
        check_output(options.output, [*read, *([options.config] if options.config else [])])
    for note in inputs.notes:
        complain(note)
    outcomes: list[_Outcome] = []
    pieces: list[str] = []
    for outcome in _outcomes(inputs, settings):
        outcomes.append(outcome)
        if outcome.error:
            complain(outcome.error)
        # A piece at a time, so that the first report of many can be read while the others are made.
        piece = _report_piece(options, outcome, several=inputs.several)
        pieces.append(piece) if options.output else show(piece)
    piece = _report_end(options, outcomes, several=inputs.several)
    pieces.append(piece) if options.output else show(piece)
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
            named = said if said.startswith(draft.shown) else f"{draft.shown}: {said}"
            yield _Outcome(name=draft.shown, error=named + _command_meant(draft))
            continue
        finally:
            gc.enable()  # what comes now is loaded already
        # Two drafts of one name in two folders must not look the same.
        yield _Outcome(
            name=draft.shown, review=replace(review, name=draft.shown) if inputs.several else review
        )


def _command_meant(draft: Draft) -> str:
    """A sentence that names the command, where a draft that does not exist is called much like one."""
    if not draft.path or draft.path.suffix or draft.path.exists() or len(draft.path.parts) > 1:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(draft.shown.lower(), _COMMANDS, n=1, cutoff=0.7)
    return f" The command is called {close[0]!r}." if close else ""


def _reviewed(draft: Draft, settings: Settings) -> Review:
    from poareview import engine

    if draft.path:
        return engine.review(draft.path, settings=settings)
    from poareview.reading import LIMITS, read_bytes

    if sys.stdin is None:  # closed by the shell, or a program without a console
        raise ReadError("there is no input to read. Give the name of a file.")
    if sys.stdin.isatty():
        complain("paste the letter, then press Ctrl-D (Windows: Ctrl-Z and Enter) on a line of its own.")
    data = sys.stdin.buffer.read(LIMITS.file_bytes + 1)
    return engine.review_document(read_bytes(data, name=draft.shown), settings=settings)


def _report_piece(options: argparse.Namespace, outcome: _Outcome, *, several: bool) -> str:
    """What can be printed as soon as one draft is reviewed."""
    if options.format != "terminal" or not outcome.review:
        return ""
    from poareview.report import terminal

    if options.quiet:
        return terminal.render_line(outcome.review, outcome.name, screen(options))
    return terminal.render(outcome.review, screen(options)) + ("\n\n" if several else "")


def _report_end(options: argparse.Namespace, outcomes: Sequence[_Outcome], *, several: bool) -> str:
    """What can be printed only when all drafts are reviewed."""
    reviews = [outcome.review for outcome in outcomes if outcome.review]
    rows = [(outcome.name, outcome.review) for outcome in outcomes]
    if options.format == "json":
        from poareview.report import json

        ascii_only = encoding(options) != "utf-8"
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
        return encodable(report, encoding(options))
    if several:
        from poareview.report import terminal

        return terminal.render_summary(rows, reviews[0].report_language, screen(options))
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
    parser = make_parser("poareview explain", "Say why a rule exists, or what a criterion's levels mean.")
    parser.add_argument("name", metavar="RULE|CRITERION", help="such as no_blame/buyer-accused or root_cause")
    add_language(parser)
    add_settings(parser)
    add_look(parser)
    options = parser.parse_args(words)
    from poareview.report.explain import explain_criterion, explain_risk, explain_rule
    from poareview.report.terminal import render_parts

    settings, language = _asked(options)
    rules = _rules(settings)
    name = options.name.strip().lower()
    known = name.replace("-", "_").replace(" ", "_")
    if known in tuple(Criterion):
        parts = explain_criterion(Criterion(known), language, weights=settings.weights, rules=rules)
    elif known in tuple(FlagKind) and not _rules_named(name, rules):
        parts = explain_risk(FlagKind(known), language, rules=rules)
    else:
        parts = explain_rule(_rule_named(name, rules), language)
    show(render_parts(parts, language, screen(options)))
    return READY


def _rules_named(name: str, rules: Sequence[Rule]) -> list[Rule]:
    """The rule with that id, or all those with that id after the slash."""
    exact = [rule for rule in rules if rule.id == name]
    return exact or [rule for rule in rules if rule.id.partition("/")[2] == name]


def _rule_named(name: str, rules: Sequence[Rule]) -> Rule:
    """The only rule of that name."""
    found = _rules_named(name, rules)
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(rule.id for rule in found)
        raise ConfigError(f"{name!r} may be any of {several}. Give the whole id.")
    from poareview.settings import suggestion

    known = [
        *Criterion,
        *FlagKind,
        *(rule.id for rule in rules),
        *(rule.id.partition("/")[2] for rule in rules),
    ]
    hint = suggestion(name, known) or " `poareview rules` lists the rules."
    raise ConfigError(f"there is no rule or criterion {name!r}.{hint}")


def _list_rules(words: Sequence[str]) -> int:
    parser = make_parser("poareview rules", "List all rules, under the criteria that they belong to.")
    parser.add_argument(
        "--format", choices=("terminal", "json"), default="terminal", help="default: terminal"
    )
    add_language(parser)
    add_settings(parser)
    add_look(parser)
    options = parser.parse_args(words)
    from poareview.report.explain import rule_list, rules_as_plain

    settings, language = _asked(options)
    rules = _rules(settings)
    if options.format == "json":
        from poareview.report.json import dumped

        show(dumped(rules_as_plain(rules, language), ascii_only=encoding(options) != "utf-8"))
        return READY
    from poareview.report.terminal import render_parts

    show(render_parts(rule_list(rules, language), language, screen(options)))
    return READY


def _schema(words: Sequence[str]) -> int:
    parser = make_parser("poareview schema", "Print the JSON Schema of the JSON report of one draft.")
    parser.add_argument("--several", action="store_true", help="of the report of several drafts")
    options = parser.parse_args(words)
    from poareview.report.json import dumped, schema

    show(dumped(schema(several=options.several), ascii_only=True))
    return READY


def _evaluate(words: Sequence[str]) -> int:
    from poareview.evaluate import run_eval

    return run_eval(words)


_COMMANDS = {"explain": _explain, "rules": _list_rules, "schema": _schema, "eval": _evaluate}


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
