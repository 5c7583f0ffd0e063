"""Where a reader of the report finds help: the lines of a municipality, or the national ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from ckmreport.foundation.yaml_models import yaml_mapping

_PHONE = re.compile(r"\d(?:[ -]?\d)+")
_WEB = re.compile(r"(?:[a-z\d-]+\.)+[a-z]{2,}(?:/[\w./-]*)?")


def _like(form: re.Pattern[str], what: str, advice: str) -> AfterValidator:
    """Give the check that a text has a form."""

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(f"'{text}' is no {what}", advice)
        return text

    return AfterValidator(check)


_Phone = Annotated[
    str, _like(_PHONE, 'telephone number such as "0800-2000"', "Write digits and hyphens")
]
_Web = Annotated[str, _like(_WEB, "web address such as www.comensha.nl", "Leave out https://")]


@yaml_mapping
@dataclass(frozen=True)
class HelpLine:
    """One way to help: what for, with whom, and by what number or web address.

    Both are as they are printed; what stands in `href` and `dial` is for links.
    """

    need: str
    name: str | None = None
    phone: _Phone | None = None
    web: _Web | None = None

    @property
    def dial(self) -> str | None:
        """The address by which a telephone calls the number."""
        return self.phone and "tel:" + re.sub(r"[ -]", "", self.phone)

    @property
    def href(self) -> str | None:
        """The address of the site."""
        return self.web and f"https://{self.web}"


def reachable(lines: tuple[HelpLine, ...]) -> tuple[HelpLine, ...]:
    """Refuse a list in which somebody cannot be reached, or that is empty."""
    if not lines:
        raise ValueError("'help' names nobody", "Leave it out: the national lines then stand")
    for line in lines:
        if line.phone is None and line.web is None:
            raise ValueError(f"'{line.need}' has neither a phone nor a web address")
    return lines


#: What holds in the whole country; a municipality's own list takes their place.
NATIONAL = (
    HelpLine("Direct gevaar", phone="112"),
    HelpLine("Praten met een hulpverlener, ook anoniem", "Chat met Fier", web="www.chatmetfier.nl"),
    HelpLine(
        "Advies over mensenhandel en opvang van slachtoffers",
        "CoMensha",
        "033-4481186",
        "www.comensha.nl",
    ),
    HelpLine(
        "Advies over geweld of mishandeling thuis",
        "Veilig Thuis",
        "0800-2000",
        "www.veiligthuis.nl",
    ),
    HelpLine("Melding of aangifte", "Politie", "0900-8844", "www.politie.nl"),
    HelpLine("Anoniem melden", "Meld Misdaad Anoniem", "0800-7000", "www.meldmisdaadanoniem.nl"),
)
