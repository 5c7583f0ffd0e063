"""Values that say that there is none: errors of a spreadsheet, formulas, words for no answer."""

from __future__ import annotations

import re

#: In English and in Dutch; some only newer versions of Excel know.
_ERRORS = frozenset(
    "#n/a #n/b #nb #ref! #verw! #value! #waarde! #div/0! #deel/0! #name? #naam? #num! #getal! "
    "#leeg! #calc! #bereken! #spill! #overloop! #getting_data #field! #veld! #blocked! "
    "#geblokkeerd! #connect! #unknown! #err #error! #fout!".split()
)
#: A column that is too narrow, and error numbers of LibreOffice.
_NUMBERED = re.compile(r"#{3,}|(?:err|fout):\d+", re.IGNORECASE)
_WHOLE = re.compile(r"([+-]?\d+)[.,]0+")
#: What a label says of a value that stands for no answer.
NO_ANSWER_LABELS = frozenset(
    """niet gevraagd, niet beantwoord, niet ingevuld, geen antwoord, overgeslagen, niet getoond,
    niet van toepassing, n.v.t., nvt, ontbreekt, ontbrekend, missing, system missing,
    system-missing, sysmis, user missing, no answer, not answered, not asked, skipped,
    not applicable, not shown, n/a, leeg, blank""".replace("\n   ", "").split(", ")
)


def is_unread(text: str) -> bool:
    """Tell whether a cell holds an error or a formula where a value was meant."""
    return text[:1] == "=" or is_error(text)


def is_error(text: str) -> bool:
    """Tell whether a text is the name of an error of a spreadsheet."""
    return text.casefold() in _ERRORS or bool(_NUMBERED.fullmatch(text))


def whole_number(text: str) -> str:
    """Give a whole number without the decimals that some programs add: 1.0 and 1,0 are 1."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text
