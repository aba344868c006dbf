"""Chinese addresses: regions, towns, and free text into province, city, district, street."""
