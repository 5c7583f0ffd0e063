"""What knows nothing of a survey: errors, files that appear whole, YAML, typefaces, rounding."""
