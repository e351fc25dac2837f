"""Who works on the content of a company."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """The name that was typed, and the account of the operating system: a record, not a proof."""

    name: str
    account: str = ""
