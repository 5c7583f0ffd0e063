"""Checks for those who doubt the report: of its sources and of its results."""
