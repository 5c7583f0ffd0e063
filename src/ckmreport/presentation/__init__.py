"""How numbers read and look: in Dutch prose, in tables, in figures."""
