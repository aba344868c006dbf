"""The supervisor's desk: a frame, one file a page."""
