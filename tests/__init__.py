"""The tests, room by room; shared fixtures are in ``conftest.py``, the PostgreSQL they start in ``postgres.py``."""
