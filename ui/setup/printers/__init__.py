"""Setting up printers: the dialog, and the test label."""
