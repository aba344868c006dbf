"""On hand, allocations by funding, availability, locking, releases."""
