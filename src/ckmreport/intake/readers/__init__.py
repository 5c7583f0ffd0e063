"""Readers of export files, one per form."""

from ckmreport.intake.readers.read import read_export

__all__ = ["read_export"]
