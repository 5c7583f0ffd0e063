"""Tables without a number of their own: a title, what there is to say of the base, the table."""

from __future__ import annotations

from ckmreport.present.tables import Table


def titled_table(title: str, table: Table, base: str = "") -> str:
    """Give a table under its title; renderers keep them together and name the table after it."""
    explained = [f"[{base}]{{.basis}}"] if base else []
    return "\n\n".join(["::: {.vraag}", f"**{title}**", *explained, table.markdown, ":::"])
