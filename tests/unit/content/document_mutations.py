"""A seed goes in; a content document that was mutated in many ways comes out, always the same for the same seed."""

import json
import random
import re

from tests.unit.content.content_sample import files
from tests.unit.content.rule_cases import CASES

_TOKENS = [
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"- ",
    b"? ",
    b"&a ",
    b"*a",
    b"!x ",
    b"!!python/name:os.system ",
    b"|\n",
    b">\n",
    b"#",
    b"%",
    b"@",
    b"`",
    b"'",
    b'"',
    b"---\n",
    b"...\n",
    b"\t",
    b"\r\n",
    b"\x00",
    b"\x07",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xed\xa0\x80",
    b"null",
    b"~",
    b"0571",
    b"12:30",
    b"on",
    b".nan",
    b".inf",
    b"1e999",
    b"9" * 40,
    b"-1",
    b"2026-02-30",
    b"<<: ",
    b"{{p3_arrival}}",
    b"{{",
    b"}}",
    "{称呼}".encode(),
    "“”".encode(),
    "如果".encode(),
    "放水".encode(),
    "18 ℃".encode(),
    "不".encode(),
    "\u202e".encode(),
    "\u2028".encode(),
    "😀".encode(),
    "零".encode(),
    "第三十六条".encode(),
    "第百条".encode(),
    b"](entry:",
    b"<b>",
    b"a" * 3000,
    "说".encode() * 3000,
]
_KEYS = [
    b"id",
    b"kind",
    b"title",
    b"steps",
    b"answers",
    b"when",
    b"value",
    b"outcomes",
    b"default_outcome",
    b"asks",
    b"immediate",
    b"lines",
    b"variants",
    b"figures",
    b"article",
    b"former_articles",
    b"citations",
    b"rows",
    b"values",
    b"groups",
    b"digit",
    b"review_by",
    b"level",
]


_VOCABULARY = (
    "放水 拆阀 装循环泵 过滤网 用手堵 开水 您 自己 师傅 别 不要 不 没 就 先 再 并 然后 同时 如果 要是 的话 若 检查 确认 视情况 已 警告 注意 "
    "18 ℃ 20 度 30% 50% 100% 旧规定 现已不适用 24 小时 半 十 二十 三 天 百分之 第 条 36 三十六 120 12345 110 0451-88888888 10:00 2026 年 12 月 31 日 前 "
    "{{p3_arrival}} {{x}} {称呼} {} } { “ ” ** ](entry:proc-sample) ![ <b> http:// 。 , ， : ： ; ； ? ？ ! ！ 、 … — ( ) （ ） % ％ ￥ １８ ℃ \u3000 \t \n "
    "\u00a0 \u200b \u202e 😀 👨‍👩‍👧 é ß İ ﷽ 𠮷 a Z 0 -1 .5 1e9 马上 尽快 上门 派 相关部门 待定 完成 一 零 千 万 把 在 楼道 阀 关 了 吗"
)
_WORDS = _VOCABULARY.split(" ")
_VALUE = re.compile(
    r"\b(text|label|say|title|summary|note|stop|done|takeover|owner|citation|article|penalties|result|next_action|hint|why|state|name|"
    r"value|law|facts|situation|avoid|instead|标准|简短|when|unit|group|id): ([^,}\]\n|>]+)"
)


def reworded(seed: int) -> dict[str, bytes]:
    """The sample folder with some texts replaced by random words of the kind that the rules look for."""
    rng = random.Random(seed)
    content = files()
    for name in rng.sample(sorted(content), rng.randint(1, 3)):
        content[name] = _reworded(content[name], rng, rng.choice((0.1, 0.3, 1.0)))
    return {name: text.encode() for name, text in content.items()}


def _reworded(text: str, rng: random.Random, share: float) -> str:
    return _VALUE.sub(lambda found: _reword(found, rng, share), text)


def _reword(found: re.Match[str], rng: random.Random, share: float) -> str:
    key = found.group(1)
    if rng.random() > share or key in ("id", "group", "when"):
        return found.group()
    words = "".join(rng.choice(_WORDS) for _ in range(rng.choice((1, 2, 3, 5, 8, 40))))
    # A JSON string is a YAML string too.
    return f"{key}: {json.dumps(words, ensure_ascii=False)}"


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
