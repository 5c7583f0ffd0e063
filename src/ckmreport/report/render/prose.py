"""Elements in the Markdown of a cell, for the rules; code and comments do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckmreport.report.execute.markdown.code_and_prose import code_spans, prose

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*(?:\{([^}]*)\})?[ \t]*$")
_DIV = re.compile(r"^:{3,}+[ \t]*+(\{[^}]*\}|[\w-]++)?[ \t]*+:*+[ \t]*$")
_ID = re.compile(r"#([\w-]+)")
_CLASS = re.compile(r"\.([\w-]+)")
_OPTION = re.compile(r"(?<![\w-])([\w-]++)=")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CAPTION_ID = re.compile(r"^(?:Table)?:[ \t].*\{#([\w-]+)[^}]*\}[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)
_CITATION = re.compile(r"(?<![\w@\\])@\{?([A-Za-z_](?:[\w:.#$%&+?<>~/-]*\w)?)")
_LINK = re.compile(r"\]\(<?([^)\s>]+)")
_SHORTCODE = re.compile(r"\{\{<(?:(?!\{\{<|>\}\}).)*+>\}\}", re.DOTALL)
_CONDITION = re.compile(r"when=(\"[^\"]*\"|'[^']*')")
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
_GROUPED = re.compile(r"\[[^\[\]]*@(?:fig|tbl|sec)-[^\[\]]*\](?!\()")
_PLAIN_GROUP = re.compile(r"\[-?@[\w-]+\]")
_FOLLOWED = re.compile(r"@(?:fig|tbl|sec)-[\w-]*\w\s*\[-?@[^\]]*\]")


@dataclass(frozen=True)
class Heading:
    """A heading with the attributes that stand behind it in braces."""

    level: int
    text: str
    attributes: str

    @property
    def unnumbered(self) -> bool:
        """Whether the heading asks for no number."""
        return ".unnumbered" in self.attributes or self.attributes.strip() == "-"


@dataclass(frozen=True)
class Prose:
    """Markdown without code and comments."""

    text: str

    @classmethod
    def of(cls, source: str) -> Prose:
        """Take the prose from a Markdown source."""
        text = prose(source)
        for span in reversed(list(code_spans(source))):
            text = f"{text[: span.start]}`…`{text[span.end :]}"
        return cls(_CONDITION.sub("", text))

    @staticmethod
    def begins_unnumbered(source: str) -> bool:
        """Tell whether a source begins with a heading that asks for no number."""
        match = _HEADING.match(source.strip().partition("\n")[0])
        return match is not None and Heading(1, "", match.group(3) or "").unnumbered

    def headings(self) -> Iterator[Heading]:
        """List the headings; the first line of a callout is its title, not a heading."""
        open_divs: list[bool] = []
        for line in self.text.splitlines():
            if div := _DIV.match(line):
                if div.group(1):
                    open_divs.append("callout-" in div.group(1))
                elif open_divs:
                    open_divs.pop()
            elif (match := _HEADING.match(line)) and not any(open_divs):
                yield Heading(len(match.group(1)), match.group(2), match.group(3) or "")

    def anchors(self) -> Iterator[str]:
        """List the identifiers that headings and captions of tables define."""
        for heading in self.headings():
            yield from _ID.findall(heading.attributes)
        yield from _CAPTION_ID.findall(self.text)

    def unnumbered_anchors(self) -> Iterator[str]:
        """List the identifiers of headings without a number."""
        for heading in self.headings():
            if heading.unnumbered:
                yield from _ID.findall(heading.attributes)

    def footnotes(self) -> list[str]:
        """List the names of the footnotes that are defined here."""
        return _FOOTNOTE.findall(self.text)

    def citations(self) -> list[str]:
        """List the names after each @: keys of sources and labels."""
        return _CITATION.findall(self.text)

    def link_targets(self) -> list[str]:
        """List the targets of links."""
        return _LINK.findall(self.text)

    def mixed_references(self) -> list[str]:
        """List cross-references in a bracket with more, or run together with a citation."""
        grouped = [f for f in _GROUPED.findall(self.text) if not _PLAIN_GROUP.fullmatch(f)]
        return grouped + _FOLLOWED.findall(self.text)

    def shortcodes(self) -> list[str]:
        """List Quarto's shortcodes."""
        return _SHORTCODE.findall(self.text)

    def divs(self) -> Iterator[str]:
        """List the first name, class or identifier, of every fenced block."""
        for line in self.text.splitlines():
            if (div := _DIV.match(line)) and (opening := div.group(1)):
                names = [*_CLASS.findall(opening), *_ID.findall(opening)]
                yield names[0] if opening.startswith("{") and names else opening

    def div_options(self) -> Iterator[str]:
        """List the names of the options of fenced blocks, such as `title`."""
        for line in self.text.splitlines():
            if (div := _DIV.match(line)) and div.group(1):
                yield from _OPTION.findall(_QUOTED.sub("", div.group(1)))

    def html_tags(self) -> list[str]:
        """List the HTML tags."""
        return _TAG.findall(self.text)

    def has_image(self) -> bool:
        """Tell whether an image is placed in the text."""
        return re.search(r"!\[[^\]]*\]\(", self.text) is not None
