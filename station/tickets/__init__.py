"""Work for people: owner, due time."""
