"""The scanners of a bench: list with lamps, settings, test page, camera preview."""
