"""Set-up on a fresh machine, packages, the text catalogue's tool."""
