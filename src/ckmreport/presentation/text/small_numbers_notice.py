"""What a report says of the numbers that it does not show."""

from __future__ import annotations

from ckmreport.analysis import NOT_SHOWN, Survey
from ckmreport.presentation.tables.markdown_blocks import Passage


def small_numbers(survey: Survey) -> Passage | None:
    """Explain which numbers are hidden and why; nothing where every number is shown."""
    minimum = survey.disclosure.minimum
    if not minimum:
        return None
    return Passage(
        f"Aantallen van minder dan [{minimum}]{{.vast}} respondenten zijn niet afgedrukt, zodat "
        f'niemand is te herkennen: daar staat "minder dan [{minimum}]{{.vast}}".\n'
        "Waar zo'n aantal uit andere getallen zou zijn af te leiden, zijn ook die weggelaten: daar "
        f'staat "{NOT_SHOWN.reason}".\n'
        'Is niet getoond hoeveel respondenten "weet niet" antwoordden, dan tellen zij mee in de '
        "percentages van wie een mening heeft.\n"
        "Verborgen antwoorden zijn bij een toets samengenomen; χ² is daar zo nodig naar beneden "
        "afgerond, en *p* en Cramérs *V* horen bij dat afgeronde getal.\n"
        "Rangordes en opsommingen van wat het meest voorkomt, gaan over de aantallen die wel zijn "
        "afgedrukt."
    )
