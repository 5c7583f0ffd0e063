"""A renderer that needs nothing but Python packages: pandoc for the text, Typst for the PDF.

It reads the subset of Quarto's format that `ckmreport.render.rules` describes, with the same
template, labels and numbers as Quarto, and stops on anything else.
"""

from __future__ import annotations

from ckmreport.render.embedded.convert import Converted, convert
from ckmreport.render.embedded.html import write_html
from ckmreport.render.embedded.pdf import write_front, write_pdf

__all__ = ["Converted", "convert", "write_front", "write_html", "write_pdf"]
