"""One wave becomes one book."""
