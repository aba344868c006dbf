"""One file a way to find printers; nothing is looked for before a person asks."""
