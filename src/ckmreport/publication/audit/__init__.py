"""Every printed figure against the rows, with code of its own."""
