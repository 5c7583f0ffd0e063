"""Prose of notebooks: expressions, claims, includes, cell options."""
