from ckmreport.presentation.tables.markdown_blocks import titled_table
from ckmreport.presentation.tables.table import Table


def test_a_table_stands_under_its_title() -> None:
    table = Table(("Wijk", "n"), (("Noord", 3),))
    assert titled_table("Titel", table, "Wie.") == (
        "::: {.vraag}\n\n**Titel**\n\n[Wie.]{.basis}\n\n"
        "| Wijk | n |\n| :--- | ---: |\n| Noord | 3 |\n\n:::"
    )
    assert "basis" not in titled_table("Titel", table)
