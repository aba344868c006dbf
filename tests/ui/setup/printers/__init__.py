"""Setting up printers."""
