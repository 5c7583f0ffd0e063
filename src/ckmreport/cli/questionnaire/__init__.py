"""The commands of `ckm questionnaire`, one in each file."""
