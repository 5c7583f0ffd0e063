"""A renderer that needs nothing but Python packages: pandoc for the text, Typst for the PDF.

It reads the subset of Quarto's format that `ckmreport.report.render.book_rules` describes, with
the same template, labels and numbers as Quarto, and stops on anything else.
"""

from __future__ import annotations

from ckmreport.report.render.embedded.convert import Converted, convert
from ckmreport.report.render.embedded.html import write_html
from ckmreport.report.render.embedded.pdf import write_front, write_pdf

__all__ = ["Converted", "convert", "write_front", "write_html", "write_pdf"]
