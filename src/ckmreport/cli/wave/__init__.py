"""The commands of `ckm wave`."""
