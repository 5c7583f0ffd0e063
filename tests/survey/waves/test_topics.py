from __future__ import annotations

from survey_samples import SampleData

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
