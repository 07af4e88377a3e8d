"""Check digits of the identifiers that stand in plans of action (domain notes, section 5).

Each function takes the bare characters, without blanks or dashes, and says whether the check fits. A
passed check proves no existence; a failed one says "looks mistyped".
"""

from __future__ import annotations

IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25,
    "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26,
}  # fmt: skip
"""Length of an account number by country (IBAN registry), for the countries of Amazon's European sellers."""

S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
FEDEX_WEIGHTS = (3, 1, 7)


def gtin(digits: str) -> bool:
    """EAN-8, UPC-A, EAN-13, GTIN-14: mod 10 with weights 3 and 1 from the right."""
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (8, 12, 13, 14):
        return False
    body = digits[-2::-1]
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(body))
    return (10 - total % 10) % 10 == int(digits[-1])


def isbn10(code: str) -> bool:
    """ISBN-10: mod 11 with weights 10 to 1, a last X counting ten."""
    code = code.upper()
    if len(code) != 10 or not _digits(code[:9]) or not (_digits(code[9]) or code[9] == "X"):
        return False
    values = [int(digit) for digit in code[:9]] + [10 if code[9] == "X" else int(code[9])]
    return sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11 == 0


def luhn(digits: str) -> bool:
    """Payment cards, SIREN and SIRET: mod 10, every second digit from the right doubled."""
    if not _digits(digits):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def ups(code: str) -> bool:
    """UPS: 1Z, 15 letters or digits, check; a letter counts (code - 63) mod 10, even places double."""
    code = code.upper()
    if len(code) != 18 or not code.startswith("1Z") or not code.isascii() or not code.isalnum():
        return False
    values = [int(sign) if sign.isdigit() else (ord(sign) - 63) % 10 for sign in code[2:]]
    if not code[-1].isdigit():
        return False
    total = sum(values[0:15:2]) + 2 * sum(values[1:15:2])
    return (10 - total % 10) % 10 == values[15]


def s10_shaped(code: str) -> bool:
    """Whether a code has the shape of a postal item: two letters, nine digits, two letters."""
    return len(code) == 13 and code.isascii() and (code[:2] + code[11:]).isalpha() and code[2:11].isdigit()


def s10(code: str) -> bool:
    """Postal items (UPU S10): two letters, eight digits, check, country."""
    code = code.upper()
    if len(code) != 13 or not (code[:2] + code[11:]).isalpha() or not _digits(code[2:11]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code[2:10], S10_WEIGHTS, strict=True))
    check = 11 - total % 11
    return {10: 0, 11: 5}.get(check, check) == int(code[10])


def fedex(digits: str) -> bool:
    """FedEx, 12 digits: weights 3, 1, 7 in turn, mod 11, ten counting as zero."""
    if len(digits) != 12 or not _digits(digits):
        return False
    total = sum(int(digit) * FEDEX_WEIGHTS[place % 3] for place, digit in enumerate(digits[:11]))
    return total % 11 % 10 == int(digits[11])


def dhl_express(digits: str) -> bool:
    """DHL Express, 10 digits: the last is the rest of the first nine by 7."""
    return len(digits) == 10 and _digits(digits) and int(digits[:9]) % 7 == int(digits[9])


def iban(code: str) -> bool:
    """An account number of a known country: its length, and mod 97."""
    code = code.upper()
    if not (code.isascii() and code.isalnum()) or IBAN_LENGTHS.get(code[:2]) != len(code):
        return False
    return _digits(code[2:4]) and _mod97(code[4:] + code[:4]) == 1


def vat(code: str) -> bool | None:
    """A VAT number with its country letters; `None` for a country whose check is not known here."""
    code = code.upper()
    test = {"NL": _vat_nl, "FR": _vat_fr, "BE": _vat_be, "GB": _vat_gb, "DE": _vat_de}.get(code[:2])
    return test(code[2:]) if test else None


def belgian_national(digits: str) -> bool:
    """Belgian national number, 11 digits: 97 minus the first nine mod 97 (with a 2 before since 2000)."""
    if len(digits) != 11 or not _digits(digits):
        return False
    body, check = digits[:9], int(digits[9:])
    return check in (97 - int(body) % 97, 97 - int("2" + body) % 97)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _mod97(code: str) -> int:
    """The rest by 97, a letter counting 10 to 35."""
    return int("".join(str(int(sign, 36)) for sign in code)) % 97


def _vat_nl(body: str) -> bool:
    """Nine digits, B, two digits: the older 11-test, or mod 97 for one-person firms since 2020."""
    if len(body) != 12 or body[9] != "B" or not _digits(body[:9] + body[10:]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body[:8], range(9, 1, -1), strict=True))
    return total % 11 == int(body[8]) or _mod97("NL" + body) == 1


def _vat_fr(body: str) -> bool:
    """Two key signs and the SIREN; a key in letters cannot be checked, the SIREN can."""
    if len(body) != 11 or not _digits(body[2:]):
        return False
    if not _digits(body[:2]):
        return body[:2].isalnum() and luhn(body[2:])
    return int(body[:2]) == (12 + 3 * (int(body[2:]) % 97)) % 97


def _vat_be(body: str) -> bool:
    """Ten digits (nine in old papers): 97 minus the first eight mod 97."""
    body = body.zfill(10)
    return len(body) == 10 and _digits(body) and body[0] in "01" and int(body[8:]) == 97 - int(body[:8]) % 97


def _vat_gb(body: str) -> bool:
    """Nine digits: weights 8 to 2, mod 97; numbers issued since 2010 add 55."""
    if len(body) != 9 or not _digits(body):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body[:7], range(8, 1, -1), strict=True))
    return (total + int(body[7:])) % 97 in (0, 42)


def _vat_de(body: str) -> bool:
    """Nine digits: ISO 7064 mod 11,10."""
    if len(body) != 9 or not _digits(body) or body[0] == "0":
        return False
    product = 10
    for digit in body[:8]:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    return (11 - product) % 10 == int(body[8])
