"""Projects of coded interviews in the forms that four programs write; all texts are invented."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'

TEXT = (
    "Vraag: hoe komt u signalen tegen?\n"
    "Antwoord: Ik zie het aan kleine dingen. Een jongen met twee telefoons.\n"
    "Daarna vertelde zij een verhaal dat niemand mag lezen.\n"
)
QUOTE = "Ik zie het aan kleine dingen."
SECRET = "een verhaal dat niemand mag lezen"

CODEBOOK = """
<CodeBook><Codes>
  <Code guid="C-SIGNAL" name="Signaleren" isCodable="true">
    <Description>Memo bij de code, met een naam: Verzonnen Persoon</Description>
    <Code guid="C-SMALL" name="Losse signalen" isCodable="true"/>
  </Code>
  <Code guid="C-REPORT" name="Melden" isCodable="true"/>
  <Code guid="C-YES" name="citaat-akkoord" isCodable="true"/>
</Codes></CodeBook>
"""
VARIABLES = '<Variables><Variable guid="V-D" name="Domein" typeOfVariable="Text"/></Variables>'
SETS = """
<Sets><Set guid="S-1" name="Herkennen"><Description>Memo</Description>
  <MemberCode targetGUID="C-SMALL"/><MemberSource targetGUID="T-1"/>
