"""A seed goes in; a content document that was mutated in many ways comes out, always the same for the same seed."""

import random

from tests.unit.content.content_sample import files
from tests.unit.content.rule_cases import CASES

_TOKENS = [
    b"{", b"}", b"[", b"]", b":", b",", b"- ", b"? ", b"&a ", b"*a", b"!x ", b"!!python/name:os.system ", b"|\n", b">\n", b"#", b"%",
    b"@", b"`", b"'", b'"', b"---\n", b"...\n", b"\t", b"\r\n", b"\x00", b"\x07", b"\xef\xbb\xbf", b"\xff", b"\xed\xa0\x80", b"null", b"~",
    b"0571", b"12:30", b"on", b".nan", b".inf", b"1e999", b"9" * 40, b"-1", b"2026-02-30", b"<<: ", b"{{p3_arrival}}", b"{{", b"}}",
    "{称呼}".encode(), "“”".encode(), "如果".encode(), "放水".encode(), "18 ℃".encode(), "不".encode(), "\u202e".encode(), "\u2028".encode(),
    "😀".encode(), "零".encode(), "第三十六条".encode(), "第百条".encode(), b"](entry:", b"<b>", b"a" * 3000, "说".encode() * 3000,
]  # fmt: skip
_KEYS = [
    b"id", b"kind", b"title", b"steps", b"answers", b"when", b"value", b"outcomes", b"default_outcome", b"asks", b"immediate", b"lines",
    b"variants", b"figures", b"article", b"former_articles", b"citations", b"rows", b"values", b"groups", b"digit", b"review_by", b"level",
]  # fmt: skip


def mutated(seed: int) -> dict[str, bytes]:
    """The sample folder with one file mutated (sometimes two)."""
    rng = random.Random(seed)
    content = files()
    if rng.random() < 0.5:
        case = rng.choice(CASES)
        content = files({case.file: rng.choice(case.bad)})
    raw = {name: text.encode() for name, text in content.items()}
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(sorted(raw))
        raw[name] = _mutate(raw[name], rng)
    return raw


def _mutate(raw: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 6)):
        start = rng.randint(0, len(raw))
        end = min(len(raw), start + rng.choice((0, 1, 3, 10, 80)))
        match rng.randint(0, 8):
            case 0:
                raw = raw[:start] + raw[end:]
            case 1:
                raw = raw[:start] + rng.choice(_TOKENS) + raw[start:]
            case 2:
                raw = raw[:start] + rng.choice(_TOKENS) + raw[end:]
            case 3:
                raw = raw[:start] + raw[start:end] * rng.randint(2, 50) + raw[end:]
            case 4:
                raw = raw.replace(rng.choice(_KEYS) + b":", rng.choice(_KEYS) + b":", 1)
            case 5:
                raw = _lines_swapped(raw, rng)
            case 6:
                raw = raw[:start] + bytes(rng.randrange(256) for _ in range(rng.randint(1, 8))) + raw[start:]
            case 7:
                opening = rng.choice((b"[", b"{", b"{a: ", b"- ", b"? "))
                raw = raw[:start] + opening * rng.choice((2, 31, 32, 33, 5000)) + raw[start:]
            case _:
                raw = raw.replace(b": ", b": " + rng.choice(_TOKENS), rng.randint(1, 3))
    return raw


def _lines_swapped(raw: bytes, rng: random.Random) -> bytes:
    lines = raw.split(b"\n")
    first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    if rng.random() < 0.3:
        lines[first] = b"  " + lines[first]
    return b"\n".join(lines)
