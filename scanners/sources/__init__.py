"""One file a source of scans."""
