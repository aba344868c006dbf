"""One file a language that the built-in printer emulator understands."""
