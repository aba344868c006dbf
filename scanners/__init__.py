"""Keys, ports and cameras in, scans out."""
