"""Numbers as they are written in the three languages, and the amounts that they make."""

from __future__ import annotations

from functools import cache
from re import Pattern

from poareview.model import Language, SpecificKind
from poareview.specifics.hits import Hit, Rank, View, regex, word_at, word_before
from poareview.specifics.words import Words, words_of

CURRENCY_SIGNS = "€£$"
CURRENCY_CODES = ("eur", "usd", "gbp", "chf", "cad", "sek", "pln")
_GROUPS = {" ": r"(?: \d{3}(?!\d)|\.\d{3}(?!\d))", ".": r"[.']\d{3}(?!\d)", ",": r"[,']\d{3}(?!\d)"}
_FIGURE = {
    sep: rf"\d{{1,3}}(?:{group}){{1,4}}(?:[.,]\d{{1,4}})?|\d{{1,9}}(?:[.,]\d{{1,4}})?"
    for sep, group in _GROUPS.items()
}
_MULTIPLES = ("million", "millions", "miljoen", "k", "m")
_LAST_CENTURIES = range(1900, 2100)


def plain_decimal(number: str, language: Language) -> str | None:
    """The number as digits with a point, `None` where the language does not settle what it means.

    A lone separator before exactly three digits is the only hard case: "1.234" is a thousand in Dutch
    and a decimal in English; in French a point is neither.
    """
    number = number.replace(" ", "").replace("'", "")
    dots, commas = number.count("."), number.count(",")
    if dots and commas:
        mark = max(number.rfind("."), number.rfind(","))
        return _bare(number[:mark]) + "." + number[mark + 1 :]
    if dots + commas != 1:
        return _bare(number)
    separator = "." if dots else ","
    whole, _, rest = number.partition(separator)
    if len(rest) != 3 or whole == "0":
        return f"{whole}.{rest}"
    thousands = {Language.EN: ",", Language.NL: "."}.get(language)
    if separator == thousands:
        return whole + rest
    if language is Language.FR and separator == ".":
        return None
    return f"{whole}.{rest}"


def _bare(number: str) -> str:
    return number.replace(".", "").replace(",", "")


@cache
def _number(language: Language) -> Pattern[str]:
    return regex(rf"(?:{_FIGURE[words_of(language).thousands]})(?!\d|[.,]\d)")


@cache
def _links(language: Language) -> tuple[str, ...]:
    return ("-", " - ", "- ", " -", *(f" {word} " for word in words_of(language).to))


def _second(text: str, end: int, words: Words) -> int | None:
    """Where the other end of a range ends: "24-48", "2 to 3"."""
    links = _links(words.language)
    if not text.startswith(links, end):
        return None
    for link in links:
        if text.startswith(link, end):
            found = _number(words.language).match(text, end + len(link))
            if found is not None:
                return found.end()
    return None


def _total(text: str, end: int, words: Words) -> tuple[str, int] | None:
    """The number after the part and where it ends: "of 812", « sur 812 », "van de 812"."""
    if not text.startswith(" ", end):
        return None
    for of in words.of:
        at = end + len(of) + 2
        if not text.startswith(f" {of} ", end):
            continue
        for filler in ("", *words.of_filler):
            start = at + len(filler) + bool(filler)
            if text.startswith(filler, at) and text[start : start + 1].isdecimal() and text[start - 1] == " ":
                found = _number(words.language).match(text, start)
                if found and not regex(r"[/-]\d| ?%").match(text, found.end()):
                    return found[0], found.end()
    return None


def amount(view: View, start: int, words: Words) -> Hit | None:
    """Money, percentage, duration or count that begins with the digits at `start`."""
    number = _number(words.language).match(view.plain, start)
    if number is None:
        return None
    end = number.end()
    value = plain_decimal(number[0], words.language)
    money = _money_before(view.plain, start)
    if money is not None:
        return Hit(Rank.AMOUNT, money, _money_end(view.plain, end), SpecificKind.MONEY, value)
    hit = _with_unit(view, start, end, value, words)
    if hit is not None:
        return hit
    second = _second(view.plain, end, words)
    if second is not None:
        hit = _with_unit(view, start, second, None, words)
        if hit is not None and hit.kind is not SpecificKind.COUNT:
            return hit
    return _count(view, start, end, value, words)


def _money_before(text: str, start: int) -> int | None:
    """Where a currency before the number begins, or `None`."""
    at = start - 1 if start and text[start - 1] == " " else start
    if at and text[at - 1] in CURRENCY_SIGNS:
        return at - 1
    code = text[max(0, at - 3) : at]
    if code in CURRENCY_CODES and (at == 3 or not text[at - 4].isalnum()):
        return at - 3
    return None


def _money_end(text: str, end: int) -> int:
    """Where an amount ends whose number ends at `end`: after ",-" or "million"."""
    end += next((len(dash) for dash in (",-", ".-") if text.startswith(dash, end)), 0)
    at = end + text.startswith(" ", end)
    word = word_at(text, at)
    return at + len(word) if word in _MULTIPLES else end


