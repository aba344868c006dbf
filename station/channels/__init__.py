"""One file a channel: how its exports and messages become canonical orders."""
