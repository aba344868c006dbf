"""The window in which a supervisor lays out a label."""
