"""Reads the pages that Quarto made of chapters, for the shell that the project gives its site.

What comes out has the markup of the embedded renderer: one style sheet, one search and one set of
reading aids serve both. Quarto's own scripts, styles and marks are left behind.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Book, Chapter
from ckmreport.report.render.embedded.markdown import FIGURES, Float
from ckmreport.report.render.embedded.numbering import Entry
from ckmreport.report.render.site import Page, Section

#: By this a page is known that Quarto made, and that is not yet one of the site.
MADE_BY_QUARTO = 'id="title-block-header"'
_APPENDIX = re.compile(r"\s*\S+ ([A-Z]) — ")
_FLOATS = {"fig": "figure", "tbl": "table"}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LEAVES = ("p", "td", "th", "li", "figcaption", "caption", "div")
_CHAPTERS = frozenset({"chapter", "appendix"})
#: Classes and attributes by which Quarto's own scripts and styles know their elements.
_MARKS = re.compile(r"anchored|caption-top|header|odd|even|cell(-.*)?|quarto-.*")
_DATA = re.compile(r"data-(number|execution_count|anchor-id|quarto-.*)")


@dataclass(frozen=True)
class _Chapter:
    """A chapter as Quarto made it: its text in one element; `number` and `label` may be empty."""

    chapter: Chapter
    text: Tag
    title: str
    number: str
    label: str


def read_quarto_pages(
    book: Book, files: Sequence[Path], floats: Mapping[str, Float], labels: Mapping[str, str]
) -> list[Page]:
    """Read the pages that Quarto made of the chapters of a staged book.

    References get the words of `labels` and the numbers of what they refer to: from chapters
    without a number Quarto gives the title of a chapter instead.

    Args:
        book: the staged book.
        files: a page for each of its chapters.
        floats: figures and tables by label, for the sizes of figures.
        labels: the words that a renderer adds to a book.

    Raises:
        CkmError: when a page has no title, and so is not one that Quarto made of a chapter.
    """
    soup = BeautifulSoup("", "html.parser")
    chapters = [_read(soup, *both) for both in zip(book.chapters, files, strict=True)]
    index = {label: entry for one in chapters for label, entry in _entries(one)}
    return [_page(soup, one, _Book(index, floats, labels)) for one in chapters]


@dataclass(frozen=True)
class _Book:
    """The parts of the book that a page needs: labels, figures and tables, words."""

    index: Mapping[str, Entry]
    floats: Mapping[str, Float]
    labels: Mapping[str, str]


# ---- What Quarto wrote ---------------------------------------------------------------------------


def _read(soup: BeautifulSoup, chapter: Chapter, file: Path) -> _Chapter:
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    title_block, body = page.find(id="title-block-header"), page.body
    if not isinstance(title_block, Tag) or title_block.h1 is None or body is None:
        raise CkmError(
            "the page that Quarto made of a chapter has no title",
            place=file,
            advice="Render the book with `ckm report`, or choose the embedded renderer",
        )
    title_block.extract()
    for unread in [*body.find_all(["script", "style"]), *body.select('#refs[style*="none"]')]:
        unread.decompose()
    for comment in body.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    own = body.find("h1")
    if isinstance(own, Tag) and isinstance(own.parent, Tag):  # only the first page has one
        return _Chapter(chapter, body, _text(own), "", str(own.parent.get("id", "")))
    title, number, label = _read_title(title_block.h1)
    section = soup.new_tag("section", attrs={"id": label, "class": "level1"})
    heading = soup.new_tag("h1")
    heading.extend(title)
    if not number:
        section["class"], heading["class"] = "level1 unnumbered", "unnumbered"
    notes = body.find(id="footnotes")
    after = [notes.extract()] if isinstance(notes, Tag) else []
    section.extend([heading, *list(body.children)])
    body.clear()
    body.extend([section, *after])
    return _Chapter(chapter, body, _text(heading), number, label)


def _read_title(heading: Tag) -> tuple[list[PageElement], str, str]:
    """Read title, number and label of a chapter from the heading of its page."""
    marked = heading.find(class_="quarto-section-identifier")
    whole = marked if isinstance(marked, Tag) else heading
    label = str(whole.get("id", "")) if whole is marked else ""
    number, name = heading.find(class_="chapter-number"), heading.find(class_="chapter-title")
    if isinstance(number, Tag) and isinstance(name, Tag):
        return list(name.contents), _text(number), label
    first = whole.find(string=True)
    if isinstance(first, NavigableString) and (found := _APPENDIX.match(str(first))):
        first.replace_with(NavigableString(str(first)[found.end() :]))
        return list(whole.contents), found[1], label
    return list(whole.contents), "", label


def _entries(one: _Chapter) -> Iterator[tuple[str, Entry]]:
    """Resolve each label of a chapter."""
    href = one.chapter.href
    if one.label:
        kind = "appendix" if one.chapter.appendix else "chapter"
        yield one.label, Entry(kind, one.number, href)
    for section in one.text.select("section[data-number]"):
        yield str(section["id"]), Entry("section", str(section["data-number"]), href)
    counts = dict.fromkeys(_FLOATS, 0)
    for element in one.text.select("div.quarto-float[id]"):
        label = str(element["id"])
        kind = label.partition("-")[0]
        if kind in _FLOATS:
            counts[kind] += 1
            number = ".".join(filter(None, (one.number, str(counts[kind]))))
            yield label, Entry(_FLOATS[kind], number, href)


# ---- What becomes of it --------------------------------------------------------------------------


def _refer(one: _Chapter, book: _Book) -> None:
    """Set the number and link of each reference of a chapter, relative to its page."""
    index, labels = book.index, book.labels
    chapters = {entry.href: label for label, entry in index.items() if entry.kind in _CHAPTERS}
    here = posixpath.dirname(one.chapter.href)
    for link in one.text.find_all("a", href=True):
        href = str(link["href"])
        if ":" in href:
            continue
        target, _, label = href.partition("#")
        place = posixpath.normpath(posixpath.join(here, target)) if target else one.chapter.href
        label = label or chapters.get(place, "")
        classes = link.get_attribute_list("class")
        if "quarto-xref" in classes:
            entry = index[label]
            bare = _text(link) == entry.number
            named = f"{labels[entry.kind].lower()}\u00a0{entry.number}"
            link.string = entry.number if bare else named
            link["class"] = "xref"
        if label.startswith("ref-"):
            link.attrs = {"href": href, "class": "citation-link"}
        root = "" if place == one.chapter.href else "../" * one.chapter.href.count("/") + place
        link["href"] = f"{root}#{label}" if label else root


def _number_headings(soup: BeautifulSoup, one: _Chapter, labels: Mapping[str, str]) -> None:
    for number in one.text.select(".header-section-number"):
        number["class"] = "heading-number"
    if one.number:
        word = f"{labels['appendix']} {one.number}" if one.chapter.appendix else one.number
        mark = soup.new_tag("span", attrs={"class": "heading-number"})
        mark.string = word
        heading = one.text.find("h1")
        assert isinstance(heading, Tag)
        heading.insert(0, mark)
        heading.insert(1, " ")


def _set_floats(soup: BeautifulSoup, one: _Chapter, book: _Book) -> None:
    """Rewrite figures and tables in the form that the style sheet knows."""
    for outer in one.text.select("div.quarto-float[id]"):
        label = str(outer["id"])
        entry = book.index[label]
        name = f"{book.labels[entry.kind]}\u00a0{entry.number}"
        number = soup.new_tag("span", attrs={"class": "float-number"})
        number.string = f"{name}:"
        caption: list[PageElement | str] = [number, " ", *_said(outer.find("figcaption"), name)]
        content = soup.new_tag("div", attrs=_scroller(name))
        if entry.kind == "figure":
            whole = soup.new_tag("figure", attrs={"id": label, "class": "float figure"})
            ending = soup.new_tag("figcaption")
            content.append(_image(soup, outer, one, book.floats[label]))
            whole.extend([content, ending])
        else:
            whole = soup.new_tag("div", attrs={"id": label, "class": "float table"})
            ending = soup.new_tag("caption")
            for table in outer.find_all("table"):
                table.insert(0, ending)
                content.append(table)
            whole.append(content)
        ending.extend(caption)
        outer.replace_with(whole)


def _image(soup: BeautifulSoup, outer: Tag, one: _Chapter, figure: Float) -> Tag:
    paragraph = soup.new_tag("p")
    source = f"{'../' * one.chapter.href.count('/')}{FIGURES}/{outer['id']}.svg"
    sizes = {"width": figure.width, "height": figure.height}
    attributes = {name: size for name, size in sizes.items() if size is not None}
    for image in outer.find_all("img"):
        image.attrs = {"src": source, **attributes, "alt": image["alt"], "loading": "lazy"}
        paragraph.append(image)
    return paragraph


def _said(caption: PageElement | None, name: str) -> list[PageElement]:
    """Read a caption without the name of the float, such as "Figuur 3.1"."""
    if not isinstance(caption, Tag):
        return []
    parts = list(caption.contents)
    for part in parts:
        if isinstance(part, NavigableString):
            rest = str(part).lstrip().removeprefix(f"{name}: ")
            part.replace_with(NavigableString(rest))
            break
    said = list(caption.contents)
    if said and isinstance(said[-1], NavigableString):
        said[-1].replace_with(NavigableString(str(said[-1]).rstrip()))
    return list(caption.contents)


def _set_tables(soup: BeautifulSoup, text: Tag, labels: Mapping[str, str]) -> None:
    """Let tables scroll by themselves, and tell of each header what it is the header of."""
    for table in text.find_all("table"):
        for header in table.find_all("th"):
            across = "colgroup" if header.get("colspan") else "col"
            header["scope"] = across if header.find_parent("thead") else "row"
        if not table.find_parent(class_="scroller"):
            name = str(table.get("aria-label") or labels["table"])
            table.wrap(soup.new_tag("div", attrs=_scroller(name)))


def _scroller(name: str) -> dict[str, str]:
    return {"class": "scroller", "role": "group", "tabindex": "0", "aria-label": name}


def _set_notes(text: Tag) -> None:
    for notes in text.select("#footnotes"):
        notes["aria-label"] = "Voetnoten"
        for line in notes.find_all("hr"):
            line.decompose()
        for back in notes.select(".footnote-back"):
            back["aria-label"] = "Terug naar de tekst"


def _strip(text: Tag) -> None:
    """Take away the wrappers of cells, and what only Quarto's scripts and styles look at."""
    for wrapper in text.select("div.cell, div.cell-output, div.cell-output-display"):
        if not wrapper.get("class") or all(map(_MARKS.fullmatch, wrapper["class"])):
            wrapper.unwrap()
    for element in text.find_all(True):
        for name in list(element.attrs):
            if _DATA.fullmatch(name):
                del element[name]
        if "class" in element.attrs:
            kept = [one for one in element.get_attribute_list("class") if not _MARKS.fullmatch(one)]
            if kept:
                element["class"] = " ".join(kept)
            else:
                del element["class"]


