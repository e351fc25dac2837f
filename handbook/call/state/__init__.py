"""A call and its runs as plain values: events, rules, folds."""
