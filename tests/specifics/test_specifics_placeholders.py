"""What was left to fill in, what only looks like it, and names."""

import pytest
from specifics_finding import one, quotes

from poareview.model import SpecificKind as Kind


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "[date]"),
        ("en", "[ASIN]"),
        ("en", "[STORE NAME]"),
        ("en", "[insert date]"),
        ("en", "<name>"),
        ("en", "<Your title>"),
        ("en", "{order}"),
        ("en", "{{seller_name}}"),
        ("en", "${asin}"),
        ("en", "XXX"),
        ("en", "B0XXXXXXXX"),
        ("en", "B0EXAMPLE1"),
        ("en", "XXX-1234567-1234567"),
        ("en", "123-1234567-1234567"),
        ("en", "111-1111111-1111111"),
        ("en", "114-*******-*******"),
        ("en", "XX/XX/2024"),
        ("en", "____"),
        ("en", "............"),
        ("en", "TBD"),
        ("en", "lorem ipsum"),
        ("en", "<!-- TODO: attach the photos -->"),
        ("en", "dd/mm/yyyy"),
        ("en", "ABC Ltd"),
        ("fr", "[insérer]"),
        ("fr", "[DATE]"),
        ("fr", "[prénom]"),
        ("fr", "[n° à compléter]"),
        ("fr", "à compléter"),
        ("fr", "<Nom de la boutique>"),
        ("fr", "jj/mm/aaaa"),
        ("fr", "XXX"),
        ("nl", "[invullen]"),
        ("nl", "[naam winkel]"),
        ("nl", "[DATUM]"),
        ("nl", "nader te bepalen"),
        ("nl", "nog in te vullen"),
        ("nl", "in te vullen"),
        ("nl", "XX-XX-20XX"),
        ("nl", "dd-mm-jjjj"),
    ],
)
def test_what_was_left_to_fill_in_is_a_placeholder(language, quote):
    assert one(Kind.PLACEHOLDER, f"Plan: {quote}", language).quote == quote


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "see [the list](http://example.com/list) for the date"),
        ("en", "- [ ] refund the order\n- [x] close the listing"),
        ("en", "as shown [1] and said [sic] before [...]"),
        ("en", "size XXL and XL, part XIX"),
        ("en", "under 5 < 6 and 7 > 3 we did <b>nothing</b>"),
        ("en", "we removed the insert cards and the insert"),
        ("en", "the check is to be completed by 12 May"),
        ("en", "the company name on the invoice differed"),
        ("en", "Company Name: Halden Homewares"),
        ("en", "the date must have the format dd/mm/yyyy"),
        ("en", "this does not apply (n/a) here"),
        ("en", "and then we waited.... nothing"),
        ("en", "thank you xxx"),
        ("en", "one\n\n_____\n\ntwo"),
        ("en", "[CASE 15533870912] we answer"),
        ("fr", "« tel quel » [sic] et la suite [...]"),
        ("fr", "les fiches à compléter sont listées"),
        ("fr", "au XXe siècle"),
        ("nl", "om bij elke zending een lijst in te vullen en te tekenen"),
        ("nl", "zoals gezegd [zie bijlage]"),
    ],
)
def test_what_only_looks_left_open_is_no_placeholder(language, text):
    assert quotes(Kind.PLACEHOLDER, text, language) == []


def test_not_applicable_is_a_placeholder_as_a_cell():
    assert quotes(Kind.PLACEHOLDER, "| Order | n/a |\n| ASIN | B0CK4W7ZNP |") == ["n/a"]


def test_a_made_up_name_alone_on_its_line_is_a_placeholder():
    assert quotes(Kind.PLACEHOLDER, "Kind regards,\n\nCompany Name") == ["Company Name"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Since March the labels are printed by ShipLoom at the dock.", ["ShipLoom"]),
        ("en", "Our lead, Odile Marchbank, reads the list at nine.", ["Odile Marchbank"]),
        ("en", "The goods were bought from Northpoint Cell Ltd last year.", ["Northpoint Cell Ltd"]),
        ("en", "Each list is signed by Mr. Penhallow before it goes.", ["Penhallow"]),
        ("fr", "La liste est relue par Solveig Tarrade avant chaque envoi.", ["Solveig Tarrade"]),
        ("fr", "Chaque bon est validé par Mme Quaegebeur en fin de journée.", ["Quaegebeur"]),
        ("fr", "L'outil ShipTonic confirme ensuite chaque envoi de la journée.", ["ShipTonic"]),
        ("nl", "De lijst wordt gelezen door Lotte van Zundert, iedere ochtend.", ["Lotte van Zundert"]),
        ("nl", "Daarna zet RetourRadar het artikel meteen stil.", ["RetourRadar"]),
        ("nl", "Elke dag vergelijkt de heer Feng de lijst met de voorraad.", ["Feng"]),
    ],
)
def test_a_named_tool_person_or_partner_is_a_name(language, text, expected):
    assert quotes(Kind.NAME, text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Monday the Order Defect Rate in Seller Central was read by Amazon again."),
        ("en", "Parcels went to London and the English Channel in May."),
        ("en", "We use Amazon's messaging for this, and FBA stock is checked by ASIN."),
        ("en", "# What ShipLoom Does"),
        ("fr", "Le lundi, la Garantie A à Z et le taux sont relus par Amazon à Lyon."),
        ("nl", "Op maandag is het in Utrecht door Amazon en de Kamer van Koophandel gelezen."),
    ],
)
def test_jargon_places_and_calendar_words_are_no_names(language, text):
    assert quotes(Kind.NAME, text, language) == []
