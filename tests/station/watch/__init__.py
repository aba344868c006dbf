"""Mirrors station/watch."""
