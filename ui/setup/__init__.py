"""Setting up scanners, printers and people."""
