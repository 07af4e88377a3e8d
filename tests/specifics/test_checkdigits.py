"""Check digits: the valid examples of the domain notes, and that a slip of one digit is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.specifics import checkdigits

VALID = [
    (checkdigits.gtin, "4006381333931"),
    (checkdigits.gtin, "036000291452"),
    (checkdigits.gtin, "96385074"),
    (checkdigits.isbn10, "0306406152"),
    (checkdigits.ups, "1Z999AA10123456784"),
    (checkdigits.s10, "RB123456785GB"),
    (checkdigits.fedex, "986578788855"),
    (checkdigits.dhl_express, "1234567891"),
    (checkdigits.vat, "NL004495445B01"),
    (checkdigits.vat, "FR40303265045"),
    (checkdigits.vat, "BE0428759497"),
    (checkdigits.vat, "GB980780684"),
    (checkdigits.vat, "DE136695976"),
    (checkdigits.iban, "BE68539007547034"),
    (checkdigits.iban, "GB82WEST12345698765432"),
    (checkdigits.luhn, "4111111111111111"),
]

DETECTS_ANY_SLIP = [
    (checkdigits.gtin, "4006381333931"),
    (checkdigits.gtin, "036000291452"),
    (checkdigits.isbn10, "0306406152"),
    (checkdigits.luhn, "4111111111111111"),
    (checkdigits.iban, "BE68539007547034"),
    (checkdigits.vat, "BE0428759497"),
]


@pytest.mark.parametrize(("check", "number"), VALID)
def test_a_valid_number_passes(check, number):
    assert check(number)


@pytest.mark.parametrize(("check", "number"), VALID)
def test_a_number_that_lacks_its_last_sign_fails(check, number):
    assert not check(number[:-1])


@pytest.mark.parametrize(("check", "number"), DETECTS_ANY_SLIP)
def test_one_altered_digit_is_seen(check, number):
    for place, sign in enumerate(number):
        if sign.isdigit():
            for other in set("0123456789") - {sign}:
                assert not check(number[:place] + other + number[place + 1 :]), (place, other)


@given(body=st.text("0123456789", min_size=12, max_size=12), place=st.integers(0, 12), step=st.integers(1, 9))
def test_an_ean_with_one_altered_digit_fails(body, place, step):
    number = next(body + last for last in "0123456789" if checkdigits.gtin(body + last))
    altered = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not checkdigits.gtin(altered)


@given(body=st.text("0123456789", min_size=12, max_size=12), place=st.integers(0, 15), step=st.integers(1, 9))
def test_an_iban_with_one_altered_digit_fails(body, place, step):
    check = 98 - int(body + "111400") % 97
    number = f"BE{check:02}{body}"
    assert checkdigits.iban(number)
    place = max(place, 2)
    altered = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not checkdigits.iban(altered)


@given(text=st.text(max_size=30))
def test_no_text_makes_a_check_fail_with_an_error(text):
    for check, _ in VALID:
        check(text)


def test_a_country_without_a_known_check_is_left_open():
    assert checkdigits.vat("LU12345678") is None
