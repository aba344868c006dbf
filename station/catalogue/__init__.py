"""SKUs: codes, barcodes, specs, siblings, bundles, and which channel code means which SKU."""
