"""Photo of a slip in, text lines with boxes and confidence out."""
