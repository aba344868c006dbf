"""Mirrors station/figures."""
