from __future__ import annotations

from ckmreport.report.render.site_facts import KEY, SiteFacts, read_site_facts


def test_a_book_need_not_say_anything_of_its_site() -> None:
    assert read_site_facts({}) == SiteFacts()


def test_what_a_staged_book_says_is_read() -> None:
    facts = read_site_facts({KEY: {"place": "Voorbeeldstad", "source": "covers2024"}})
    assert facts == SiteFacts(place="Voorbeeldstad", source="covers2024")
