"""Tests of the slip review window."""
