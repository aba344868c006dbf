"""Decisions: one file a built-in rule, each with its reason."""
