"""The reader for a text leaves out only what the text does not use."""

from __future__ import annotations

import json
import subprocess

import pypandoc
import pytest

from ckmreport.report.render.embedded.markdown import placed, reader

EVERYTHING = "markdown+autolink_bare_uris"
PLAIN = """\
# Kop {#sec-kop}

**Gedrukt:** 46%, zie [@covers2024, p. 3], [-@sec-kop] en @fig-a; bel [112](#sec-kop).

| Vraag: een | n |
|:---|---:|
| Functie: ja | [12]{.getal data-n="12" title="12 van 20 (alle); geteld: Ja"} |

Een noot.[^n-1]

[^n-1]: Met ~~tekst~~ en H~2~O.

::: {.callout-note}
Een kader.
:::
"""


def read(markdown: str, form: str) -> object:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={form}", "--to=json"],
        input=markdown,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "use",
    [
        "Zie https://www.fier.nl/hulp.",
        "(https://fier.nl)",
        "Zie **https://fier.nl** of é:http://fier.nl",
        "Bel tel:0800-0112 nu, of doi:10.1000/182.",
        "Schrijf naar info@fier.nl.",
        "Schrijf naar o'neil+x@fier.nl",
        "Schrijf naar fier-@fier.nl of ut2004:x",
        "| a | b |\n|---|---|\n| wie@waar.nl | mailto:wie@waar.nl |",
        "Woord\n\n: De betekenis.",
        "Woord\n:   De betekenis.",
        "Woord\n\n  ~ De betekenis.",
        "Woord\n\n:\tDe betekenis.",
        "> Woord\n>\n> : De betekenis.",
        ">Woord\n>\n>: De betekenis.",
        "- Woord\n\n  : De betekenis.",
        "[^n-1]: Woord\n\n    : De betekenis.\n\nEen noot.[^n-1]",
        "+------+\n| Woord|\n|: Zo  |\n+------+",
    ],
)
def test_what_a_text_uses_is_read(use: str) -> None:
    form = reader(f"{PLAIN}\n{use}\n")
    assert form != reader(PLAIN)
    assert read(f"{use}\n", form) == read(f"{use}\n", EVERYTHING)
    assert read(f"{use}\n", EVERYTHING) != read(f"{use}\n", reader(PLAIN))


def test_what_is_left_out_makes_no_difference() -> None:
    assert reader(PLAIN) == "markdown-autolink_bare_uris-definition_lists"
    assert read(PLAIN, reader(PLAIN)) == read(PLAIN, EVERYTHING)


ROWS = "".join(f"| Antwoord {n} | [{n}]{{.getal}} | [-@sec-kop] |\n" for n in range(60))
TABLE = f"::: {{.vraag}}\n**Wat vond u?**\n\n| Wat | n | zie |\n|:--|--:|:--|\n{ROWS}\n:::"


@pytest.mark.parametrize("output", [TABLE, f"{TABLE}\n\n{TABLE}\n"])
def test_a_long_table_in_a_block_of_its_own_is_put_apart(output: str) -> None:
    apart: dict[str, str] = {}
    mark = placed(output, apart)
    assert list(apart.values()) == [output]
    assert mark == f"::: {{#{next(iter(apart))}}}\n:::"


@pytest.mark.parametrize(
    "output",
    [
        TABLE.replace(ROWS, ""),
        ROWS + ROWS,
        f"{TABLE}\n\n- een lijst",
        f"- een lijst\n\n{TABLE}",
        f"{TABLE}\n\n::: {{.kern}}\n\n{TABLE}",
        *(
            TABLE.replace("**Wat vond u?**", bound)
            for bound in (
                "Een noot.[^n-1]",
                "Een noot.^[Zo.]",
                "### Kop",
                "Wat?\n\n: Een tabel {#tbl-x}",
                "Een <b>woord</b>",
                "Een werk [@covers2024]",
                "Volgens @covers2024",
                "Zie [Kop]",
                "Zie [hier][plaats]",
                "(@) Een voorbeeld",
                "\\newpage",
                "::: {.callout-note}\nLet op\n:::",
            )
        ),
    ],
)
def test_what_is_short_or_bound_to_its_surroundings_stays(output: str) -> None:
    apart: dict[str, str] = {}
    assert placed(output, apart) == output
    assert apart == {}
