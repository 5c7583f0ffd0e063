"""How a researcher names things in a program for coding interviews."""

from __future__ import annotations

from dataclasses import dataclass

#: Without imports, because the command line shows these before it needs anything else.
CONSENT_CODE = "citaat-akkoord"
DOMAIN_VARIABLE = "domein"


@dataclass(frozen=True)
class Naming:
    """The code on passages that may be quoted, and the variable with the functional domain."""

    consent: str = CONSENT_CODE
    domain: str = DOMAIN_VARIABLE
