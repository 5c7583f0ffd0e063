from __future__ import annotations

from pathlib import Path

import pytest
from qdpx_samples import CODEBOOK, HEAD, PROGRAMS, atlas, project, write_qdpx

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews.refi_qda import read_qdpx


@pytest.mark.parametrize("program", PROGRAMS)
def test_codes_with_their_groups_are_read(tmp_path: Path, program: str) -> None:
    found = read_qdpx(write_qdpx(tmp_path / "a.qdpx", *PROGRAMS[program]()))
    codes = {code.name: code for code in found.codes.values()}
    assert set(codes) == {"Signaleren", "Losse signalen", "Melden", "citaat-akkoord"}
    assert codes["Losse signalen"].groups == ("Herkennen",)
    assert codes["Losse signalen"].above == ("c-signal",)


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_domain_is_found_wherever_a_program_puts_it(tmp_path: Path, program: str) -> None:
    found = read_qdpx(write_qdpx(tmp_path / "a.qdpx", *PROGRAMS[program]()))
    assert found.sources
    for source in found.sources:
        assert source.variables == {"Domein": "gemeente"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_is_unpacked(tmp_path: Path, program: str) -> None:
    path = write_qdpx(tmp_path / "a.qdpx", *PROGRAMS[program]())
    read_qdpx(path)
    assert list(tmp_path.iterdir()) == [path]


ENTITIES = '<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [ENTITIES, OUTSIDE, '<!DOCTYPE Project SYSTEM "x.dtd">'])
def test_entities_are_refused(tmp_path: Path, doctype: str) -> None:
    xml = project("<Description>&b;</Description>").replace(HEAD, HEAD + doctype)
    with pytest.raises(CkmError, match=r"project\.qde: the XML defines entities"):
        read_qdpx(write_qdpx(tmp_path / "a.qdpx", xml))


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<Project", "not valid XML"),
        ("<Project/>", "no REFI-QDA project"),
        ('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', "no REFI-QDA project"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, xml: str, message: str) -> None:
    with pytest.raises(CkmError, match=message):
        read_qdpx(write_qdpx(tmp_path / "a.qdpx", xml))


def test_a_text_that_is_missing_is_told(tmp_path: Path) -> None:
    xml, _ = atlas()
    with pytest.raises(CkmError, match="not in the file"):
        read_qdpx(write_qdpx(tmp_path / "a.qdpx", xml))


def test_a_text_outside_the_file_is_not_looked_for(tmp_path: Path) -> None:
    outside = tmp_path / "geheim.txt"
    outside.write_text("geheim", "utf-8")
    xml = atlas()[0].replace("internal://t1.txt", f"absolute://{outside}")
    (source,) = read_qdpx(write_qdpx(tmp_path / "a.qdpx", xml)).sources
    assert [passage.text for passage in source.passages] == [None, None]


@pytest.mark.parametrize(("deep", "read"), [(100, True), (3000, False)])
def test_codes_may_lie_deep_but_not_without_end(tmp_path: Path, deep: int, read: bool) -> None:
    codes = "".join(f'<Code guid="d{n}" name="d{n}">' for n in range(deep)) + "</Code>" * deep
    path = write_qdpx(
        tmp_path / "a.qdpx", project(CODEBOOK.replace("</Codes>", codes + "</Codes>"))
    )
    if read:
        assert len(read_qdpx(path).codes) == deep + 4
    else:
        with pytest.raises(CkmError, match="more than 100 deep"):
            read_qdpx(path)
