"""How the rows of a wave are rebuilt from what was printed about it."""

from ckmreport.publication.reconstruct.reconstruction import load_problem, reconstruct

__all__ = ["load_problem", "reconstruct"]
