"""Identifiers that are known by the word before them: invoices, cases, parcels, SKUs, annexes, passports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from re import Pattern

from poareview.model import Language, SpecificKind
from poareview.specifics import checkdigits, private
from poareview.specifics.codes import running
from poareview.specifics.hits import Hit, Rank, View, regex
from poareview.specifics.words import Cue, Words, choice, words_of

MAX_LISTED = 60  # codes after one cue: "invoices 1041, 1042 and 1043"
FAR = 120  # how far after its cue a "no." may stand, in characters
_ENDINGS = frozenset(
    (
        "st",
        "nd",
        "rd",
        "th",
        "e",
        "er",
        "de",
        "ste",
        "h",
        "u",
        "x",
        "am",
        "pm",
        "j",
        "kg",
        "cm",
        "mm",
        "ml",
        "k",
    )
)
_CODE = r"[a-z0-9](?:[-/._]?[a-z0-9]){0,39}(?![a-z0-9])"
_SPACED = _CODE + r"(?: \d{3,}(?![a-z0-9])){0,5}"
_ROMAN_OR_LETTER = r"(?:[ivx]{1,5}|[a-h])(?![\w'])"


def _link_end(text: str, at: int, words: Words) -> int:
    """Where the words and signs between a cue and its code end: "no.", "number:", « n° », "ID #"."""
    for _ in range(4):
        found = regex(r" ?(?:n ?[°º]s?|[#:]|\((?=\w)|([a-z]+)\.?)").match(text, at)
        if found is None or (found[1] and found[1] not in words.number_links):
            break
        at = found.end()
    link = regex(r"(?: ?(?:is|was|est|:))? ?['\"]?").match(text, at)
    return link.end() if link else at


def _far_link_end(text: str, at: int) -> int | None:
    """Where a link ends a few words further on, if a "no." or « n° » then shows that a number is meant."""
    window = text[at : at + FAR]
    if not any(sign in window for sign in ("°", "º", "#", "no.", "nos", "nr")):
        return None
    link = r"(?: [^\W\d_][\w'&-]{0,25}){1,4} (?:n ?[°º]s?|no\.|nos\.?|nrs?\.?|#) ?(?=[a-z0-9])"
    found = regex(link).match(text, at)
    return found.end() if found else None


@cache
def _join(language: Language) -> Pattern[str]:
    joins = choice(words_of(language).joins)
    return regex(rf"(?:, ?(?:(?:{joins}) )?| (?:{joins}|&|/|-) | ?/ ?| ?; ?|-)")


def codes_after(view: View, cue: Cue, start: int, words: Words) -> Iterator[Hit]:
    """The codes that follow the cue at `start`, the further ones of a list included."""
    end = start + len(cue.phrase)
    at = _link_end(view.plain, end, words)
    named = bool(view.plain[end:at].strip(" '\"(:"))
    take = _TAKERS[cue.what]
    hit = take(view, start, at, named)
    if hit is None:
        far = _far_link_end(view.plain, end)
        hit = take(view, start, far, True) if far else None
        named = True
    if hit is None and cue.what == "document":
        # "certificate of destruction GR-4471": two words may come before a code of letters and digits.
        near = regex(r"(?: (?:d'|l')?[^\W\d_]{2,20}){1,2} (?=[a-z]{1,6}-?\d)").match(view.plain, end)
        hit = take(view, start, near.end(), False) if near else None
    for _ in range(MAX_LISTED):
        if hit is None:
            return
        yield hit
        join = _join(words.language).match(view.plain, hit.end)
        if join is None:
            return
        hit = take(view, join.end(), join.end(), named)


def _code(view: View, at: int, *, spaced: bool = False) -> str:
    """The code at `at`, which has a digit and stands free; empty where there is none."""
    if at and view.plain[at - 1].isalnum():
        return ""
    found = regex(_SPACED if spaced else _CODE).match(view.plain, at)
    if found is None or not any(sign.isdigit() for sign in found[0].partition(" ")[0]):
        return ""
    return found[0]


def _unit_follows(view: View, end: int) -> bool:
    return (
        view.plain[end : end + 2].strip(" ")[:1] in ("%", "€", "£", "$") if end < len(view.plain) else False
    )


def _mixed(code: str) -> bool:
    """Whether a code is more than a number: "NP-30771", "88-120", "2024/17"."""
    return any(sign.isalpha() for sign in code) or "-" in code or "/" in code or "_" in code


def _ordinal(code: str) -> bool:
    """Whether it is a number of up to three digits with an ending or a unit: "1st", "12h", "3x"."""
    ending = code.lstrip("0123456789")
    return len(code) - len(ending) in (1, 2, 3) and ending in _ENDINGS


def _invoice(view: View, first: int, at: int, named: bool) -> Hit | None:
    code = _code(view, at)
    end = at + len(code)
    if not code or _ordinal(code) or _unit_follows(view, end) or sum(sign.isdigit() for sign in code) < 2:
        return None
    if _mixed(code):
        return Hit(Rank.CUED, at, end, SpecificKind.INVOICE, view.shape[at:end])
    year = len(code) == 4 and 1990 <= int(code) <= 2099 if code.isdigit() else False
    if not code.isdigit() or (not named and (len(code) < 3 or year)):
        return None
    return Hit(Rank.CUED if named else Rank.WEAK_CUED, at, end, SpecificKind.INVOICE, view.shape[at:end])


def _case(view: View, first: int, at: int, named: bool) -> Hit | None:
    code = _code(view, at)
    if not (code.isdigit() and (8 <= len(code) <= 12 or (named and len(code) >= 5))):
        return None
    return Hit(Rank.CUED, at, at + len(code), SpecificKind.CASE_ID, code)


def _tracking(view: View, first: int, at: int, named: bool) -> Hit | None:
    code = _code(view, at, spaced=True)
    bare = code.replace(" ", "").upper()
    if not 8 <= len(bare) <= 40 or sum(sign.isdigit() for sign in bare) < 6 or "/" in bare:
        return None
    valid: bool | None = None
    if bare.startswith("1Z"):
        valid = checkdigits.ups(bare)
    elif checkdigits.s10_shaped(bare):
        valid = checkdigits.s10(bare)
    elif checkdigits.fedex(bare) or checkdigits.dhl_express(bare):
        valid = True
    return Hit(Rank.CUED, at, at + len(code), SpecificKind.TRACKING, bare, None, valid)


def _sku(view: View, first: int, at: int, named: bool) -> Hit | None:
    code = _code(view, at)
    end = at + len(code)
    if len(code) < 3 or _ordinal(code) or (code.isdigit() and len(code) < 4 and not named):
        return None
    rank = Rank.CUED if _mixed(code) or named else Rank.WEAK_CUED
    return Hit(rank, at, end, SpecificKind.SKU, view.shape[at:end])


def _ean(view: View, first: int, at: int, named: bool) -> Hit | None:
    found = regex(r"\d(?:[ -]?\d){7,14}(?![\d]|-\d)").match(view.plain, at)
    if found is None or (at and view.plain[at - 1].isalnum()):
        return None
    digits = regex(r"\D").sub("", found[0])
    if len(digits) > 7 and running(digits):
        return Hit(Rank.CUED, at, found.end(), SpecificKind.PLACEHOLDER)
    return Hit(Rank.CUED, at, found.end(), SpecificKind.EAN, digits, None, checkdigits.gtin(digits))


def _asin(view: View, first: int, at: int, named: bool) -> Hit | None:
    """Beside its cue an ASIN may be a book's ISBN-10; a B0 number is found by its shape."""
    code = _code(view, at)
    bare = code.replace("-", "").upper()
    end = at + len(code)
    if regex(r"\d{9}[\dX]$").match(bare):
        return Hit(Rank.CUED, at, end, SpecificKind.ASIN, bare, None, checkdigits.isbn10(bare))
    if (
        bare.isalnum()
        and 9 <= len(bare) <= 11
        and sum(sign.isdigit() for sign in bare) > 1
        and not bare.startswith(("B0", "X0"))
    ):
        return Hit(Rank.CUED, at, end, SpecificKind.ASIN, None, None, False)
    return None


