"""Rebuilds the rows of a wave from its printed figures."""

from ckmreport.publication.reconstruct.reconstruction import load_problem, reconstruct

__all__ = ["load_problem", "reconstruct"]
