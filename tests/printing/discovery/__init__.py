"""Finding printers."""
