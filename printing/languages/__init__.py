"""One file a printer language."""
