"""What is derived from a draft: its closing, its quotations, its words."""

from __future__ import annotations

from checks_drafts import draft_of

from poareview.model import Role

PLAN = (
    "We closed the offers on 3 May.\n\n"
    "We take responsibility for this. Please reinstate our account.\n\n"
    "Kind regards, Anna"
)
ROLES = (Role.ACTION, Role.OWNERSHIP, Role.REQUEST, Role.THANKS)


def closing(text: str, roles: tuple[Role, ...]) -> list[str]:
    return [tagged.sentence.quote for tagged in draft_of(text, roles=roles).closing]


def test_the_closing_is_the_last_that_owns_up_and_asks_without_the_signature():
    assert closing(PLAN, ROLES) == ["We take responsibility for this.", "Please reinstate our account."]


def test_a_plan_that_ends_on_a_measure_has_no_closing():
    assert closing("We regret it.\n\nWe check each box.", (Role.OWNERSHIP, Role.PREVENTION)) == []


def test_the_closing_of_one_block_begins_after_its_last_measure():
    text = "We closed the offers. We check each box. Please reinstate us."
    assert closing(text, (Role.ACTION, Role.PREVENTION, Role.REQUEST)) == ["Please reinstate us."]


def test_the_closing_stops_at_the_heading_above_it():
    text = "We regret this a lot and say so here.\n\n# Closing\n\nPlease reinstate us."
    assert closing(text, (Role.OWNERSHIP, Role.HEADING, Role.REQUEST)) == ["Please reinstate us."]


def test_quotations_are_found_in_all_three_styles():
    text = 'He wrote “one” and « deux » and "three".'
    quoted = [text[start:end] for start, end in draft_of(text).quotations]
    assert quoted == ["“one”", "« deux »", '"three"']
