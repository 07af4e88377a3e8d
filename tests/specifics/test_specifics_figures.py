"""Dates, times, durations, numbers, counts, money and metrics."""

import pytest
from specifics_finding import one, quotes, specifics

from poareview.model import Language
from poareview.model import SpecificKind as Kind
from poareview.specifics.numbers import plain_decimal


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "12 May 2024", "2024-05-12"),
        ("en", "May 12, 2024", "2024-05-12"),
        ("en", "May 12th 2024", "2024-05-12"),
        ("en", "25/12/2024", "2024-12-25"),
        ("en", "12/25/2024", "2024-12-25"),
        ("en", "05/05/2024", "2024-05-05"),
        ("en", "2024-05-12", "2024-05-12"),
        ("fr", "12 mai 2024", "2024-05-12"),
        ("fr", "1er février 2024", "2024-02-01"),
        ("fr", "12/05/2024", "2024-05-12"),
        ("fr", "12 FEVRIER 2024", "2024-02-12"),
        ("nl", "12 mei 2024", "2024-05-12"),
        ("nl", "12-05-2024", "2024-05-12"),
        ("nl", "3 mrt. 2024", "2024-03-03"),
    ],
)
def test_a_full_date_has_its_iso_value(language, text, value):
    found = one(Kind.DATE, f"x ({text}) y", language)
    assert (found.quote, found.value, found.valid) == (text, value, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "05/12/2024"),
        ("en", "3 August"),
        ("en", "March 2025"),
        ("en", "September 3"),
        ("en", "5, 9, 12 and 18 June"),
        ("fr", "3 au 16 février"),
        ("fr", "1er juin"),
        ("nl", "17 en 18 mei"),
        ("nl", "2 t/m 5 maart"),
    ],
)
def test_a_date_that_is_not_one_sure_day_has_no_value(language, text):
    found = one(Kind.DATE, f"done on {text}, as said", language)
    assert (found.quote, found.value, found.valid) == (text, None, True)


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("fr", "le 12/05 nous avons", "12/05"),
        ("nl", "op 12/5 hebben wij", "12/5"),
        ("en", "on 14/11 we", "14/11"),
    ],
)
def test_day_and_month_in_figures_are_a_date_after_a_word_that_says_so(language, text, quote):
    assert quotes(Kind.DATE, text, language) == [quote]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "31 February 2024"),
        ("en", "29 February 2023"),
        ("en", "31 April"),
        ("en", "45/13/2024"),
        ("fr", "30 février"),
        ("fr", "31/02/2024"),
        ("nl", "31 februari"),
        ("nl", "45-13-2024"),
    ],
)
def test_a_day_that_does_not_exist_is_invalid(language, text):
    assert one(Kind.DATE, text, language).valid is False


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "last week, on Monday, in May"),
        ("en", "you may 12 times a day, and 12 may be too many"),
        ("en", "open 24/7, 1/2 of the boxes, version 1.2.3"),
        ("fr", "la semaine dernière, lundi, fin mai"),
        ("fr", "ratio de 3/4"),
        ("nl", "vorige week, maandag, 24/7 bereikbaar"),
    ],
)
def test_what_cannot_be_looked_up_in_a_calendar_is_no_date(language, text):
    assert quotes(Kind.DATE, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "at 16:00", "16:00"),
        ("en", "at 4 pm", "16:00"),
        ("en", "at 4:30pm", "16:30"),
        ("en", "at 12 am", "00:00"),
        ("fr", "à 16 h", "16:00"),
        ("fr", "à 16 h 05", "16:05"),
        ("fr", "vers 8h45", "08:45"),
        ("nl", "om 16.00 uur", "16:00"),
        ("nl", "om 9 uur", "09:00"),
        ("nl", "om twaalf uur", "12:00"),
    ],
)
def test_a_time_of_day_is_found(language, text, value):
    assert one(Kind.TIME, text, language).value == value


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "within 24 hours", "PT24H"),
        ("en", "within 24 h", "PT24H"),
        ("en", "in 2 business days", "P2D"),
        ("en", "a 14-day trial", "P14D"),
        ("en", "two weeks", "P2W"),
        ("en", "every Monday", "P1W"),
        ("en", "quarterly", "P3M"),
        ("fr", "sous 48 h", "PT48H"),
        ("fr", "10 jours ouvrés", "P10D"),
        ("fr", "chaque lundi", "P1W"),
        ("fr", "trimestriel", "P3M"),
        ("nl", "binnen 48u", "PT48H"),
        ("nl", "twee werkdagen", "P2D"),
        ("nl", "binnen 24 uur", "PT24H"),
        ("nl", "elke maandag", "P1W"),
        ("nl", "maandelijks", "P1M"),
    ],
)
def test_a_duration_or_frequency_is_found(language, text, value):
    assert one(Kind.DURATION, text, language).value == value


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "34 of 812 orders", "34"),
        ("en", "34 orders out of 812", "34"),
        ("en", "118 of 1,204 seller-fulfilled orders", "118"),
        ("en", "three SKUs", "3"),
        ("en", "thirty-four orders", "34"),
        ("en", "17 remaining bottles", "17"),
        ("fr", "34 commandes sur 812", "34"),
        ("fr", "41 de nos 512 commandes", "41"),
        ("fr", "1\u202f212 références", "1212"),
        ("fr", "dix-neuf commandes", "19"),
        ("fr", "trois ASIN", "3"),
        ("nl", "34 van de 812 bestellingen", "34"),
        ("nl", "1.406 stuks", "1406"),
        ("nl", "34 achterstallige bestellingen", "34"),
        ("nl", "vierendertig bestellingen", "34"),
    ],
)
def test_a_count_covers_its_number_and_what_is_counted(language, text, value):
    found = one(Kind.COUNT, f"it was ({text})", language)
    assert (found.quote, found.value) == (text, value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in 2016 this was so"),
        ("en", "two thousand times"),
        ("en", "80 cm, 250 ml, 90 newtons, 78 degrees"),
        ("en", "B0CK4W7ZNP orders"),
        ("fr", "en 2014 nous avons"),
        ("fr", "50 cm plus"),
        ("nl", "in 2014 was het"),
    ],
)
def test_years_and_measures_are_no_counts(language, text):
    assert quotes(Kind.COUNT, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "£618.40", "618.40"),
        ("en", "$4,150", "4150"),
        ("en", "€1,234.56", "1234.56"),
        ("en", "60 EUR", "60"),
        ("fr", "134,73 €", "134.73"),
        ("fr", "1\u202f234,56\u00a0€", "1234.56"),
        ("fr", "7 416 euros", "7416"),
        ("nl", "€ 4.118,50", "4118.50"),
        ("nl", "€ 40,-", "40"),
        ("nl", "310.000 euro", "310000"),
    ],
)
def test_money_is_read_in_the_manner_of_the_language(language, text, value):
    found = one(Kind.MONEY, f"x {text} y", language)
    assert (found.quote, found.value) == (text, value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2.5%"),
        ("en", "2,5 per cent"),
        ("fr", "2,5\u202f%"),
        ("fr", "2,5 pour cent"),
        ("nl", "2,5 procent"),
        ("nl", "2,5%"),
    ],
)
def test_a_percentage_is_found(language, text):
    assert one(Kind.PERCENTAGE, f"({text})", language).value == "2.5"


