"""Print components of the platforms: programs that print what only they may decrypt; one file a platform."""
