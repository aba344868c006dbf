"""The desk's pages: one file each, found by the registry (attribute ``page``)."""
