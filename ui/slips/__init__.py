"""Reviewing a handwritten slip beside its photo."""
