"""Pictures as matplotlib wrote them, without what nobody sees."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_SVG, _LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_NUMBER = re.compile(r"-?(?<!\d)\d++\.\d+")
_FAMILY = re.compile(r"font-family: [^;]*(?:; )?")
_UPRIGHT = re.compile(r"rotate\(-?0 [^)]*\)")
_REFERRED = re.compile(r"""(?:url\(|href=")#([\w-]+)""")

ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _LINK)


def compact(svg: str, typeface: str) -> str:
    """Write a picture with one typeface, hundredths of a point, and only the names it refers to."""
    root = ET.fromstring(svg)
    used = set(_REFERRED.findall(svg))
    root.attrib |= {
        "font-family": f"'{typeface}', sans-serif",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    _strip(root, used)
    ET.indent(root, "")
    return ET.tostring(root, encoding="unicode") + "\n"


def _strip(element: ET.Element, used: set[str]) -> None:
    for child in list(element):
        _strip(child, used)
        tag = child.tag.removeprefix(f"{{{_SVG}}}")
        place = list(element).index(child)
        if tag in ("metadata", "style") or (tag in ("g", "defs") and not len(child)):
            element.remove(child)
        elif tag == "g" and not child.attrib:
            element[place : place + 1] = list(child)
    for name, value in list(element.attrib.items()):
        short = _UPRIGHT.sub("", _FAMILY.sub("", value))
        if (name == "id" and value not in used) or not short.strip():
            del element.attrib[name]
        elif name not in ("width", "height", "viewBox", "font-family"):
            element.set(name, " ".join(_NUMBER.sub(_short, short).split()).removesuffix(";"))


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
