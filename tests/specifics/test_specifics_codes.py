"""Identifiers: what is found, what is called malformed, and what only looks like one."""

import pytest
from specifics_finding import one, quotes, specifics

from poareview.model import SpecificKind as Kind


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.ORDER_ID, "114-6620385-9471204"),
        (Kind.ORDER_ID, "D01-1230987-7654998"),
        (Kind.ASIN, "B0CK4W7ZNP"),
        (Kind.FNSKU, "X00ABC1234"),
        (Kind.SHIPMENT_ID, "FBA15D7RT2X4"),
        (Kind.TRACKING, "1Z999AA10123456784"),
        (Kind.TRACKING, "RB123456785GB"),
        (Kind.TRACKING, "3SBKDA123456789"),
        (Kind.TRACKING, "TBA123456789012"),
        (Kind.TRACKING, "JVGL06123456789012"),
        (Kind.TRACKING, "1A 207 664 8813 2"),
        (Kind.EAN, "4006381333931"),
        (Kind.EAN, "036000291452"),
        (Kind.VAT, "NL004495445B01"),
        (Kind.VAT, "FR40303265045"),
        (Kind.VAT, "FR 40 303 265 045"),
        (Kind.VAT, "BE 0428.759.497"),
        (Kind.IBAN, "BE68 5390 0754 7034"),
        (Kind.IBAN, "NL91ABNA0417164300"),
        (Kind.IBAN, "nl91abna0417164300"),
        (Kind.CARD, "4111 1111 1111 1111"),
        (Kind.CARD, "378282246310005"),
        (Kind.PHONE, "+44 20 7946 0958"),
        (Kind.PHONE, "+31 6 12345678"),
        (Kind.PHONE, "06 12 34 56 78"),
        (Kind.PHONE, "06-12345678"),
        (Kind.PHONE, "0475/12.34.56"),
        (Kind.PHONE, "(212) 555-0123"),
        (Kind.URL, "https://example.com/a?b=1"),
        (Kind.DOCUMENT, "bill_unit6.pdf"),
    ],
)
def test_a_number_is_known_by_its_shape_in_each_language(kind, text, language):
    found = one(kind, f"({text})", language)
    assert found.quote == text
    assert found.valid is not False


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.ORDER_ID, "114-662038-9471204"),
        (Kind.ORDER_ID, "114-6620385-94712045"),
        (Kind.ORDER_ID, "404-99213-7718821"),
        (Kind.ORDER_ID, "1146620385-9471204"),
        (Kind.ORDER_ID, "11466203859471204"),
        (Kind.ORDER_ID, "408 5521907 6630041"),
        (Kind.ASIN, "B0CK4W7ZN"),
        (Kind.ASIN, "B0CK4W7ZNPX"),
        (Kind.TRACKING, "1Z999AA10123456785"),
        (Kind.TRACKING, "RB123456786GB"),
        (Kind.VAT, "BE0428759498"),
        (Kind.IBAN, "BE68 5390 0754 7035"),
    ],
)
def test_a_mistyped_number_is_found_and_called_invalid(kind, text):
    found = one(kind, f"We mean {text}, as said.")
    assert found.quote == text
    assert found.valid is False


