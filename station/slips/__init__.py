"""Recognised text of a handwritten slip: fields, matched draft, reviewed order."""
