"""From an export of a survey tool to a wave on disk."""
