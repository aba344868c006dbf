"""Numbers people steer by."""
