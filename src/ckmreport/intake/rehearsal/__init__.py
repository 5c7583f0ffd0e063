"""Invented answers, to try a wave before there is one."""
