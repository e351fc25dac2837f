"""The command line: for authors, scripts and CI; imports no Qt until a verb needs it."""
