"""One file a claim; ``measure`` returns its figures."""
