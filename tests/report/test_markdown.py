"""The Markdown report is complete, and a draft can put nothing into it but words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reviews import sample, with_words

from poareview.model import Language
from poareview.report.markdown import escaped, render, render_several


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[click](http://evil.example)", "\\[click\\](http\\://evil.example)"),
        ("![x](y)", "\\!\\[x\\](y)"),
        ("**bold** _it_ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\`"),
        ("a\n\n# Heading", "a \\# Heading"),
        ("www.evil.example", "www\\.evil.example"),
        ("a | b", "a \\| b"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("mail@evil.example", "mail\\@evil.example"),
        ("on 2025-03-04, 1.8%", "on 2025-03-04, 1.8%"),
    ],
)
def test_markup_in_a_draft_is_only_words(raw, shown):
    assert escaped(raw) == shown


@given(st.text())
def test_no_text_keeps_a_bare_sign_that_markup_needs(text):
    bare = re.sub(r"\\[\\`*_\[\]|~$#!@{}:.]", "", escaped(text))
    assert not set(bare) & set("<>`*_[]|~#\n\\")


@given(st.text(min_size=1))
def test_the_lines_of_a_report_are_as_many_whatever_the_draft_says(words):
    # A draft that could end a line could begin a heading, a table or a block of HTML of its own.
    usual = render(with_words("plain words")).count("\n")
    assert render(with_words("x" + words + "x")).count("\n") in (usual, usual - 2)


@pytest.mark.parametrize("language", Language)
def test_each_criterion_has_a_heading_and_a_row(language):
    review = sample(language)
    report = render(review)
    for result in review.criteria:
        assert f"### {result.title}" in report
        assert f"| {result.title} |" in report


def test_a_quote_and_a_remark_look_like_one():
    report = render(sample())
    assert (
        "> “We shipped 14 orders late.” (page 1, paragraph 1, read as an action that is done, 93% sure)"
        in report
    )
    assert "- **Fault**: This accuses the buyer: “The buyer lied about it.”. (paragraph 1, " in report
    assert "blames the buyer) → Say which check missed it.\n" in report


def test_all_remarks_are_shown():
    from dataclasses import replace

    review = sample()
    many = tuple(replace(review.findings[0], start=n, end=n + 1, message=f"Remark {n}.") for n in range(30))
    assert "Remark 29." in render(replace(review, findings=many))


def test_several_drafts_begin_with_a_summary_and_have_a_section_each():
    report = render_several([("a.docx", sample(name="a.docx")), ("b.docx", None)], Language.EN)
    assert report.startswith("# All drafts\n")
    assert "| b.docx | could not be read | - | - | - |" in report
    assert "\n## a.docx\n" in report
    assert "\n### The three things to fix first\n" in report
