"""Columns that say who a respondent is, by their name or by the text of their question."""

from __future__ import annotations

import re

from ckmreport.intake.export import Column

_CONTACT = "contactgegeven"
_DEVICE = "gegeven van het apparaat of de verbinding"
_TIME = "nauwkeurig tijdstip of duur"

#: The names that respondents and LimeSurvey, Qualtrics and Microsoft Forms (English and Dutch)
#: give, without capitals, spaces and signs.
_NAMES = {
    _CONTACT: frozenset(
        "email emailaddress mail emailadres mailadres recipientemail firstname lastname name "
        "recipientfirstname recipientlastname fullname naam voornaam achternaam phone phonenumber "
        "telefoon telefoonnummer mobiel adres address straat huisnummer postcode zipcode iban bsn "
        "geboortedatum token externalreference".split()
    ),
    _DEVICE: frozenset(
        "ip ipaddr ipaddress ipadres refurl referrerurl referer useragent browser resolution "
        "operatingsystem device latitude longitude locationlatitude locationlongitude".split()
    ),
    _TIME: frozenset(
        "datestamp interviewtime datelastaction totaltime durationinseconds recordeddate "
        "lastmodifiedtime laatstgewijzigd".split()
    ),
}
# What survey tools put before or behind a question when they record the device or the time taken.
_RECORDED = {
    _DEVICE: re.compile(r".*_(browser|version|operating system|resolution)", re.IGNORECASE),
    _TIME: re.compile(
        r".+\dtime|(group|question)time\d+|.*_click count|.*_(first|last|page) (click|submit)",
        re.IGNORECASE,
    ),
}
_LABEL = re.compile(
    r"\be-?mail(adres)?\b|\btelefoon(nummer)?\b|\b(voor|achter)naam\b|\b(uw|je|jouw) naam\b"
    r"|\bpostcode\b|\bhuisnummer\b|\bgeboortedatum\b|\bburgerservicenummer\b|\bbsn\b|\biban\b",
    re.IGNORECASE,
)


def personal_reason(column: Column) -> str | None:
    """Say in Dutch what makes a column personal; None if name and label do not tell."""
    # LimeSurvey may put the text of the question behind the name: "ipaddr. IP address".
    for name in (column.name, column.name.partition(". ")[0]):
        bare = re.sub(r"[\W_]", "", name.casefold())
        for reason, names in _NAMES.items():
            if bare in names:
                return reason
        for reason, form in _RECORDED.items():
            if form.fullmatch(name):
                return reason
    return _CONTACT if _LABEL.search(f"{column.name} {column.label}") else None
