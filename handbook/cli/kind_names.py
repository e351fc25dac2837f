"""A kind as it is written on the command line goes in; the kind comes out."""

import argparse

from handbook.model.kinds import Kind


def kind_of(word: str) -> Kind:
    """`word` as a kind: procedure, 排查流程, 流程, and the like.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    for kind in Kind:
        if word in (kind.value, kind.label, kind.short_label, kind.folder):
            return kind
    known = "、".join(f"{k.value}({k.short_label})" for k in Kind)
    raise argparse.ArgumentTypeError(f"不认识的类别“{word}”,可用:{known}")
