"""Engine, tables, migrations, writer with group commit, outboxes: the only SQL."""