</Set></Sets>
"""


def span(words: str, text: str = TEXT) -> str:
    """Give the positions of words in a text as the attributes of a selection."""
    start = text.index(words)
    return f'startPosition="{start}" endPosition="{start + len(words)}"'


def coding(*codes: str) -> str:
    """Give the codings of a selection."""
    return "".join(
        f'<Coding guid="K-{code}"><CodeRef targetGUID="{code}"/></Coding>' for code in codes
    )


def value(domain: str) -> str:
    """Give the value of the variable with the domain."""
    return (
        '<VariableValue><VariableRef targetGUID="v-d"/>'
        f"<TextValue>{domain}</TextValue></VariableValue>"
    )


def project(*parts: str, origin: str = "") -> str:
    """Give the XML of a project with the usual code book."""
    return f'{HEAD}<Project name="Proef" origin="{origin}" {NAMESPACE}>{"".join(parts)}</Project>'


def atlas(domain: str = "gemeente") -> tuple[str, dict[str, bytes]]:
    """One selection with several codings; the domain with a case; a Windows text file."""
    source = f"""<Sources>
      <TextSource guid="T-1" name="Gesprek 1" plainTextPath="internal://t1.txt">
        <PlainTextSelection guid="P-1" name="Ik zie het aan kl..." {span(QUOTE)}>
          <Description>Memo bij het citaat</Description>{coding("C-SMALL", "C-YES")}
        </PlainTextSelection>
        <PlainTextSelection guid="P-2" name="Daarna vertelde..." {span(SECRET)}>
          {coding("C-REPORT")}
        </PlainTextSelection>
      </TextSource></Sources>"""
    cases = f"""<Cases><Case guid="G-1" name="Verzonnen Persoon">{value(domain)}
      <SourceRef targetGUID="t-1"/></Case></Cases>"""
    xml = project(CODEBOOK, VARIABLES, cases, source, SETS, origin="ATLAS.ti 24")
    return xml, {"sources/t1.txt": TEXT.replace("\n", "\r\n").encode()}


def maxqda(domain: str = "gemeente") -> tuple[str, dict[str, bytes]]:
    """A selection for every coding; the domain with the source; the text in the XML."""
    source = f"""<Sources>
      <TextSource guid="T-1" name="Gesprek 1">
        <PlainTextContent>{TEXT}</PlainTextContent>
        <PlainTextSelection guid="P-1" {span(QUOTE)}>{coding("C-YES")}</PlainTextSelection>
        <PlainTextSelection guid="P-2" {span("kleine dingen. Een jongen")}>
          {coding("C-SMALL")}</PlainTextSelection>
        <PlainTextSelection guid="P-3" {span(SECRET)}>{coding("C-REPORT")}</PlainTextSelection>
        {value(domain)}
      </TextSource></Sources>"""
    xml = project(CODEBOOK, VARIABLES, source, SETS, origin="MAXQDA 2022")
    return xml, {}


def nvivo(domain: str = "gemeente") -> tuple[str, dict[str, bytes]]:
    """The whole text coded with the case; both characters of a line ending counted; a mark."""
    text = TEXT.replace("\n", "\r\n")
    source = f"""<Sources>
      <TextSource guid="T-1" name="Gesprek 1" richTextPath="internal://t1.docx"
                  plainTextPath="internal://T1.TXT">
        <PlainTextSelection guid="P-0" name="" startPosition="0" endPosition="{len(text)}">
          {coding("G-1")}</PlainTextSelection>
        <PlainTextSelection guid="P-1" name="" {span(QUOTE, text)}>
          {coding("C-SMALL")}{coding("C-YES")}</PlainTextSelection>
        <PlainTextSelection guid="P-2" name="" {span(SECRET, text)}>
          {coding("C-REPORT")}</PlainTextSelection>
      </TextSource></Sources>"""
    cases = f'<Cases><Case guid="G-1" name="Persoon 1">{value(domain)}</Case></Cases>'
    xml = project(CODEBOOK, VARIABLES, cases, source, SETS, origin="NVivo")
    return xml, {"Sources/t1.txt": b"\xef\xbb\xbf" + text.encode()}


def qualcoder(domain: str = "gemeente") -> tuple[str, dict[str, bytes]]:
    """A recording with its transcript, and a PDF with its text, both of one case."""
    start, end = TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE)
    source = f"""<Sources>
      <AudioSource guid="A-1" name="Opname" path="absolute:///home/iemand/opname.mp3">
        <Transcript guid="R-1" name="Uitwerking" plainTextPath="internal://t1.txt">
          <SyncPoint guid="Y-1" timeStamp="1000" position="{start}"/>
          <SyncPoint guid="Y-2" timeStamp="2000" position="{end}"/>
          <TranscriptSelection guid="P-1" fromSyncPoint="y-1" toSyncPoint="y-2" name="{QUOTE}">
            {coding("C-SMALL")}</TranscriptSelection>
          <TranscriptSelection guid="P-4" fromSyncPoint="y-1" toSyncPoint="y-2" name="{QUOTE}">
            {coding("C-YES")}</TranscriptSelection>
        </Transcript>
        <AudioSelection guid="P-5" begin="3000" end="4000">{coding("C-YES")}</AudioSelection>
      </AudioSource>
      <PDFSource guid="D-1" name="Verslag.pdf" path="internal://d1.pdf">
        <PDFSelection guid="P-6" page="1" firstX="0" firstY="0" secondX="9" secondY="9"/>
        <Representation guid="R-2" name="Verslag.pdf" plainTextPath="internal://t1.txt">
          <PlainTextSelection guid="P-2" {span(SECRET)} name="{SECRET}">
            {coding("C-REPORT")}</PlainTextSelection>
        </Representation>
      </PDFSource></Sources>"""
    cases = f"""<Cases><Case guid="G-1" name="Persoon 1"><Description/>{value(domain)}
      <SourceRef targetGUID="A-1"/><SourceRef targetGUID="D-1"/></Case></Cases>"""
    xml = project(CODEBOOK, VARIABLES, cases, source, SETS, origin="QualCoder 3.6")
    return xml, {"Sources/t1.txt": TEXT.encode(), "Sources/d1.pdf": b"%PDF-1.7"}


PROGRAMS = {"ATLAS.ti": atlas, "MAXQDA": maxqda, "NVivo": nvivo, "QualCoder": qualcoder}


def write_qdpx(path: Path, xml: str, files: Mapping[str, bytes] | None = None) -> Path:
    """Write a project file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        for name, content in (files or {}).items():
            archive.writestr(name, content)
    return path


def interview(number: int, domain: str, *codes: str, words: str = "Een zin.") -> str:
    """Give an interview of one coded sentence."""
    return (
        f'<TextSource guid="T-{number}" name="Gesprek {number}">'
        f"<PlainTextContent>{words}</PlainTextContent>"
        f'<PlainTextSelection guid="P-{number}" startPosition="0" endPosition="{len(words)}">'
        f"{coding(*codes)}</PlainTextSelection>{value(domain) if domain else ''}</TextSource>"
    )


def interviews(*sources: str) -> str:
    """Give a project of interviews."""
    return project(CODEBOOK, VARIABLES, f"<Sources>{''.join(sources)}</Sources>", SETS)
