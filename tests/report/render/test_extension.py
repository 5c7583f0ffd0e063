from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import yaml
from bs4 import BeautifulSoup

EXTENSION = Path(__file__).parents[3] / "_extensions/ckm"


def pandoc(*arguments: str, source: str = "") -> str:
    command = [pypandoc.get_pandoc_path(), *arguments]
    done = subprocess.run(command, input=source, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def converted(source: str, to: str) -> str:
    return pandoc(
        "-t", to, "--wrap=none", f"--lua-filter={EXTENSION / 'common.lua'}", source=source
    )


def named_files(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [name for part in value.values() for name in named_files(part)]
    if isinstance(value, list):
        return [name for part in value for name in named_files(part)]
    return [value] if re.fullmatch(r"[\w-]+\.(lua|typ|html|csl)", str(value)) else []


def test_every_file_that_the_extension_names_is_there() -> None:
    names = named_files(yaml.safe_load((EXTENSION / "_extension.yml").read_text("utf-8")))
    assert {"apa.csl", "ckm.lua", "common.lua", "typst-show.typ"} <= set(names)
    assert [name for name in names if not (EXTENSION / name).is_file()] == []


def test_the_templates_that_are_imported_hold_no_dollar_signs() -> None:
    for name in ("report.typ", "numbering.typ", "typst-template.typ", "page.typ"):
        assert "$" not in (EXTENSION / name).read_text("utf-8"), name


@pytest.mark.parametrize("name", ["ckm.lua", "common.lua"])
def test_the_filters_are_valid_lua(name: str) -> None:
    check = f"local f, e = loadfile('{EXTENSION / name}') io.write(f and 'valid' or e)"
    assert pandoc("lua", "-e", check) == "valid"


def test_references_are_in_dutch() -> None:
    style = (EXTENSION / "apa.csl").read_text("utf-8")
    assert 'default-locale="nl-NL"' in style
    date = style.partition('<macro name="date-issued-month-day">')[2]
    assert date.index('name="day"') < date.index('name="month"')


def test_a_true_claim_reads_as_ordinary_text_and_keeps_its_condition_on_screen() -> None:
    assert converted('[Zo is het.]{.claim when="a > b"}', "typst") == "Zo is het.\n"
    html = converted('[Zo is het.]{.claim when="a > b"}', "html")
    assert html == '<p><span class="claim" data-when="a &gt; b">Zo is het.</span></p>\n'


def test_a_false_claim_is_marked_in_words() -> None:
    assert converted("[Zo is het.]{.claim .onwaar}", "typst") == "#refuted[Zo is het.]\n"
    assert "[niet onderbouwd door deze cijfers]" in converted(
        "[Zo is het.]{.claim .onwaar}", "html"
    )


def test_key_figures_become_cards_in_print_and_stay_a_list_on_screen() -> None:
    source = "::: {.kerncijfers}\n- **48%** geschoold\n- **222** mensen\n:::\n"
    assert converted(source, "typst").count("#key-figures((") == 1
    assert converted(source, "html").count("<li>") == 2


def test_the_main_point_of_a_chapter_is_set_apart() -> None:
    source = "::: {.kern}\nDe helft zag iets.\n:::\n"
    assert converted(source, "typst").split() == "#main-point[ De helft zag iets. ]".split()
    assert converted(source, "html") == '<div class="kern">\n<p>De helft zag iets.</p>\n</div>\n'


def test_a_finding_stands_with_its_figure_and_one_that_does_not_hold_is_gone() -> None:
    source = "::: {.bevinding}\nDe meesten zagen iets.\n:::\n"
    assert converted(source, "typst").split() == "#finding[ De meesten zagen iets. ]".split()
    assert converted(source, "html").startswith('<div class="bevinding">')
    for to in ("typst", "html"):
        assert (
            converted("::: {.bevinding}\n[]{.otherwise}\n[]{.otherwise}\n:::\n", to).strip() == ""
        )


def test_a_sentence_is_pulled_out_of_a_text() -> None:
    source = "::: {.uitgelicht}\nDat is nog niet zeker.\n:::\n"
    assert converted(source, "typst").split() == "#pulled-out[ Dat is nog niet zeker. ]".split()
    assert converted(source, "html").startswith('<div class="uitgelicht">')


QUESTION = """
::: {.vraag}
**Wat is uw functie?**

[Gevraagd aan alle respondenten; n=2.]{.basis}

| Antwoord | Aantal |
|:--|--:|
| Ja | 2 |
:::
"""


def test_a_question_stays_with_its_answers_in_print() -> None:
    typst = converted(QUESTION, "typst")
    head = typst.partition("#question[")[2].partition("\n]\n")[0]
    assert "Wat is uw functie?" in head
    assert "#base-line[Gevraagd aan alle respondenten; n=2.]" in head
    assert "table(" not in head
    assert "table(" in typst


def test_a_table_of_answers_is_named_after_its_question_on_screen() -> None:
    html = converted(QUESTION, "html")
    assert 'aria-label="Wat is uw functie?"' in html
    assert '<div class="vraag">' in html
    assert '<span class="basis">Gevraagd' in html


@pytest.mark.parametrize(("count", "small"), [(40, False), (41, True)])
def test_a_long_table_to_look_things_up_in_is_set_small_in_print(count: int, small: bool) -> None:
    rows = "".join(f"| rij {n} | {n} |\n" for n in range(count))
    source = QUESTION.replace("| Ja | 2 |\n", rows)
    typst = converted(source, "typst")
    head, opening, table = typst.partition("#register[")
    assert bool(opening) is small
    if small:
        assert "Wat is uw functie?" in head
        assert table.count("[rij ") == count
        assert table.rstrip().endswith("]")
    assert "register" not in converted(source, "html")


def test_a_long_table_outside_a_question_is_set_as_any_other() -> None:
    rows = "".join(f"| rij {n} | {n} |\n" for n in range(41))
    assert "#register[" not in converted(f"| Naam | n |\n|:--|--:|\n{rows}", "typst")


@pytest.mark.parametrize(("count", "kept"), [(24, 0), (25, 3)])
def test_the_last_rows_of_a_long_table_stay_together(count: int, kept: int) -> None:
    rows = "".join(f"| rij {n} | {n} |\n" for n in range(count))
    source = f"| Antwoord | Aantal |\n|:--|--:|\n{rows}"
    foot = converted(source, "typst").partition("table.footer(")[2]
    assert foot.count("rij ") == kept
    assert converted(source, "html").count("<tr") == count + 1
    assert "<tfoot" not in converted(source, "html")


def test_many_columns_leave_most_of_the_line_to_the_first() -> None:
    names = ["Stelling", "Helemaal oneens", "Oneens", "Neutraal", "Eens", "Weet niet", "n"]
    statement = "Mijn zorgen over uitbuiting in mijn werkgebied zijn de laatste jaren gegroeid."
    rule = "|".join([":--", *["--:"] * 6])
    numbers = "|".join("123456")
    source = f"|{'|'.join(names)}|\n|{rule}|\n|{statement}|{numbers}|\n"
    widths = re.findall(r"([\d.]+)%[,)]", converted(source, "typst").split("align:")[0])
    assert float(widths[0]) > 40


def test_table_columns_fill_the_line_in_print_only() -> None:
    source = "| Naam | Aandeel |\n|:--|--:|\n| Een lange naam van een domein | 4% |\n"
    widths = re.findall(r"([\d.]+)%[,)]", converted(source, "typst").split("align:")[0])
    assert len(widths) == 2
    assert 98 < sum(map(float, widths)) <= 100
    assert float(widths[0]) > float(widths[1])
    assert "colgroup" not in converted(source, "html")


def test_a_column_of_numbers_does_not_head_its_rows() -> None:
    assert "<th" not in converted("| n | m |\n|--:|--:|\n| 1 | 2 |", "html").split("<tbody>")[1]
    assert "<th" in converted("| a | m |\n|:--|--:|\n| x | 2 |", "html").split("<tbody>")[1]


def test_a_decimal_comma_in_a_formula_has_no_space() -> None:
    assert "4,1" in re.sub(r"<[^>]+>", "", converted("$4{,}1$", "html"))


def test_a_card_gets_a_bar_of_its_share_and_none_for_a_count_or_a_hidden_number() -> None:
    source = (
        "::: {.kerncijfers}\n- **48%** geschoold\n- **222** mensen\n- **niet getoond** iets\n:::\n"
    )
    typst = "".join(converted(source, "typst").split())
    assert "(48,[" in typst
    assert typst.count("(none,[") == 2
    html = converted(source, "html")
    assert html.count('class="balk"') == 1
    assert "--deel: 48%" in html


def test_points_and_help_lines_become_calls_of_the_template() -> None:
    source = "::: {.punt}\n**Zorgen.** Meer.\n:::\n\n::: {.hulp}\n- **Nood**\n- **Advies**\n:::\n"
    typst = converted(source, "typst")
    assert typst.count("#point[") == 1
    assert typst.count("#help-lines((") == 1
    html = converted(source, "html")
    assert html.count("<li>") == 2
    assert 'class="punt"' in html


SPANNED = """
| Gemeld bij | Seksueel: aantal | Seksueel: aandeel | Crimineel: aantal | Crimineel: aandeel | n |
|:--|--:|--:|--:|--:|--:|
| Politie | 17 | 52% | 14 | 64% | 31 |
"""


def test_a_form_that_heads_several_columns_stands_above_them_once() -> None:
    head = BeautifulSoup(converted(SPANNED, "html"), "html.parser").thead
    assert head is not None
    above, below = head.find_all("tr")
    assert [(th.get_text(), th.get("colspan"), th.get("rowspan")) for th in above("th")] == [
        ("Gemeld bij", None, "2"),
        ("Seksueel", "2", None),
        ("Crimineel", "2", None),
        ("n", None, "2"),
    ]
    assert [th.get_text() for th in below("th")] == ["Aantal", "Aandeel"] * 2
    typst = converted(SPANNED, "typst")
    assert typst.count("colspan: 2") == typst.count("rowspan: 2") == 2
    assert typst.startswith("#two-headers[")


def test_headers_that_share_nothing_stay_in_one_row() -> None:
    pipe = "| Gemeld bij: wie | Seksueel: aantal | n |\n|:--|--:|--:|\n| Politie | 17 | 31 |\n"
    assert "colspan" not in converted(pipe, "html")
    assert "#two-headers" not in converted(pipe, "typst")


def test_a_question_keeps_the_words_above_a_table_with_two_rows_of_headers() -> None:
    typst = converted(f"::: {{.vraag}}\n\n**Vraag**\n{SPANNED}\n:::\n", "typst")
    assert re.search(r"#question\[\s*#strong\[Vraag\]\s*\]\s*#two-headers\[", typst)
