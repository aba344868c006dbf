"""The packing bench: one full-screen window."""
