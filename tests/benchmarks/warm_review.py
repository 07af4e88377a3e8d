"""How long `review(text)` takes once everything is loaded, and how that grows with the text.

    python tests/benchmarks/warm_review.py [--runs 31] [--times 100] [--lang en]

For each language: the median over runs for a page (the labelled draft nearest to 300 words; the aim: at most
10 ms), then the time of a text 100 times as long over the time of one (the aim: at most 120). The long text
is made in two ways: the page again and again, and as many different drafts one after another, beside the sum
of their times apart, as whatever is remembered from one sentence to its like would flatter the first. It only
tells; it fails on no time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGUAGES = {"en": "English", "fr": "French", "nl": "Dutch"}
PAGE = 300  # words


def texts(language: str) -> list[str]:
    """The texts of all labelled drafts in a language."""
    paths = sorted((ROOT / "tests" / "evals" / "corpus" / language).glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["text"] for path in paths]


def page(drafts: Sequence[str]) -> str:
    """The draft nearest to a page of 300 words."""
    return min(drafts, key=lambda text: abs(len(text.split()) - PAGE))


def milliseconds(review: Callable[[str], object], text: str) -> float:
    begin = time.perf_counter()
    review(text)
    return (time.perf_counter() - begin) * 1000


def measure(review: Callable[[str], object], language: str, *, runs: int, times: int) -> str:
    """The lines of one language's report."""
    drafts = texts(language)
    one = page(drafts)
    first = milliseconds(review, one)
    taken = [milliseconds(review, one) for _ in range(runs)]
    median = statistics.median(taken)
    long_runs = min(runs, 3)
    repeated = "\n\n".join([one] * times)
    long = statistics.median(milliseconds(review, repeated) for _ in range(long_runs))

    several = drafts[:times]
    apart = statistics.median(sum(milliseconds(review, text) for text in several) for _ in range(long_runs))
    joined_text = "\n\n".join(several)
    joined = statistics.median(milliseconds(review, joined_text) for _ in range(long_runs))
    return (
        f"{LANGUAGES[language]}, {len(one.split())} words: median {median:.2f} ms of {runs} "
        f"(from {min(taken):.2f} to {max(taken):.2f}; the first {first:.1f}; at most 10 wanted)\n"
        f"  {times} times as long: {long:.0f} ms, {long / median:.1f} times the time "
        f"(at most {1.2 * times:g} wanted)\n"
        f"  {len(several)} drafts joined ({len(joined_text.split())} words): {joined:.0f} ms, "
        f"{joined / apart:.2f} times their sum apart ({apart:.0f} ms; at most 1.2 wanted)\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Time review(text) on a page, and on a text many times as long."
    )
    parser.add_argument("--runs", type=int, default=31, help="how often a page is reviewed (default: 31)")
    parser.add_argument(
        "--times", type=int, default=100, help="how much longer the long text is (default: 100)"
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="one language alone (default: all three)")
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    from poareview import review

    for language in [options.lang] if options.lang else LANGUAGES:
        sys.stdout.write(measure(review, language, runs=max(1, options.runs), times=max(1, options.times)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
