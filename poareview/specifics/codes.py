"""Identifiers that are known by their shape: orders, ASINs, shipments, parcels, bar codes, VAT numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from poareview.model import SpecificKind
from poareview.specifics import checkdigits
from poareview.specifics.hits import Hit, Rank, View, regex

ASIN_LENGTH = 10
_VAT_LENGTHS = {"nl": (14,), "fr": (13,), "be": (12, 11), "gb": (11,), "de": (11,)}


def order(view: View, start: int) -> Hit | None:
    """An order number that begins with the digits at `start`, malformed ones included.

    Three, seven and seven digits; `valid` is false where a dash lacks or a group is too short or long.
    The first group is not looked into: it varies by store (domain notes, section 5).
    """
    text = view.plain
    found = regex(r"(\d{2,4})([- ]{0,3})(\d{5,9})([- ]{0,3})(\d{5,9})(?![\d]|-\d)").match(text, start)
    if found is None:
        return None
    digits = found[1] + found[3] + found[5]
    dashed = found[2].strip() == found[4].strip() == "-"
    sizes = (len(found[1]), len(found[3]), len(found[5]))
    if sizes == (3, 7, 7) and dashed:
        if running(found[3]) and running(found[5]):
            return Hit(Rank.TYPED, start, found.end(), SpecificKind.PLACEHOLDER)
        return Hit(
            Rank.TYPED, start, found.end(), SpecificKind.ORDER_ID, "-".join(found.group(1, 3, 5)), None, True
        )
    if (
        len(digits) == 17
        and (not found[2] or not found[4] or sizes == (3, 7, 7))
        and not text[start - 1 : start].isalpha()
    ):
        value = f"{digits[:3]}-{digits[3:10]}-{digits[10:]}"
        return Hit(Rank.TYPED, start, found.end(), SpecificKind.ORDER_ID, value, None, False)
    # One group may be quite wrong, if the other two are right; else each may be one digit out.
    if dashed and (sum(size in (3, 7) for size in sizes) == 2 or all(6 <= size <= 8 for size in sizes[1:])):
        return Hit(Rank.TYPED, start, found.end(), SpecificKind.ORDER_ID, None, None, False)
    return None


def running(digits: str) -> bool:
    """Whether the digits are all one, or count up or down: nobody's number."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(steps) == 1 and steps <= {0, 1, 9}


def digital_orders(view: View) -> Iterator[Hit]:
    """Orders of digital goods, which begin with D01 (or another D and two digits)."""
    at = view.plain.find("d01-")
    while at != -1:
        found = regex(r"d01-(\d{6,8})-(\d{6,8})(?!\d)").match(view.plain, at)
        if found is not None and view.alone(at, found.end()):
            good = len(found[1]) == len(found[2]) == 7
            if good and running(found[1]) and running(found[2]):
                yield Hit(Rank.TYPED, at, found.end(), SpecificKind.PLACEHOLDER)
            else:
                value = found[0].upper() if good else None
                yield Hit(Rank.TYPED, at, found.end(), SpecificKind.ORDER_ID, value, None, good)
        at = view.plain.find("d01-", at + 4)


def asins(view: View) -> Iterator[Hit]:
    """ASINs that begin with B0, in any case; nine or eleven signs instead of ten make one invalid."""
    at = view.plain.find("b0")
    while at != -1:
        found = regex(r"b0[a-z0-9]{6,11}").match(view.plain, at)
        if found is None or not view.alone(at, found.end()):
            at = view.plain.find("b0", at + 2)
            continue
        code = view.shape[at : found.end()]
        if _made_up(found[0]):
            yield Hit(Rank.TYPED, at, found.end(), SpecificKind.PLACEHOLDER)
        elif code.isupper() or sum(sign.isdigit() for sign in code) > 2:
            good = len(code) == ASIN_LENGTH
            yield Hit(
                Rank.TYPED, at, found.end(), SpecificKind.ASIN, code.upper() if good else None, None, good
            )
        at = view.plain.find("b0", found.end())


def _made_up(code: str) -> bool:
    """B0XXXXXXXX, B0EXAMPLE1, B012345678: an ASIN that stands for one."""
    body = code[2:]
    if "example" in body or "xxx" in body or "sample" in body or "voorbeeld" in body or "exemple" in body:
        return True
    return len(set(body)) == 1 or (body.isdigit() and running(body[:8]))


