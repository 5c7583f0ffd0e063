from __future__ import annotations

import pytest
from survey_samples import SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.waves.topics import Topic, Topics, load_topics

FILE = "topics.yml"


def test_topics_are_read_in_order(data: SampleData) -> None:
    assert load_topics(data.folder / FILE) == Topics(
        introduction=("Waar gaat dit onderzoek over?",),
        topics=(
            Topic("Functie", ("Wat houdt uw werk in?", "Wie helpt u?")),
            Topic("Signalen", ("Wat zag u, en waar?",)),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("introduction:", "inleiding:", "inleiding:", "the file lacks introduction"),
        ("title: Functie", "titel: Functie", "titel:", "'topics' lacks title"),
        ("title: Functie", "title: 1", "title: 1", "'title' must be text, not 1"),
        ('["Wat zag u, en waar?"]', "Wat?", "Wat?", "'questions' must be a list"),
        ("Wie helpt u?", "{a: b}", "{a: b}", "'questions' must be text"),
    ],
)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, at: str, message: str, data: SampleData
) -> None:
    path = data.replace(FILE, old, new)
    with pytest.raises(CkmError) as caught:
        load_topics(path)
    assert caught.value.message.startswith(message)
    assert caught.value.place == data.line(FILE, at)
