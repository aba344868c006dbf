"""The way in: files and messages become accepted orders, once."""