def tokens(view: View) -> Iterator[Hit]:
    """Identifiers of capital letters and digits without a break: FNSKU, FBA shipment, parcels, VAT."""
    for found in regex(r"[A-Z0-9][A-Z0-9]{8,39}").finditer(view.shape):
        code = found[0]
        if code.isdigit() or code.isalpha() or not view.alone(found.start(), found.end()):
            continue
        hit = _token(code, found.start(), found.end())
        if hit is not None:
            yield hit


def registered(view: View, start: int) -> Hit | None:
    """A registered letter or Colissimo parcel, "1A 207 664 8813 2": a digit, a letter and eleven digits."""
    found = regex(r"\d[a-z] ?\d{3} ?\d{3} ?\d{4} ?\d(?!\d)").match(view.plain, start)
    if found is None or not view.shape[start + 1].isupper():
        return None
    return _parcel(found[0].replace(" ", "").upper(), start, found.end(), valid=None)


def _token(code: str, start: int, end: int) -> Hit | None:
    digits = sum(sign.isdigit() for sign in code)
    if code.startswith("X00") and len(code) == 10:
        return Hit(Rank.TYPED, start, end, SpecificKind.FNSKU, code)
    if code.startswith("FBA") and 11 <= len(code) <= 15 and digits > 1:
        kind = SpecificKind.PLACEHOLDER if "XXX" in code else SpecificKind.SHIPMENT_ID
        return Hit(Rank.TYPED, start, end, kind, code)
    if code.startswith("1Z") and 16 <= len(code) <= 20 and digits > 6:
        return _parcel(code, start, end, valid=checkdigits.ups(code))
    if code.startswith("TBA") and digits >= 9 and len(code) == digits + 3:
        return _parcel(code, start, end, valid=True if digits == 12 else None)
    if code.startswith(("3S", "JVGL", "JJD", "JD0")) and regex(
        r"(?:3S[A-Z]{2,5}\d{6,13}|(?:JVGL|JJD|JD0)[A-Z]{0,2}\d{9,20})$"
    ).match(code):
        return _parcel(code, start, end, valid=None)
    if checkdigits.s10_shaped(code):
        return _parcel(code, start, end, valid=checkdigits.s10(code))
    if code.startswith("LPN") and digits > 3:
        return _parcel(code, start, end, valid=None)
    if code.startswith(("NL", "FR")) and regex(r"(?:NL\d{9}B\d{2}|FR[0-9A-HJ-NP-Z]{2}\d{9})$").match(code):
        return Hit(Rank.TYPED, start, end, SpecificKind.VAT, code, None, checkdigits.vat(code))
    return None


def _parcel(code: str, start: int, end: int, *, valid: bool | None) -> Hit:
    return Hit(Rank.TYPED, start, end, SpecificKind.TRACKING, code, None, valid)


def vat(view: View, start: int) -> Hit | None:
    """A VAT number whose digits begin at `start`, with the country's letters before it and any spacing."""
    text = view.plain
    at = start - 1 if start and text[start - 1] == " " else start
    country = text[max(0, at - 2) : at]
    if (
        country not in _VAT_LENGTHS
        or not view.shape[at - 2 : at].isupper()
        or (at > 2 and text[at - 3].isalnum())
    ):
        return None
    found = regex(r"\d{2,4}[\d. ]{5,12}(?:\.?b\.?\d{2})?").match(text, start)
    if found is None:
        return None
    body = found[0].rstrip(". ")
    code = country + body.replace(" ", "").replace(".", "")
    end = start + len(body)
    if len(code) not in _VAT_LENGTHS[country] or not view.alone(at - 2, end):
        return None
    return Hit(Rank.TYPED, at - 2, end, SpecificKind.VAT, code.upper(), None, checkdigits.vat(code))


def bar_code(view: View, start: int, end: int) -> Hit | None:
    """12 to 14 digits by themselves with a fitting check digit; where none fits, it may be anything."""
    digits = view.plain[start:end]
    if not 12 <= len(digits) <= 14 or not checkdigits.gtin(digits) or running(digits):
        return None
    return Hit(Rank.TYPED, start, end, SpecificKind.EAN, digits, None, True)