def _with_unit(view: View, start: int, end: int, value: str | None, words: Words) -> Hit | None:
    """What the percent sign, currency or unit after a number makes of it."""
    text = view.plain
    gap = text[end : end + 1]
    at = end + 1 if gap in (" ", "-") else end
    sign = text[at : at + 1]
    if gap != "-" and sign and sign in "%‰":
        return Hit(Rank.AMOUNT, start, at + 1, SpecificKind.PERCENTAGE, value)
    if gap != "-" and sign and sign in CURRENCY_SIGNS:
        return Hit(Rank.AMOUNT, start, at + 1, SpecificKind.MONEY, value)
    word = word_at(text, at)
    tails = words.tails.get(word, ())
    if not tails and word in words.unit_before and text.startswith(" ", at + len(word)):
        at += len(word) + 1
        gap = "-"  # from here on only a unit fits
        tails = words.tails.get(word_at(text, at), ())
    for phrase, what, unit in tails:
        stop = at + len(phrase)
        follows = text[stop : stop + 1]
        if not text.startswith(phrase, at) or "a" <= follows <= "z":
            continue
        if what == "unit" and follows != "'":
            after = word_at(text, stop + 1) if follows == " " else ""
            stop += len(after) + 1 if after in words.unit_after else 0
            return Hit(Rank.AMOUNT, start, stop, SpecificKind.DURATION, period(value, unit))
        if what != "unit" and gap != "-":
            kind = SpecificKind.PERCENTAGE if what == "percent" else SpecificKind.MONEY
            return Hit(Rank.AMOUNT, start, stop, kind, value)
    return None


def period(value: str | None, unit: str) -> str | None:
    """An ISO 8601 duration: "PT24H", "P2D"; `unit` is "TH", "TM", "D", "W", "M" or "Y"."""
    if value is None:
        return None
    return f"PT{value}{unit[1]}" if unit.startswith("T") else f"P{value}{unit}"


def _count(view: View, start: int, end: int, value: str | None, words: Words) -> Hit | None:
    """A number of things, with the total where one is given: "34 of 812 orders"."""
    total = _total_at(view.plain, end, words)
    if total is not None:
        noun = _noun_end(view.plain, total[1], words, bare=True)
        if noun is not None or not _year(total[0]):
            return Hit(Rank.COUNT, start, noun or total[1], SpecificKind.COUNT, value)
    noun = _noun_end(view.plain, end, words, bare=not _year(view.plain[start:end]))
    if noun is None:
        return None
    total = _total_at(view.plain, noun, words)
    return Hit(Rank.COUNT, start, total[1] if total else noun, SpecificKind.COUNT, value)


def _total_at(text: str, end: int, words: Words) -> tuple[str, int] | None:
    """The total that follows, unless its number begins a date or a duration ("19 orders op 19 maart")."""
    total = _total(text, end, words)
    if total is None or not text.startswith(" ", total[1]):
        return total
    after = regex(r"[^\W\d_]+").match(text, total[1] + 1)
    return None if after and (after[0] in words.months or after[0] in words.units) else total


def counted(view: View, start: int, end: int, words: Words) -> Hit | None:
    """A count or duration with its number in words, the last of which stands at `start` to `end`.

    "three SKUs", « dix-neuf commandes », "thirty-four orders", "twee werkdagen".
    """
    text = view.plain
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha() and text[end + 1 : end + 4] != "day":
        return None
    if start and text[start - 1] in "-'":
        whole = regex(r"[a-z]{2,12}(?:-[a-z]{2,12}){0,3}-$").search(text, max(0, start - 40), start)
        if whole is None or text[start - 1] == "'":
            return None
        start = whole.start()
    parts = [words.number_words.get(part) for part in text[start:end].split("-")]
    if None in parts:
        return None
    # « quatre-vingt » is a product, not a sum; so rare in a plan that it goes without a value.
    value = None if text.startswith("quatre-vingt", start) else str(sum(filter(None, parts)))
    hit = _with_unit(view, start, end, value, words)
    if hit is not None and hit.kind is SpecificKind.DURATION:
        before = word_before(text, start - 1) if text[start - 1 : start] == " " else ""
        clock = words.language is not Language.EN and before in words.clock_cues
        if clock and value and hit.value == f"PT{value}H" and int(value) < 24:
            # « à sept heures », "om twaalf uur"
            return hit._replace(kind=SpecificKind.TIME, value=f"{int(value):02}:00")
        return hit
    noun = _noun_end(view.plain, end, words, bare=False)
    return None if noun is None else Hit(Rank.COUNT, start, noun, SpecificKind.COUNT, value)


def _year(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and int(number) in _LAST_CENTURIES


def _noun_end(text: str, end: int, words: Words, *, bare: bool) -> int | None:
    """Where the thing counted ends, if the next three words hold one.

    The first word may be any plural (`bare`), as what sellers sell is no closed list; a later word,
    with others between, must be one of the listed nouns.
    """
    after = regex(r" ([^\W\d_][\w'-]{1,30})(?: ([^\W\d_][\w'-]{1,30}))?(?: ([^\W\d_][\w'-]{1,30}))?").match(
        text, end
    )
    if after is None:
        return None
    first = after[1]
    if first in words.nouns:
        return after.end(1)
    if first in words.openers or first in words.not_plural or first in words.multipliers:
        return None
    if after[2] in words.nouns:
        return after.end(2)
    if after[3] in words.nouns and after[2] not in words.openers and after[2] not in words.not_plural:
        return after.end(3)
    return after.end(1) if bare and _plural(first, words) else None


def _plural(word: str, words: Words) -> bool:
    endings = ("s", "x") if words.language is Language.FR else ("s",)
    return len(word) > 3 and word.endswith(endings) and word not in words.months and word not in words.units
