"""Tests of the bench window."""
