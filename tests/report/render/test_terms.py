"""Terms on the site: explained where a page first uses them."""

from __future__ import annotations

import pytest

from ckmreport.report.render.terms import Term, find_terms, with_terms

PAGE = """<section id="sec-begrippen" class="level2"><h2>Begrippen</h2><ul>
<li><strong>Uitbuiting</strong>: iemand voor zich laten werken.</li>
<li><p><strong>Criminele uitbuiting</strong>: iemand &amp; misdrijven.</p></li>
<li>Iets zonder begrip.</li>
</ul></section>"""
TERMS = (
    Term("Criminele uitbuiting", 'iemand & "misdrijven".', "notebooks/over.html"),
    Term("Respondent", "een deelnemer.", "notebooks/over.html"),
)
LINK = '<a class="begrip" href="../notebooks/over.html#sec-begrippen" title="{}">{}</a>'
CRIMINAL = LINK.format("iemand &amp; &quot;misdrijven&quot;.", "criminele uitbuiting")
RESPONDENTS = LINK.format("een deelnemer.", "respondenten")


def test_terms_are_read_from_the_section_that_explains_them() -> None:
    assert find_terms([("index.html", "<p>Niets.</p>"), ("over.html", PAGE)]) == (
        Term("Criminele uitbuiting", "iemand & misdrijven.", "over.html"),
        Term("Uitbuiting", "iemand voor zich laten werken.", "over.html"),
    )
    assert find_terms([("index.html", "<p>Niets.</p>")]) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>Bij criminele uitbuiting en criminele uitbuiting.</p>",
            f"<p>Bij {CRIMINAL} en criminele uitbuiting.</p>",
        ),
        (
            "<p>Alle respondenten.<br />Respondent</p>",
            f"<p>Alle {RESPONDENTS}.<br />Respondent</p>",
        ),
        (
            '<h2>Respondenten</h2><p><span class="claim">De respondenten</span></p>',
            f'<h2>Respondenten</h2><p><span class="claim">De {RESPONDENTS}</span></p>',
        ),
    ],
)
def test_the_first_mention_in_the_text_leads_to_its_meaning(body: str, expected: str) -> None:
    assert with_terms(body, TERMS, "../") == expected


@pytest.mark.parametrize(
    "body",
    [
        "<p>Correspondenten en <code>respondent</code>.</p>",
        '<p><a href="#x">respondent</a></p>',
        '<p><span class="getal" title="x">de <em>helft</em> van de respondenten</span></p>',
        '<table><tbody><tr><td><p title="respondent">respondent</p></td></tr></tbody></table>',
        "<figure><figcaption><p>respondent</p></figcaption></figure>",
        "<li>respondent</li>",
    ],
)
def test_links_numbers_tables_and_captions_stay_as_they_are(body: str) -> None:
    assert with_terms(body, TERMS, "") == body
