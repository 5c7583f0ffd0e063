"""Columns and answers of an export, matched to the questionnaire."""
