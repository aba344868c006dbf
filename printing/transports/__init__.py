"""One file a way to the printer."""
