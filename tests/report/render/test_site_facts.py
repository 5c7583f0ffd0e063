from __future__ import annotations

from ckmreport.report.render.site_facts import KEY, Help, SiteFacts, read_site_facts


def test_a_book_need_not_say_anything_of_its_site() -> None:
    assert read_site_facts({}) == SiteFacts()


def test_what_a_staged_book_says_is_read() -> None:
    line = {"need": "Direct gevaar", "name": None, "phone": "112", "dial": "tel:112"}
    facts = read_site_facts({KEY: {"help": [line], "source": "covers2024"}})
    assert facts.help == (Help("Direct gevaar", phone="112", dial="tel:112"),)
    assert (facts.source, facts.address) == ("covers2024", None)
