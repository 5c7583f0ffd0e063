"""What may be shown: small numbers are hidden, with what would give them away."""