@pytest.mark.parametrize(
    ("language", "kind", "text", "value"),
    [
        ("en", Kind.ASIN, "the book, ISBN 0306406152, was", "0306406152"),
        ("en", Kind.EAN, "EAN 96385074", "96385074"),
        ("en", Kind.TRACKING, "tracking number 986578788855", "986578788855"),
        ("en", Kind.CASE_ID, "under case 11830074516", "11830074516"),
        ("en", Kind.CASE_ID, "Case ID: 17204459318", "17204459318"),
        ("en", Kind.INVOICE, "invoice no. INV-2024-118", "INV-2024-118"),
        ("en", Kind.INVOICE, "invoice 4471 of the brand", "4471"),
        ("en", Kind.SKU, "SKU HT-0315", "HT-0315"),
        ("en", Kind.PASSPORT, "passport no. AB1234567", "AB1234567"),
        ("fr", Kind.CASE_ID, "sous le cas 11830074516", "11830074516"),
        ("fr", Kind.INVOICE, "la facture n° FA-2024-118", "FA-2024-118"),
        ("fr", Kind.INVOICE, "sa facture n\u00b0\u00a07755", "7755"),
        ("fr", Kind.TRACKING, "numéro de suivi 00340434161094", "00340434161094"),
        ("fr", Kind.EAN, "code-barres 4006381333931", "4006381333931"),
        ("fr", Kind.PASSPORT, "passeport n° 18AB12345", "18AB12345"),
        ("nl", Kind.CASE_ID, "zaaknummer 11830074516", "11830074516"),
        ("nl", Kind.INVOICE, "factuur EH-2291", "EH-2291"),
        ("nl", Kind.TRACKING, "trackingnummer 00340434161094", "00340434161094"),
        ("nl", Kind.PASSPORT, "paspoort NX1234567", "NX1234567"),
        ("nl", Kind.DOCUMENT, "op formulier P-7 geplakt", "P-7"),
        ("fr", Kind.DOCUMENT, "(bordereau n° 5507)", "5507"),
        ("en", Kind.DOCUMENT, "certificate of destruction GR-4471", "GR-4471"),
    ],
)
def test_a_code_is_known_by_the_word_before_it(language, kind, text, value):
    assert one(kind, text, language).value == value


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Invoices NP-30771, NP-31208 and NP-31944 are enclosed.",
            ["NP-30771", "NP-31208", "NP-31944"],
        ),
        ("fr", "Factures Audiomax FR nos 88-120 et 88-176 jointes.", ["88-120", "88-176"]),
        ("nl", "De facturen 240118 en 240677 gaan hierbij.", ["240118", "240677"]),
    ],
)
def test_every_invoice_of_a_list_is_found(language, text, expected):
    assert quotes(Kind.INVOICE, text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "see annex 2 and Appendix B", ["annex 2", "Appendix B"]),
        ("fr", "voir annexe 2 et pièce jointe n° 3", ["annexe 2", "pièce jointe n° 3"]),
        ("nl", "zie bijlage 2", ["bijlage 2"]),
        ("nl", "in bijlagen 3 en 4 hierbij", ["bijlagen 3", "4"]),
    ],
)
def test_a_numbered_annex_is_a_document(language, text, expected):
    assert quotes(Kind.DOCUMENT, text, language) == expected


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [
        ("en", Kind.INVOICE, "the invoices of 2024 and every invoice 2024 brings"),
        ("en", Kind.INVOICE, "an invoice 450 euro too high"),
        ("fr", Kind.INVOICE, "la facture du 12/05/2024"),
        ("en", Kind.CASE_ID, "in this case 12 orders"),
        ("en", Kind.SKU, "all 340 SKUs"),
        ("en", Kind.ASIN, "the WAREHOUSES were closed"),
        ("en", Kind.DOCUMENT, "the documents are attached, see the annex"),
        ("nl", Kind.DOCUMENT, "in de bijlage vindt u alles"),
        ("fr", Kind.DOCUMENT, "les pièces sont jointes"),
        ("en", Kind.EAN, "4006381333932"),
        ("en", Kind.CARD, "4111 1111 1111 1112"),
        ("en", Kind.PHONE, "114-6620385-9471204"),
        ("en", Kind.PHONE, "4006381333931"),
        ("en", Kind.PHONE, "12/05/2024 and 2024-05-12"),
        ("fr", Kind.PHONE, "SIRET 503 118 772 00035"),
        ("fr", Kind.EAN, "SIRET 503 118 772 00035"),
        ("fr", Kind.PHONE, "modèle n° 008814470-0002"),
        ("en", Kind.PHONE, "mail to 0612345678@example.com"),
        ("en", Kind.PASSPORT, "the passport of the owner, valid until 2031"),
        ("en", Kind.TRACKING, "valid tracking rate for 2024"),
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(language, kind, text):
    assert quotes(kind, text, language) == []


def test_numbers_pasted_from_a_screen_are_read_through_their_odd_dashes():
    found = one(Kind.ORDER_ID, "order 114\u20116620385\u20139471204 was late")
    assert found.value == "114-6620385-9471204"


def test_an_order_is_found_across_soft_hyphens():
    assert one(Kind.ORDER_ID, "114\u00ad6620385\u00ad9471204").valid is True


def test_a_tab_between_cells_does_not_join_two_numbers():
    assert quotes(Kind.COUNT, "x\t34\t812 commandes", "fr") == ["812 commandes"]


def test_an_email_address_is_no_specific():
    assert specifics("compte@pimprenelle-deco.example", "fr") == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "See request number 020 114 573."),
        ("fr", "Voir le numéro de demande 020 114 573."),
        ("nl", "Zie aanvraagnummer 020 114 573."),
    ],
)
def test_the_number_of_a_request_is_no_telephone(language, text):
    assert quotes(Kind.PHONE, text, language) == []