@pytest.mark.parametrize(
    ("number", "language", "value"),
    [
        ("1.234", "nl", "1234"),
        ("1.234", "en", "1.234"),
        ("1.234", "fr", None),
        ("1,234", "en", "1234"),
        ("1,234", "nl", "1.234"),
        ("1,234", "fr", "1.234"),
        ("1 234,56", "fr", "1234.56"),
        ("1.234,56", "nl", "1234.56"),
        ("1,234.56", "en", "1234.56"),
        ("1,234,567", "en", "1234567"),
        ("0.125", "nl", "0.125"),
        ("2,31", "en", "2.31"),
    ],
)
def test_a_separator_means_what_the_language_says(number, language, value):
    assert plain_decimal(number, Language(language)) == value


@pytest.mark.parametrize(
    ("language", "text", "value", "target"),
    [
        ("en", "Our Late Shipment Rate was 9.8% (target under 4%).", "9.8", "4"),
        ("en", "The late shipment rate rose from 2% to 6.1%.", "6.1", None),
        ("en", "ODR: 1.74 % (target 1 %)", "1.74", "1"),
        ("en", "Our ODR is above 1%.", None, "1"),
        ("en", "Valid Tracking Rate stood at 81.4%, with 95% required.", "81.4", "95"),
        ("en", "We had a 2.3% ODR.", "2.3", None),
        ("en", "my odr is 1,7 today", "1.7", None),
        ("en", "an AHR of 142", "142", None),
        ("fr", "Le taux est monté à 8,0 %, pour un objectif inférieur à 4 %.", "8.0", "4"),
        ("fr", "notre taux d'annulation, 4,9 % au lieu des 2,5 % permis", "4.9", "2.5"),
        ("fr", "Le TCD atteint 2,35 %.", "2.35", None),
        ("nl", "Ons percentage te late verzendingen staat op 6,1% (doel: onder 4%).", "6.1", "4"),
        ("nl", "Orderdefectpercentage 2,3%", "2.3", None),
        ("nl", "Zodra het percentage de 3% raakt, stoppen wij.", None, "3"),
    ],
)
def test_a_metric_tells_its_value_from_its_target(language, text, value, target):
    found = one(Kind.METRIC, text, language)
    assert (found.value, found.target) == (value, target)


def test_a_metric_swallows_its_percentages():
    assert quotes(Kind.PERCENTAGE, "Our Late Shipment Rate was 9.8% (target under 4%).") == []


def test_a_metric_leaves_room_for_the_dates_inside_it():
    text = "Our late shipment rate between 1 March 2025 and 14 March 2025 was 6.1%."
    assert quotes(Kind.DATE, text) == ["1 March 2025", "14 March 2025"]
    assert one(Kind.METRIC, text).value == "6.1"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "a VAT rate of 21%"), ("fr", "la TVA de 21 %"), ("nl", "21% btw")]
)
def test_tax_is_no_metric(language, text):
    assert quotes(Kind.METRIC, text, language) == []


def test_a_date_after_a_count_is_no_total():
    text = "De laatste 19 openstaande orders op 19 maart verzonden."
    assert quotes(Kind.COUNT, text, "nl") == ["19 openstaande orders"]
    assert quotes(Kind.DATE, text, "nl") == ["19 maart"]


def test_a_date_broken_over_two_lines_of_a_wrapped_paragraph_is_found():
    text = "We refunded every one of the buyers who had complained on 12\nMay 2024 and told them so."
    assert quotes(Kind.DATE, text) == ["12\nMay 2024"]


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("fr", "Le dépôt est ouvert de 9 h à 17 h.", ["09:00", "17:00"]),
        ("nl", "Het magazijn is open van 9 uur tot 17 uur.", ["09:00", "17:00"]),
        ("en", "The warehouse is open from 9 am to 5 pm.", ["09:00", "17:00"]),
    ],
)
def test_opening_hours_are_two_times_of_day(language, text, times):
    assert [found.value for found in specifics(text, language) if found.kind is Kind.TIME] == times


def test_a_period_of_some_hours_is_no_time_of_day():
    assert quotes(Kind.DURATION, "dans un délai de 9 h après la commande", "fr") == ["9 h"]
