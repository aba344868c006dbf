"""Operators, badges, roles, privacy masks, audit trail."""
