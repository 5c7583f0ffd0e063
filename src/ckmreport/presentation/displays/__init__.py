"""What cells hold, shown where a person runs a notebook."""
