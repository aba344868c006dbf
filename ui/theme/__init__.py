"""Colours, sizes and fonts: the only place with colour literals."""
