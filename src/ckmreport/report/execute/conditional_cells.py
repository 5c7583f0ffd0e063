"""Notebooks and cells that some waves have and others have not.

Their metadata says so: `{"ckm": {"when": "interviews"}}`. What can be asked for, and whether a
wave has it, is told from outside as `occasions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckmreport.foundation.errors import CkmError


def asked(metadata: Mapping[str, Any]) -> str | None:
    """Read the condition in the metadata of a notebook or cell; None if it has none."""
    occasion: str | None = metadata.get("ckm", {}).get("when")
    return occasion


def fits(metadata: Mapping[str, Any], occasions: Mapping[str, bool]) -> bool:
    """Say whether a notebook or cell belongs to a wave that has these occasions.

    Raises:
        CkmError: if it asks for one that is not known. The error has no place yet; the caller
            knows it.
    """
    occasion = asked(metadata)
    if occasion is None:
        return True
    if occasion not in occasions:
        raise CkmError(
            f"the metadata asks for '{occasion}', which is not known",
            advice=f"Known: {', '.join(occasions)}",
        )
    return occasions[occasion]
