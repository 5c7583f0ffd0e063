"""Columns that say who a respondent is, by their name or by the text of their question."""

from __future__ import annotations

import re
from dataclasses import replace

from ckmreport.intake.export import Column, Export
from ckmreport.intake.mapping import ColumnMapping, ExportMapping

_CONTACT = "contactgegeven"
_DEVICE = "gegeven van het apparaat of de verbinding"
_TIME = "nauwkeurig tijdstip of duur"

#: Names without capitals, spaces and signs.
_NAMES = frozenset(
    "email emailaddress mail emailadres mailadres recipientemail firstname lastname name fullname "
    "naam voornaam achternaam phone phonenumber telefoon telefoonnummer mobiel adres address "
    "straat huisnummer postcode zipcode iban bsn geboortedatum".split()
)
_DEVICE_NAMES = frozenset(
    "ip ipaddr ipaddress ipadres refurl referer useragent browser resolution operatingsystem "
    "device latitude longitude locationlatitude locationlongitude".split()
)
# What survey tools put behind the name of a question that records the device or the time taken.
_RECORDED = re.compile(
    r".*_(?P<device>browser|version|operating system|resolution)|.*_click count|.+\dtime",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\be-?mail(adres)?\b|\btelefoon(nummer)?\b|\b(voor|achter)naam\b|\b(uw|je|jouw) naam\b"
    r"|\bpostcode\b|\bhuisnummer\b|\bgeboortedatum\b|\bburgerservicenummer\b|\bbsn\b|\biban\b",
    re.IGNORECASE,
)


def mark_personal(export: Export, mapping: ExportMapping) -> ExportMapping:
    """Give the mapping with personal columns marked as such, so that they are dropped.

    Only columns that nobody has placed and open answers can turn out to be personal; where the
    questionnaire names a column, its name and label mean what the questionnaire says.
    """
    return replace(mapping, columns=tuple(_marked(export[m.column], m) for m in mapping.columns))


def personal_reason(column: Column) -> str | None:
    """Say in Dutch what makes a column personal; None if name and label do not tell."""
    bare = re.sub(r"[\W_]", "", column.name.casefold())
    if bare in _DEVICE_NAMES:
        return _DEVICE
    if found := _RECORDED.fullmatch(column.name):
        return _DEVICE if found["device"] else _TIME
    if bare in _NAMES or _LABEL.search(f"{column.name} {column.label}"):
        return _CONTACT
    return None


def _marked(column: Column, mapped: ColumnMapping) -> ColumnMapping:
    if mapped.role not in {"unknown", "open"}:
        return mapped
    reason = personal_reason(column)
    return replace(mapped, role="personal", reason=reason) if reason else mapped
