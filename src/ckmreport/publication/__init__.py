"""The printed figures of a wave, held against its rows; the report does without."""
