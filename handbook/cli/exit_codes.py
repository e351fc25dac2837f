"""Exit codes of the command line: a stable contract for scripts."""

FINE = 0
PROBLEMS = 1
USAGE = 2
