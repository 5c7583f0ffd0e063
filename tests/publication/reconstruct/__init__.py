"""Tests of the room that rebuilds the rows of a wave."""
