"""One file a label."""
