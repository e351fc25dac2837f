"""Errors whose text is fit for the user; anything else that escapes is a bug."""


class HandbookError(Exception):
    """Something the user can understand and mend; the message says what, where and how."""


class UsageError(HandbookError):
    """The command or the environment is wrong (exit code 2)."""
