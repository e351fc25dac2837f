"""THE CALL: plain Python state and its durable journal; the only room that knows SQLite."""
