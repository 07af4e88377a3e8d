"""Dates in all their forms, and times of day."""

from __future__ import annotations

from functools import cache
from re import Pattern

from poareview.model import Language, SpecificKind
from poareview.specifics.hits import Hit, Rank, View, regex, word_at
from poareview.specifics.words import Words, choice, words_of

YEARS = range(1950, 2100)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CLOCK = (
    r"(\d{1,2})(?::(\d{2})(?::\d{2})?|( ?[hu] ?)(\d{2})(?![a-z])"
    r"|\.(\d{2})(?=(?: (?:en|tot|of|-) \d{1,2}[.:]\d{2})? ?(?:uur|u|am|pm|[ap]\.m\.)(?![a-z]))"
    r"|(?= ?(?:am|pm|[ap]\.m\.|o'clock)(?![a-z]))|(?P<hour> ?(?:heures?|uur|h|u))(?![a-z]))(?!\d|[.,]\d)"
    r"(?: (?:en|tot|of|-) \d{1,2}[.:]\d{2}(?= ?uur))?"
    r"(?: ?(?:(?P<half>am|pm|[ap]\.m\.)|uur|hrs?|o'clock)(?![a-z]))?"
)
_HOURS = frozenset(("h", "u", "uur", "heure", "heures", "am", "pm", "a", "p", "o"))  # "a.m.", "o'clock"
_BEFORE = 24  # how far back the word before a number is looked for


def date(view: View, start: int, end: int, words: Words) -> Hit | None:
    """A date that begins with the digits from `start` to `end`.

    `value` is the ISO date where day, month and year are sure; `valid` is whether such a day exists.
    """
    size = end - start
    marked = view.plain[end : end + 1] in ("-", "/", ".") and view.plain[end + 1 : end + 2].isdecimal()
    if size == 4 and marked:
        return _iso(view, start)
    if size > 2:
        return None
    return (_numeric(view, start, words) if marked else None) or _day_month(view, start, words)


def _iso(view: View, start: int) -> Hit | None:
    found = regex(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[-/.]\d)").match(view.plain, start)
    if found is None or int(found[1]) not in YEARS:
        return None
    return _dated(start, found.end(), int(found[1]), int(found[3]), int(found[4]))


def _numeric(view: View, start: int, words: Words) -> Hit | None:
    found = regex(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d|[-/.,:]\d| ?(?:[%£$]|€))").match(
        view.plain, start
    )
    if found is None:
        return None
    if found[4] is None:
        return _short(view, start, found.end(), found[1], found[2], found[3], words)
    if len(found[4]) == 2 and (found[2] == "." or len(found[1]) + len(found[3]) < 3):
        return None
    year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])
    first, second = int(found[1]), int(found[3])
    if year not in YEARS:
        return None
    if words.date_order == "dmy" or first > 12:
        return _dated(start, found.end(), year, second, first)
    if second > 12:
        return _dated(start, found.end(), year, first, second)
    if first == second:
        return _dated(start, found.end(), year, first, second)
    exists = first > 0 and second > 0
    return Hit(Rank.DATE, start, found.end(), SpecificKind.DATE, None, None, exists)


def _short(view: View, start: int, end: int, first: str, mark: str, second: str, words: Words) -> Hit | None:
    """Day and month without a year: 12/05, "op 12/5", "19-02:". Fractions and ranges look the same."""
    day, month = int(first), int(second)
    if words.date_order != "dmy" and month > 12 >= day:
        day, month = month, day
    if mark == "." or not (1 <= month <= 12 and 1 <= day <= _LENGTHS[month - 1]):
        return None
    cued = _word_before(view.plain, start) in words.date_cues
    padded = len(second) == 2 and (mark == "/" or second.startswith("0"))
    led = (start == 0 or view.plain[:start].rstrip(" *-+•")[-1:] in ("", "\n", "|")) and regex(
        r"\*{0,2} ?[:|-]"
    ).match(view.plain, end)
    if not (cued or led or (padded and mark == "/" and words.date_order == "dmy")):
        return None
    if mark == "-" and not (led or padded):
        return None
    return Hit(Rank.DATE, start, end, SpecificKind.DATE, None, None, True)


@cache
def _days_of_month(language: Language) -> Pattern[str]:
    words = words_of(language)
    day = r"\d{1,2}(?:st|nd|rd|th|er|ste|de(?!c)|e)?"  # not the "de" of "12december"
    return regex(
        rf"({day})((?:(?:, ?| ?- ?| (?:{choice(words.to)}) |/){day}){{0,9}})"
        rf"[ -]?(?:of |the )?(?P<month>[a-z]+)\.?(?:,? ?-?(?P<year>\d{{4}})(?!\d|[.,]\d))?"
    )


