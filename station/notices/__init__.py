"""Messages out, through an outbox."""
