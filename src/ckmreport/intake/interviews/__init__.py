"""Coded interviews: what may be told of them, and quotations with consent."""
