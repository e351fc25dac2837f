"""Where calls are kept: SQLite, redo log, backups, recovery."""
