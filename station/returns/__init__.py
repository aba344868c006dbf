"""What a return text wants, and exchanges: freeze the old, reserve the new."""
