"""Private data that does not belong in a plan of action: accounts, cards, telephones, national registers."""

from __future__ import annotations

from poareview.model import SpecificKind
from poareview.specifics import checkdigits
from poareview.specifics.hits import Hit, Rank, View, regex

_ISSUERS = r"(?:4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|6(?:011|5|4[4-9])|62|67)"


def iban(view: View, start: int) -> Hit | None:
    """An account number whose check digits begin at `start`, after the country's two letters.

    In lower case it must pass mod 97; in capitals a known country and its length are enough.
    """
    country = view.plain[max(0, start - 2) : start].upper()
    length = checkdigits.IBAN_LENGTHS.get(country)
    if length is None or (start > 2 and view.plain[start - 3].isalnum()):
        return None
    signs: list[str] = []
    end = start
    while end < len(view.plain) and len(signs) < length - 2:
        sign = view.plain[end]
        if sign.isascii() and sign.isalnum():
            signs.append(sign)
        elif sign not in " -." or not signs or view.plain[end - 1] in " -.":
            return None
        end += 1
    code = country + "".join(signs).upper()
    if len(code) != length or not code[2:4].isdigit() or not view.alone(start - 2, end):
        return None
    valid = checkdigits.iban(code)
    upper = view.shape[start - 2 : end].upper() == view.shape[start - 2 : end]
    if not valid and (not upper or sum(sign.isdigit() for sign in code) < 12):
        return None
    return Hit(Rank.TYPED, start - 2, end, SpecificKind.IBAN, code, None, valid)


def card(view: View, start: int, *, cued: bool = False) -> Hit | None:
    """A payment card number that begins with the digits at `start`: issuer, length and Luhn must fit.

    13 and 14 digits are as often an EAN or a SIRET, so these only count beside a word for a card.
    """
    found = regex(r"\d(?:[ -]?\d){12,18}(?!\d|[ -]\d)").match(view.plain, start)
    if found is None:
        return None
    digits = regex(r"\D").sub("", found[0])
    lengths = (13, 14, 15, 16, 19) if cued else (15, 16, 19)
    if (
        len(digits) not in lengths
        or (len(digits) == 15) != (digits[:2] in ("34", "37"))
        or not checkdigits.luhn(digits)
    ):
        return None
    if not regex(_ISSUERS if not cued else _ISSUERS + "|3[0689]").match(digits):
        return None
    return Hit(Rank.TYPED, start, found.end(), SpecificKind.CARD, digits, None, True)


def phone(view: View, start: int) -> Hit | None:
    """A telephone number whose first digits begin at `start`: international, or in a national shape."""
    text = view.plain
    if start and text[start - 1] == "+":
        return _phone(
            r"\d{1,3}[ .-]?(?:\(0\) ?)?(?:\(\d{1,4}\) ?)?\d{1,4}(?:[ ./-]{0,2}\d{2,9}){1,5}",
            view,
            start,
            start - 1,
            8,
            15,
        )
    if text.startswith("00", start):
        return _phone(
            r"00(?:1|3\d|4\d|86|9[01]|21[26])[ .-]?(?:\(0\) ?)?\d{1,4}(?:[ ./-]?\d{2,8}){1,5}",
            view,
            start,
            start,
            11,
            16,
        )
    opened = bool(start) and text[start - 1] == "(" and ")" in text[start : start + 6]
    if text[start] == "0":
        pattern = (
            r"0[1-9]\d{0,8}\)?(?:[ ./-]{1,2}\d{2,8}){0,5}"
            if opened
            else r"0[1-9]\d{0,9}(?:[ ./-]\d{2,8}){0,5}"
        )
        return _phone(pattern, view, start, start - opened, 9, 11)
    pattern = r"[2-9]\d\d\) ?\d{3}[ .-]\d{4}" if opened else r"[2-9]\d\d([-.])\d{3}\1\d{4}"
    return _phone(pattern, view, start, start - opened, 10, 10)


def _phone(pattern: str, view: View, start: int, first: int, least: int, most: int) -> Hit | None:
    found = regex(pattern + r"(?!\d|[./-]\d)").match(view.plain, start)
    if found is None:
        return None
    digits = regex(r"\(0\)|\D").sub("", found[0])
    if not least <= len(digits) <= most or (first and view.plain[first - 1].isalnum()):
        return None
    value = ("+" if view.plain[first] == "+" else "") + digits
    return Hit(Rank.PRIVATE, first, found.end(), SpecificKind.PHONE, value)


def national_number(view: View, start: int) -> Hit | None:
    """A Belgian national register number in its usual dress, 85.07.30-033.28, if mod 97 fits."""
    found = regex(r"\d\d\.\d\d\.\d\d[- ]\d{3}[. ]\d\d(?!\d)").match(view.plain, start)
    if found is None:
        return None
    digits = regex(r"\D").sub("", found[0])
    if not checkdigits.belgian_national(digits):
        return None
    return Hit(Rank.TYPED, start, found.end(), SpecificKind.PASSPORT, digits, None, True)