def _day_month(view: View, start: int, words: Words) -> Hit | None:
    """A list or a range of days is one date: "12 May 2024", « 1er juin », "5, 9, 12 and 18 June"."""
    found = _days_of_month(words.language).match(view.plain, start)
    if found is None or found["month"] not in words.months:
        return None
    if found["month"] in words.not_months_alone and not _is_month(view, found.start("month"), found.end()):
        return None
    month = words.months[found["month"]]
    last = regex(r"\d+").findall(found[2])
    days = [int(day) for day in (*regex(r"\d+").findall(found[1]), *last)]
    if not found["year"] and any(day > 31 for day in days):
        return None
    exists = all(1 <= day <= _LENGTHS[month - 1] for day in days)
    end = found.end() if found["year"] or view.plain[found.end() - 1] != "." else found.end("month")
    if not found["year"]:
        return Hit(Rank.DATE, start, end, SpecificKind.DATE, None, None, exists)
    year = int(found["year"])
    if year not in YEARS:
        return Hit(Rank.DATE, start, found.end("month"), SpecificKind.DATE, None, None, exists)
    if last:
        return Hit(Rank.DATE, start, end, SpecificKind.DATE, None, None, exists)
    return _dated(start, end, year, month, days[0])


def _is_month(view: View, start: int, end: int) -> bool:
    """Whether "may" or "march" is meant as a month: by its capital, its year, or what follows it."""
    return (
        view.shape[start].isupper()
        or not regex(r" [a-z]").match(view.plain, end)
        or view.plain[end - 1].isdigit()
    )


def month_first(view: View, start: int, word_end: int, words: Words) -> Hit | None:
    """A date that begins with the month at `start`: "May 12, 2024", "March 2025"."""
    word = view.plain[start:word_end]
    months = words.months
    end = word_end + 1 if view.plain[word_end : word_end + 1] == "." else word_end
    if not view.plain.startswith(" ", end):
        return None
    year_only = regex(r"(\d{4})(?!\d|[.,-]\d)").match(view.plain, end + 1)
    if year_only is not None and int(year_only[1]) in YEARS:
        return Hit(Rank.DATE, start, year_only.end(), SpecificKind.DATE, None, None, True)
    if words.language is not Language.EN or (
        word in words.not_months_alone and not view.shape[start].isupper()
    ):
        return None
    if not view.plain[end + 1 : end + 2].isdecimal() and not view.plain.startswith(" the ", end):
        return None
    found = regex(
        r" (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,:/-]\d)"
        r"((?:(?:, | ?- ?| (?:to|and|through) )\d{1,2}(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)){0,9})"
        r"(?:,? (\d{4})(?!\d|[.,-]\d))?"
    ).match(view.plain, end)
    if found is None:
        return None
    days = [int(found[1]), *map(int, regex(r"\d+").findall(found[2]))]
    stop = found.end()
    if found[2] and regex(r" [a-z]").match(view.plain, found.end(2)) and not found[3]:
        # "On May 5, 12 orders were refunded": what follows the comma is counted, it is no day.
        stop, days = found.end(2) if "-" in found[2] else found.start(2), days[:1]
    if days[0] > 31 and not found[3]:
        return None
    exists = all(1 <= day <= _LENGTHS[months[word] - 1] for day in days)
    if found[3] and len(days) == 1 and int(found[3]) in YEARS:
        return _dated(start, stop, int(found[3]), months[word], days[0])
    return Hit(Rank.DATE, start, stop, SpecificKind.DATE, None, None, exists)


def _dated(start: int, end: int, year: int, month: int, day: int) -> Hit:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    exists = (
        1 <= month <= 12 and 1 <= day <= _LENGTHS[month - 1] and not (month == 2 and day == 29 and not leap)
    )
    value = f"{year:04}-{month:02}-{day:02}" if exists else None
    return Hit(Rank.DATE, start, end, SpecificKind.DATE, value, None, exists)


def _word_before(text: str, start: int) -> str:
    found = text[max(0, start - _BEFORE) : start].rstrip(" ").rsplit(" ", 1)[-1].strip("(,:*\"'|")
    return found.rsplit("\n", 1)[-1]


def clock(view: View, start: int, end: int, words: Words) -> Hit | None:
    """A time of day that begins with the digits from `start` to `end`; `value` is HH:MM.

    "16 h" and "9 uur" are times only after a word such as « à » or "om"; without one, a duration.
    """
    text = view.plain
    if not _may_be_clock(text, end):
        return None
    found = regex(_CLOCK).match(text, start)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[4] or found[5] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    if hour > 24 or minute > 59:
        return None
    if found["hour"] and (words.language is Language.EN or hour > 23):
        return None
    if found["hour"]:
        before = _word_before(text, start)
        if before not in words.clock_cues and not (before in words.clock_spans and _till(text, found.end())):
            return None
    return Hit(Rank.TIME, start, found.end(), SpecificKind.TIME, f"{hour:02}:{minute:02}")


def _may_be_clock(text: str, end: int) -> bool:
    """Whether what follows the digits may belong to a time of day; the pattern for that is a costly one."""
    if text[end : end + 1] in (":", "."):
        return text[end + 1 : end + 3].isdecimal()
    return word_at(text, end + text.startswith(" ", end)) in _HOURS


def _till(text: str, end: int) -> bool:
    """Whether a second time follows: the « à 17 h » of « de 9 h à 17 h »."""
    return regex(r" (?:a|et|tot|en) \d{1,2} ?(?:heures?|uur|[hu])(?![a-z])").match(text, end) is not None