def _passport(view: View, first: int, at: int, named: bool) -> Hit | None:
    code = _code(view, at, spaced=True)
    bare = "".join(sign for sign in code if sign.isalnum()).upper()
    if not 6 <= len(bare) <= 18 or sum(sign.isdigit() for sign in bare) < 4:
        return None
    return Hit(Rank.CUED, at, at + len(code), SpecificKind.PASSPORT, bare)


def _phone(view: View, first: int, at: int, named: bool) -> Hit | None:
    found = regex(r"[+(]{0,2}\d(?:[ ()./-]{0,2}\d){6,14}(?!\d|[.,/-]\d)").match(view.plain, at)
    if found is None:
        return None
    digits = regex(r"\D").sub("", found[0])
    value = ("+" if found[0].startswith("+") else "") + digits
    return Hit(Rank.PRIVATE, at, found.end(), SpecificKind.PHONE, value)


def _card(view: View, first: int, at: int, named: bool) -> Hit | None:
    return private.card(view, at, cued=True) if at < len(view.plain) and view.plain[at].isdigit() else None


def _registry(view: View, first: int, at: int, named: bool) -> Hit | None:
    """The number of a company, a lot or a device: kept from being read as a telephone or bar code."""
    found = regex(r"(?:[a-z]{1,20} )?((?=\d)\d(?:[ .-]?\d){4,15})(?![\d])").match(view.plain, at)
    return Hit(Rank.CUED, found.start(1), found.end(1), None) if found else None


def _annex(view: View, first: int, at: int, named: bool) -> Hit | None:
    """The number belongs to the name: "annex 2", « pièce jointe n° 3 », "Bijlage B"."""
    found = regex(rf"(?:[a-h]?\d{{1,3}}[a-h]?(?![\w%°']|€|[.,]\d)|{_ROMAN_OR_LETTER})").match(view.plain, at)
    if found is None or (at and view.plain[at - 1].isalnum()):
        return None
    if found[0].isalpha() and not view.shape[found.start()].isupper():
        return None
    # "annexe 1 et 12 commandes": a joined number that counts what follows it is no annex.
    rank = Rank.COUNT if at == first else Rank.AMOUNT
    return Hit(rank, first, found.end(), SpecificKind.DOCUMENT, found[0].upper())


def _document(view: View, first: int, at: int, named: bool) -> Hit | None:
    """A report, certificate or form with a number that is more than a count."""
    code = _code(view, at)
    end = at + len(code)
    digits = sum(sign.isdigit() for sign in code)
    if not code or _ordinal(code) or _unit_follows(view, end):
        return None
    if not ((_mixed(code) and digits) or named):
        return None
    return Hit(Rank.WEAK_CUED, first, end, SpecificKind.DOCUMENT, view.shape[at:end])


_TAKERS: dict[str, Callable[[View, int, int, bool], Hit | None]] = {
    "invoice": _invoice,
    "case": _case,
    "tracking": _tracking,
    "sku": _sku,
    "ean": _ean,
    "asin": _asin,
    "passport": _passport,
    "phone": _phone,
    "card": _card,
    "registry": _registry,
    "annex": _annex,
    "document": _document,
}
CUED = frozenset(_TAKERS)
