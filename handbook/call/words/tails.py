"""A phone number -> the few digits by which two callers are told apart at a glance."""

DIGITS = 4


def tail_of(phone: str) -> str:
    """The last four digits; all of them where there are fewer, and empty where there are none."""
    digits = "".join(str(int(sign)) for sign in phone.partition("转")[0] if sign.isdecimal())
    return digits[-DIGITS:]
