"""Qt Widgets: shows state, sends intents, decides nothing."""
