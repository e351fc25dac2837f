"""What was typed or pasted -> text that can be stored and printed."""


def plain(text: str) -> str:
    """Trimmed, without NUL, and with half characters (lone surrogates of a broken paste) as question marks."""
    return text.replace("\0", "").encode("utf-8", "replace").decode().strip()
