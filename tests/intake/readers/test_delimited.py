from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.readers import read_export


def written(tmp_path: Path, content: bytes, name: str = "export.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encoding_and_separator_are_found(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [separator.join(["id", "Wijk"]), separator.join(["1", "Één, twéé; drie"])]
    lines[1] = separator.join(["1", '"Één, twéé; drie"'])
    export = read_export(written(tmp_path, "\r\n".join(lines).encode(encoding)))
    assert export.frame.to_dict("index") == {2: {"id": "1", "Wijk": "Één, twéé; drie"}}
    assert [note.check for note in export.notes] == (
        ["encoding-windows"] if encoding == "cp1252" else []
    )


def test_the_line_that_excel_writes_about_its_separator_counts_as_a_row(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, b"sep=;\na;b,c\n1;2\n"))
    assert export.frame.to_dict("index") == {3: {"a": "1", "b,c": "2"}}


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, b'a,b\n"two\nlines", x \n,\n3,\n'))
    assert list(export.frame.index) == [2, 4]  # the empty third row is left out
    assert list(export.frame.loc[2]) == ["two\nlines", "x"]


def test_nothing_is_taken_for_missing_or_for_a_number(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, b"a,b,c,d\nNA,001,1e5,null\n"))
    assert list(export.frame.loc[2]) == ["NA", "001", "1e5", "null"]


def test_a_row_that_is_short_is_filled_up(tmp_path: Path) -> None:
    assert list(read_export(written(tmp_path, b"a,b\n1\n")).frame.loc[2]) == ["1", ""]


def test_a_row_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        CkmError, match=r"csv, line 3: .* columns: 2, .* on this line: 3\."
    ) as error:
        read_export(written(tmp_path, b"a,b\n1,2\n1,2,3\n"))
    assert "C error" not in str(error.value)


def test_the_line_of_a_long_row_counts_the_line_about_the_separator(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="line 4"):
        read_export(written(tmp_path, b"sep=;\na;b\n1;2\n1;2;3\n"))


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="line 3: a quotation mark is opened here"):
        read_export(written(tmp_path, b'a,b\n1,2\n1,"2\n3,4\n'))


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\r\x81\x00a\n", b"\xff\xfea"])
def test_another_kind_of_file_with_this_ending_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CkmError, match=r"export\.csv: this is not a CSV file"):
        read_export(written(tmp_path, content))


def test_a_first_line_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="not a CSV file that can be read"):
        read_export(written(tmp_path, b'a,"' + b"x" * 200_000))


def test_lines_may_end_as_on_an_old_mac(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, b"a;b\r1;2\r"))
    assert export.frame.to_dict("index") == {2: {"a": "1", "b": "2"}}


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"a,b\n,\n"])
def test_a_file_without_answers_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CkmError, match=r"empty|no answers"):
        read_export(written(tmp_path, content))


def test_rows_that_end_early_are_named(tmp_path: Path) -> None:
    (note,) = read_export(written(tmp_path, b"a,b,c\n1,2,3\n1\n1,2,3\n")).notes
    assert (note.check, note.severity, note.rows) == ("short-row", "warning", (3,))


def test_a_file_that_was_cut_off_is_stopped(tmp_path: Path) -> None:
    (note,) = read_export(written(tmp_path, b"a,b,c\n1,2,3\n1,2")).notes
    assert (note.check, note.severity, note.rows) == ("short-row", "error", (3,))


def test_no_column_is_lost_where_most_rows_end_before_the_header(tmp_path: Path) -> None:
    content = b"a,b,c,d\n1,2\n1,2\n1,2,,4\n1,2\n"
    export = read_export(written(tmp_path, content), {"a", "b", "c", "d"}.__contains__)
    assert [column.name for column in export.columns] == ["a", "b", "c", "d"]
    assert list(export.frame.loc[4]) == ["1", "2", "", "4"]
    assert [note.rows for note in export.notes] == [(2, 3, 5)]
