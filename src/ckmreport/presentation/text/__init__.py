"""Numbers, words and sentences in Dutch."""
