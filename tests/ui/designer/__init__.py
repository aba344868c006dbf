"""Tests of the layout designer."""