def _page(soup: BeautifulSoup, one: _Chapter, book: _Book) -> Page:
    text = one.text
    _number_headings(soup, one, book.labels)
    _refer(one, book)
    _set_floats(soup, one, book)
    _strip(text)
    _set_tables(soup, text, book.labels)
    _set_notes(text)
    return Page(
        href=one.chapter.href,
        title=one.title,
        number=one.number,
        appendix=one.chapter.appendix,
        outline=tuple(_outline(text)),
        search=tuple(_search_texts(text, one.title)),
        body="".join(map(str, text.children)).strip(),
    )


# ---- What the site says of a page ----------------------------------------------------------------


def _outline(text: Tag) -> Iterator[Section]:
    for heading in text.find_all(["h2", "h3"]):
        label, number, title = _heading(heading)
        yield Section(label, int(heading.name[1]), number, title)


def _search_texts(text: Tag, title: str) -> Iterator[dict[str, str]]:
    """Collect the text of each section, by the label of the section."""
    texts = {"": (title, [_text(note) for note in text.select("#footnotes p")])}
    label = ""
    for element in text.find_all([*_HEADINGS, *_LEAVES]):
        if element.name in _HEADINGS:
            label, _, name = _heading(element)
            texts[label] = (name, [])
        elif not element.find(_LEAVES) and not element.find_parent(id="footnotes"):
            texts[label][1].append(_text(element))
    for label, (name, parts) in texts.items():
        yield {"id": label, "title": name, "text": " ".join(filter(None, parts))}


def _heading(element: Tag) -> tuple[str, str, str]:
    """Read label, number and words of a heading."""
    mark, section = element.find(class_="heading-number"), element.parent
    number = _text(mark) if isinstance(mark, Tag) else ""
    label = str(section.get("id", "")) if section is not None else ""
    return label, number, _text(element).removeprefix(number).strip()


def _text(element: Tag) -> str:
    """Read the words of an element, without the marks of notes."""
    unread = {id(mark) for mark in element.select(".footnote-ref, .footnote-back, .float-number")}
    said = (
        str(part)
        for part in element.find_all(string=True)
        if not unread or unread.isdisjoint(map(id, part.parents))
    )
    return " ".join("".join(said).split())
