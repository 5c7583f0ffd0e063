"""The command `ckm`."""
