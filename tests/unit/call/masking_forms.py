"""Ways in which callers and agents write numbers that must be hidden, and ordinary texts that must stay.

Everything is invented from a seed; the same seed gives the same forms. The forms were written from the
promise of `mask` and `mask_strictly` alone, without sight of how they keep it.

The judge, `seen`. A form knows which glyphs of its text carry which true digits. A digit is *seen* when
the masked text still shows it, in whatever numerals. It is a leak when anything is seen but the last two
digits of the number (of each number, where a text holds several; an extension is a number of its own;
of a house number or a given name nothing at all may be seen). Of a country or carrier prefix (+86, 17951)
all may be seen. Three ways of looking, the sharpest that applies:

1. The masked text has the length of the text and differs only by stars (or by numerals of the same worth):
   every glyph is looked at in its place.
2. Else the surroundings are taken off where they can be matched (a star matches anything), stars and
   separators are dropped, all numerals are folded to ASCII, and what is left must be the digits that may stay.
3. Where surroundings with numbers of their own cannot be matched, all folded digits together must be digits
   of the surroundings, in their order, around digits that may stay.

So a run of true digits that is not the end of the number is a leak however short, above all one of four.

An ordinary text is wrongly starred when it differs from what it was by more than compatible forms of its
characters (NFKC); `main` counts those rewritten in any way as well.

Run `python -m tests.unit.call.masking_forms` for a table of groups and figures.
"""

import itertools
import random
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

SEED = 20261129
HARD = "hard"
HARD_SHARE = 0.5  # a rule without understanding cannot follow every way of telling a number
WRONG_SHARE = 0.01
STAR = "*"

Mask = Callable[[str], str]


class Glyph(NamedTuple):
    """A piece of a written number and the true digits it carries, none for a separator."""

    text: str
    digits: str = ""


# --------------------------------------------------------------------------------------------- numerals

PLAIN = "零一二三四五六七八九"
NUMERALS = {
    "plain": PLAIN,
    "ring": "〇一二三四五六七八九",
    "circle": "○一二三四五六七八九",
    "spoken": "零幺二三四五六七八九",
    "spoken pair": "零幺两三四五六七八九",
    "ring spoken": "〇幺二三四五六七八九",
    "radio": "洞幺两三四五六拐八勾",
    "radio short": "洞幺二三四五六拐八九",
    "formal": "零壹贰叁肆伍陆柒捌玖",
    "formal ring": "〇壹贰叁肆伍陆柒捌玖",
    "formal traditional": "零壹貳參肆伍陸柒捌玖",
    "formal old": "零壹貳叄肆伍陸柒捌玖",
}
SCRIPT_ZEROS = {
    "full width": 0xFF10,
    "arabic-indic": 0x0660,
    "persian": 0x06F0,
    "nko": 0x07C0,
    "devanagari": 0x0966,
    "bengali": 0x09E6,
    "gujarati": 0x0AE6,
    "tamil": 0x0BE6,
    "thai": 0x0E50,
    "lao": 0x0ED0,
    "tibetan": 0x0F20,
    "burmese": 0x1040,
    "khmer": 0x17E0,
    "mongolian": 0x1810,
    "new tai lue": 0x19D0,
    "subscript": 0x2080,
    "math bold": 0x1D7CE,
    "math double": 0x1D7D8,
    "math sans": 0x1D7E2,
    "math sans bold": 0x1D7EC,
    "math mono": 0x1D7F6,
    "segmented": 0x1FBF0,
}
SCRIPTS: dict[str, Sequence[str]] = {
    **{name: [chr(zero + value) for value in range(10)] for name, zero in SCRIPT_ZEROS.items()},
    "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "black circled": "⓿❶❷❸❹❺❻❼❽❾",
    "sans circled": "🄋➀➁➂➃➄➅➆➇➈",
    "black sans circled": "🄌➊➋➌➍➎➏➐➑➒",
    "double circled": "0⓵⓶⓷⓸⓹⓺⓻⓼⓽",
    "in brackets": "0⑴⑵⑶⑷⑸⑹⑺⑻⑼",
    "with full stop": "🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐",
    "with comma": [chr(0x1F101 + value) for value in range(10)],
    "keycap": [f"{value}\ufe0f\u20e3" for value in range(10)],
    "bare keycap": [f"{value}\u20e3" for value in range(10)],
    "circled ideograph": "〇㊀㊁㊂㊃㊄㊅㊆㊇㊈",
    "bracketed ideograph": "〇㈠㈡㈢㈣㈤㈥㈦㈧㈨",
}
ASCII = "0123456789"
LOOKALIKES = ["O1Z3456789", "o123456789", "0l23456789", "0I23456789", "OI2E4S6789", "Ol234567B9"]
ROMAN = "0ⅠⅡⅢⅣⅤⅥⅦⅧⅨ"
SUZHOU = "〇〡〢〣〤〥〦〧〨〩"
RADICALS = "〇⼀⼆三四五六七⼋九"
SOUNDS = "另要尔伞似捂溜期把久"
PINYIN = ["ling", "yao", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

_WORTH = {glyph: str(value) for row in NUMERALS.values() for value, glyph in enumerate(row)}
_WORTH |= {glyph: str(value) for value, glyph in enumerate(SUZHOU)}
_WORTH |= {"兩": "2", "弌": "1", "弍": "2", "弎": "3", "叁": "3", "参": "3", "陆": "6", "贰": "2"}


@cache
def fold_glyph(glyph: str) -> str:
    """The digits one character shows, in ASCII; nothing for what is no numeral."""
    if glyph in _WORTH:
        return _WORTH[glyph]
    found = []
    for part in unicodedata.normalize("NFKC", glyph):
        value = unicodedata.digit(part, None)
        found.append(_WORTH.get(part, "") if value is None else str(value))
    if not any(found) and unicodedata.category(glyph) == "No":  # black zeros and the like
        number = unicodedata.numeric(glyph, -1)
        return str(int(number)) if number >= 0 and number == int(number) else ""
    return "".join(found)


def fold(text: str, own: dict[str, str] | None = None) -> str:
    """All digits a text shows, in ASCII; `own` adds glyphs that count only in this text."""
    glyphs = sorted(own or {}, key=len, reverse=True)
    found, at = [], 0
    while at < len(text):
        hit = next((glyph for glyph in glyphs if text.startswith(glyph, at)), None)
        if own is not None and hit is not None:
            found.append(own[hit])
            at += len(hit)
        else:
            found.append(fold_glyph(text[at]))
            at += 1
    return "".join(found)


# ------------------------------------------------------------------------------------------------ forms


@dataclass(frozen=True)
class Form:
    """A text with something to hide: what stands before, how the number is written, what stands after.

    `parts` are the numbers one after the other, `spare` the digits before them that may stay, `keep` how many
    last digits of each part may stay.
    """

    group: str
    before: str
    glyphs: tuple[Glyph, ...]
    after: str
    parts: tuple[str, ...]
    spare: str = ""
    keep: int = 2
    strict: bool = False

    def __post_init__(self) -> None:
        written = "".join(glyph.digits for glyph in self.glyphs)
        if written != self.digits:
            raise ValueError(f"{self.text!r} writes {written}, not {self.digits}")

    @property
    def digits(self) -> str:
        return self.spare + "".join(self.parts)

    @cached_property
    def text(self) -> str:
        return self.before + "".join(glyph.text for glyph in self.glyphs) + self.after

    @cached_property
    def own(self) -> dict[str, str]:
        """The glyphs of this form as it writes them, and the check letter of identity cards in any dress.

        Words between that hold a numeral (前三位) count for nothing.
        """
        own = {glyph.text: "" for glyph in self.glyphs if not glyph.digits and fold(glyph.text)}
        own |= {glyph.text: glyph.digits for glyph in self.glyphs if glyph.digits}
        if "X" in own.values():
            own |= dict.fromkeys("xXｘＸⅩ", "X")
        return own

    @cached_property
    def free(self) -> frozenset[int]:
        """Places among `digits` that may be seen."""
        places = set(range(len(self.spare)))
        end = len(self.spare)
        for part in self.parts:
            end += len(part)
            places |= set(range(max(end - self.keep, end - len(part)), end))
        return frozenset(places)

    @cached_property
    def allowed(self) -> frozenset[str]:
        """Every string of digits that may be left when places are not known."""
        heads = {
            "".join(itertools.compress(self.spare, chosen))
            for chosen in itertools.product((False, True), repeat=len(self.spare))
        }
        tails = [{part[len(part) - n :] for n in range(min(self.keep, len(part)) + 1)} for part in self.parts]
        return frozenset(head + "".join(rest) for head in heads for rest in itertools.product(*tails))


@dataclass(frozen=True)
class Ordinary:
    """A text without anything to hide; `strict` when `mask_strictly` must leave it alone too."""

    group: str
    text: str
    strict: bool = True


def _in_place(form: Form, masked: str) -> str | None:
    """The digits with unseen ones starred, read place by place; None when the places do not match."""
    text = form.text
    if len(masked) != len(text):
        return None
    for old, new in zip(text, masked, strict=True):
        if new not in (old, STAR) and not (fold_glyph(new) and fold_glyph(new) == fold_glyph(old)):
            return None
    shown = []
    at = len(form.before)
    for glyph in form.glyphs:
        piece = masked[at : at + len(glyph.text)]
        at += len(glyph.text)
        if not glyph.digits:
            continue
        left = glyph.digits if piece == glyph.text else fold(piece, form.own)
        if left != glyph.digits:
            missing = STAR * max(len(glyph.digits) - len(left), 0)
            left = (left + missing if glyph.digits.startswith(left) else missing + left)[: len(glyph.digits)]
        shown.append(left)
    return "".join(shown)


def _matches(masked: str, text: str) -> bool:
    return len(masked) == len(text) and all(m in (t, STAR) for m, t in zip(masked, text, strict=True))


def _middle(form: Form, masked: str) -> str | None:
    """What stands between the surroundings; None when they cannot be matched."""
    head, tail = len(form.before), len(form.after)
    if len(masked) < head + tail:
        return None
    body = masked[head : len(masked) - tail]
    if _matches(masked[:head], form.before) and _matches(masked[len(masked) - tail :], form.after):
        return body
    return None


def _within(digits: str, number: str) -> bool:
    """Whether digits follow one another in the number, with gaps or without."""
    left = iter(number)
    return all(digit in left for digit in digits)


def _explained(form: Form, digits: str) -> bool:
    """Whether digits can be those of the surroundings, some gone, with what may stay between them."""
    before, after = fold(form.before, form.own), fold(form.after, form.own)
    return any(
        _within(digits[:at], before) and _within(digits[at + len(kept) :], after)
        for kept in form.allowed
        for at in range(len(digits) - len(kept) + 1)
        if digits.startswith(kept, at)
    )


def seen(form: Form, masked: str) -> str:
    """What a masked text betrays of the form: digits, stars for unseen ones where places are known; or ''."""
    shown = _in_place(form, masked)
    if shown is not None:
        leak = any(digit != STAR and place not in form.free for place, digit in enumerate(shown))
        return shown if leak else ""
    middle = _middle(form, masked)
    if middle is None:
        if fold(form.before + form.after, form.own):
            digits = fold(masked, form.own)
            return "" if _explained(form, digits) else digits
        middle = masked
    digits = fold(middle, form.own)
    return "" if digits in form.allowed else digits


# -------------------------------------------------------------------------------------- invented numbers

AREAS = ["010", "021", "022", "024", "0311", "0351", "0431", "0451", "0452", "0459", "0471", "0532", "0991"]
MOBILE_HEADS = [
    *(f"13{n}" for n in range(10)),
    *("145", "147", "149"),
    *(f"15{n}" for n in (0, 1, 2, 3, 5, 6, 7, 8, 9)),
    *("162", "166", "170", "173", "175", "176", "177", "178"),
    *(f"18{n}" for n in range(10)),
    *("191", "193", "195", "198", "199"),
]


def _some(rng: random.Random, count: int, among: str = ASCII) -> str:
    return "".join(rng.choice(among) for _ in range(count))


def mobile(rng: random.Random) -> str:
    return rng.choice(MOBILE_HEADS) + _some(rng, 8)


def landline(rng: random.Random, size: int = 8) -> str:
    """Without area code; begins with nothing that reads as a year or a short hotline."""
    return rng.choice("345678") + _some(rng, 1, "123456789") + _some(rng, size - 2)


def identity(rng: random.Random) -> str:
    """Eighteen places with a right check digit, one in three with X."""
    want_x = rng.random() < 1 / 3
    while True:
        head = rng.choice(["230103", "230107", "110105", "220102", "210202", "130104", "650102"])
        year, month, day = rng.randint(1938, 2008), rng.randint(1, 12), rng.randint(1, 28)
        body = f"{head}{year}{month:02}{day:02}{_some(rng, 3)}"
        check = "10X98765432"[sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(body)) % 11]
        if not want_x or check == "X":
            return body + check


def old_identity(rng: random.Random) -> str:
    return f"230103{rng.randint(38, 79)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{_some(rng, 3)}"


def bank(rng: random.Random) -> str:
    size = rng.choice([16, 18, 19])
    body = "62" + _some(rng, size - 3)
    total = sum(sum(divmod(int(d) * 2, 10)) if i % 2 == 0 else int(d) for i, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def account(rng: random.Random) -> str:
    """Seven to fourteen digits that do not read as a year or a date."""
    return rng.choice("03456789") + _some(rng, rng.randint(6, 13))


KINDS: dict[str, Callable[[random.Random], str]] = {
    "mobile": mobile,
    "landline": landline,
    "identity": identity,
    "bank": bank,
    "account": account,
}

# ---------------------------------------------------------------------------------------- surroundings
# None holds a numeral of any kind, so that every digit left in a masked text is one of the number.

SURROUNDINGS: dict[str, list[tuple[str, str]]] = {
    "mobile": [
        ("", ""),
        ("我电话", ""),
        ("我的电话是", "，麻烦尽快回电"),
        ("电话：", ""),
        ("电话:", "，家里没人"),
        ("联系电话 ", " 随时可打"),
        ("手机号", "，微信同号"),
        ("手机：", "；白天在家"),
        ("您记", "，对，就是这个号"),
        ("来电号码（", "）"),
        ("来电(", ")报停暖"),
        ("回访电话【", "】未接"),
        ("Tel:", ""),
        ("tel ", " 王大爷"),
        ("TEL. ", "."),
        ("用户说打", "找她儿子"),
        ("打不通就换", "。"),
        ("暖气不热，请打", "！"),
        ("漏水了快来，", ""),
        ("留言：“", "”"),
        ("邻居电话是", "吗？"),
        ("请回拨\n", "\n谢谢"),
        ("微信/电话：", "/下午方便"),
        ("维修师傅", "已出发"),
        ("wx", ""),
        ("记录—", "—待回访"),
    ],
    "landline": [
        ("电话：", ""),
        ("座机", "，家里老人接"),
        ("家里电话是", "，白天有人"),
        ("办公室电话 ", " 找值班"),
        ("固话:", "。"),
        ("请打座机（", "）"),
        ("换热站电话", "没人接"),
        ("Tel:", ";"),
        ("联系电话：", "，物业"),
        ("单位电话是 ", ""),
    ],
    "identity": [
        ("身份证号", ""),
        ("身份证：", "，办理过户"),
        ("身份证号码是 ", " 请核对"),
        ("证件号（", "）"),
        ("她的身份证", "，要退费"),
        ("办停供，身份证号:", "。"),
        ("户主证件 ", "，房证没带"),
        ("", " 这是我身份证"),
        ("", ""),
    ],
    "bank": [
        ("银行卡号", ""),
        ("退费打到卡号：", "，工行"),
        ("卡号是 ", " 请核对"),
        ("退款账户（", "）"),
        ("建行卡", "，户名是本人"),
        ("收款账号:", "。"),
        ("", " 是我的银行卡"),
        ("", ""),
    ],
    "account": [
        ("户号", ""),
        ("户号：", "，欠费停供"),
        ("用户编号 ", " 查缴费"),
        ("热计量表号（", "）"),
        ("表号:", "读不出数"),
        ("缴费账号是", "，查余额"),
        ("卡片编号", "。"),
        ("客户编码：", "；要开票"),
        ("合同号 ", "，过户"),
        ("我的供热账号是", "吗"),
    ],
}

# ------------------------------------------------------------------------------------------- separators

SEPARATORS: dict[str, list[str]] = {
    "blanks": [
        *(
            " ",
            "  ",
            "   ",
            "\t",
            "\t\t",
            " \t",
            "\u00a0",
            "\u00a0\u00a0",
            "\u3000",
            "\u3000\u3000",
            " \u3000",
        ),
        *("\u2000", "\u2002", "\u2003", "\u2005", "\u2007", "\u2009", "\u200a", "\u202f", "\u205f", "\u1680"),
    ],
    "hyphens": [
        *("-", "－", "‐", "‑", "‒", "–", "—", "―", "−", "﹣", "﹘", "⁃", "˗", "─", "ー", "➖", "⸺"),
        *("--", "——", "---", " - ", "- ", " -", " — ", " – ", "－ "),
    ],
    "dots": [
        ".",
        "．",
        "。",
        "｡",
        "·",
        "•",
        "・",
        "‧",
        "∙",
        "⋅",
        "･",
        "●",
        "...",
        "…",
        ". ",
        " . ",
        " · ",
        "﹒",
    ],
    "commas": [",", "，", "、", ";", "；", "､", "﹐", ", ", "， ", "、 ", " ， ", "،", ",,", "‚"],
    "slashes": ["/", "／", "\\", "＼", "|", "｜", "⁄", "∕", " / ", "//", "¦", "丨"],
    "underscores": ["_", "＿", "__", "‾", " _ "],
    "tildes": ["~", "～", "〜", "∼", " ~ ", "~~", "˜"],
    "newlines": [
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\u2028",
        "\u2029",
        "\x85",
        "\x0b",
        "\x0c",
        " \n",
        "\n ",
        "-\n",
        "，\n",
    ],
    "invisible": [
        *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202c", "\u202d"),
        *(
            "\u2066",
            "\u2069",
            "\u061c",
            "\u00ad",
            "\ufe0f",
            "\u180e",
            "\u034f",
            "\u2063",
            "\u200b\u200b",
            " \u200b",
        ),
    ],
    "colons": [":", "：", "∶", "︰", ": ", " ： ", "::"],
    "signs": ["*", "#", "+", "=", "'", '"', "’", "`", "^", "&", "＊", "＃", "＋", "→", ">", "×", "°"],
}
EVERYDAY = [
    " ",
    "  ",
    "\u00a0",
    "\u3000",
    "\t",
    "-",
    "－",
    "–",
    "—",
    " - ",
    ".",
    "·",
    "，",
    ",",
    "、",
    "/",
    "_",
    "\n",
]
MOBILE_CUTS = [
    (3, 4, 4),
    (3, 3, 5),
    (4, 4, 3),
    (4, 3, 4),
    (3, 8),
    (7, 4),
    (5, 6),
    (1,) * 11,
    (2, 2, 2, 2, 2, 1),
    (1, 2, 2, 2, 2, 2),
    (3, 2, 2, 2, 2),
]
LANDLINE_CUTS = {7: [(3, 4), (4, 3), (3, 2, 2), (1,) * 7], 8: [(4, 4), (2, 2, 2, 2), (3, 5), (1,) * 8]}


def _cuts(rng: random.Random, size: int, kind: str) -> tuple[int, ...]:
    """Sizes of the groups a number of this kind is parted into."""
    if kind == "mobile":
        return rng.choice(MOBILE_CUTS)
    if size in LANDLINE_CUTS:
        return rng.choice(LANDLINE_CUTS[size])
    if kind == "identity":
        return rng.choice(
            [(6, 8, 4), (3, 3, 4, 4, 4), (4, 4, 4, 4, 2), (6, 4, 4, 4), (6, 4, 2, 2, 4), (1,) * 18]
        )
    step = rng.choice([4, 4, 4, 3, 2, 1, 5])
    return (*(step,) * (size // step), *((size % step,) if size % step else ()))


def write(number: str, row: Sequence[str] = ASCII) -> list[Glyph]:
    """A number in the numerals of one row; the check letter stays a letter."""
    return [Glyph(row[int(digit)] if digit.isdigit() else digit, digit) for digit in number]


def cut(glyphs: Sequence[Glyph], sizes: Iterable[int], between: Callable[[], str]) -> list[Glyph]:
    """Glyphs of digits in groups with something between."""
    left = list(glyphs)
    found: list[Glyph] = []
    for size in sizes:
        if found and left:
            found.append(Glyph(between()))
        found += left[:size]
        left = left[size:]
    return found + left


def _form(
    rng: random.Random, group: str, kind: str, glyphs: Iterable[Glyph], *parts: str, spare: str = ""
) -> Form:
    before, after = rng.choice(SURROUNDINGS[kind])
    return Form(group, before, tuple(glyphs), after, parts, spare)


# -------------------------------------------------------------------------------------- groups of numbers


def _whole(rng: random.Random) -> Iterator[Form]:
    """Unparted, ASCII."""
    for kind, make in KINDS.items():
        for _ in range(30):
            number = make(rng)
            yield _form(rng, f"whole {kind}", kind, write(number), number)
    for _ in range(15):
        number = landline(rng, 7)
        yield _form(rng, "whole landline", "landline", write(number), number)
        number = old_identity(rng)
        yield _form(rng, "whole identity", "identity", write(number), number)
        number = identity(rng)
        small = [Glyph("x", "X") if glyph.digits == "X" else glyph for glyph in write(number)]
        yield _form(rng, "whole identity", "identity", small, number)


def _parted_mobile(rng: random.Random) -> Iterator[Form]:
    """Every separator with most cuts."""
    for family, separators in SEPARATORS.items():
        for separator in separators:
            for sizes in rng.sample(MOBILE_CUTS, 8):
                number = mobile(rng)
                glyphs = cut(write(number), sizes, lambda separator=separator: separator)  # type: ignore[misc]
                yield _form(rng, f"mobile by {family}", "mobile", glyphs, number)


def _parted_others(rng: random.Random) -> Iterator[Form]:
    for kind in ("landline", "identity", "bank", "account"):
        usual = EVERYDAY if kind in ("identity", "bank") else [s for s in EVERYDAY if s not in ",.，、/"]
        for separator in [*usual, *SEPARATORS["invisible"][:12]]:
            for _ in range(4):
                number = KINDS[kind](rng)
                sizes = _cuts(rng, len(number), kind)
                glyphs = cut(write(number), sizes, lambda separator=separator: separator)  # type: ignore[misc]
                yield _form(rng, f"parted {kind}", kind, glyphs, number)


def _mixed_separators(rng: random.Random) -> Iterator[Form]:
    """A different separator at every place, sometimes none."""
    among = [*EVERYDAY, *itertools.chain.from_iterable(SEPARATORS.values())]
    for kind, size in (("mobile", 90), ("identity", 25), ("bank", 25)):
        for _ in range(size):
            number = KINDS[kind](rng)
            glyphs = cut(write(number), _cuts(rng, len(number), kind), lambda: rng.choice(among))
            yield _form(rng, "mixed separators", kind, glyphs, number)


def _bracketed(rng: random.Random) -> Iterator[Form]:
    pairs = ["()", "（）", "【】", "[]", "「」", "〔〕", "<>", "《》", "{}", "“”", "［］", "﹙﹚", "『』"]
    for pair in pairs:
        left, right = pair[0], pair[1]
        for shape in range(6):
            number = mobile(rng)
            a, b, c = (write(number[s]) for s in (slice(0, 3), slice(3, 7), slice(7, 11)))
            opened, closed, dash, blank = Glyph(left), Glyph(right), Glyph("-"), Glyph(" ")
            glyphs = [
                [opened, *a, closed, *b, *c],
                [opened, *a, closed, *b, dash, *c],
                [*a, opened, *b, closed, *c],
                [opened, *a, closed, opened, *b, closed, opened, *c, closed],
                [opened, *a, closed, blank, *b, blank, *c],
                [*a, blank, *b, opened, *c, closed],
            ][shape]
            yield _form(rng, "mobile in brackets", "mobile", glyphs, number)


def _scripts(rng: random.Random) -> Iterator[Form]:
    for row in SCRIPTS.values():
        for kind, parted in (
            ("mobile", ""),
            ("mobile", ""),
            ("mobile", " "),
            ("mobile", "-"),
            ("landline", ""),
            ("identity", ""),
            ("bank", " "),
            ("account", ""),
        ):
            number = KINDS[kind](rng)
            glyphs = write(number, row)
            if parted:
                glyphs = cut(glyphs, _cuts(rng, len(number), kind), lambda parted=parted: parted)  # type: ignore[misc]
            yield _form(rng, "other scripts", kind, glyphs, number)


def _numerals(rng: random.Random) -> Iterator[Form]:
    partings = ["", "", "", " ", "，", "、", "-", "。", "\u3000", "\n", ",", "——", "·", "/"]
    for name, row in NUMERALS.items():
        for parted in partings:
            number = mobile(rng)
            glyphs = write(number, row)
            if parted:
                glyphs = cut(glyphs, _cuts(rng, len(number), "mobile"), lambda parted=parted: parted)  # type: ignore[misc]
            yield _form(rng, f"numerals {name}", "mobile", glyphs, number)
        for kind in ("landline", "landline", "identity", "bank", "account", "account"):
            number = KINDS[kind](rng)
            yield _form(rng, f"numerals {name}", kind, write(number, row), number)
        for _ in range(3):
            area, number = rng.choice(AREAS), landline(rng)
            between = Glyph(rng.choice(["", " ", "，", "-", "—", "杠"]))
            glyphs = [*write(area, row), between, *write(number, row)]
            yield _form(rng, f"numerals {name}", "landline", glyphs, area + number)


def _free_numerals(rng: random.Random) -> Iterator[Form]:
    """Chinese numerals of several rows within one number, as they are spoken and heard."""
    rows = list(NUMERALS.values())
    for kind, size in (("mobile", 60), ("landline", 15), ("identity", 15), ("account", 15)):
        for _ in range(size):
            number = KINDS[kind](rng)
            glyphs = [write(digit, rng.choice(rows))[0] for digit in number]
            if rng.random() < 0.5:
                glyphs = cut(
                    glyphs, _cuts(rng, len(number), kind), lambda: rng.choice([" ", "，", "、", "-"])
                )
            yield _form(rng, "numerals of several rows", kind, glyphs, number)


def _mixed_scripts(rng: random.Random) -> Iterator[Form]:
    wide = [ASCII, ASCII, SCRIPTS["full width"], PLAIN, NUMERALS["spoken"], NUMERALS["formal"]]
    every = [*wide, *SCRIPTS.values()]
    for kind, size in (("mobile", 90), ("landline", 20), ("identity", 25), ("bank", 20), ("account", 25)):
        for turn in range(size):
            number = KINDS[kind](rng)
            rows = wide if turn % 3 else every
            if turn % 2:  # group by group, as one types
                sizes = _cuts(rng, len(number), kind)
                glyphs, at = [], 0
                for width in sizes:
                    glyphs += write(number[at : at + width], rng.choice(rows))
                    at += width
            else:
                sizes = _cuts(rng, len(number), kind)
                glyphs = [write(digit, rng.choice(rows))[0] for digit in number]
            if turn % 5 > 2:
                glyphs = cut(glyphs, sizes, lambda: rng.choice([" ", "-", "，", "\u3000", "－"]))
            yield _form(rng, "mixed scripts", kind, glyphs, number)


def _prefixes(rng: random.Random) -> Iterator[Form]:
    heads = [
        *(
            "+86",
            "+86 ",
            "+86-",
            "＋86",
            "＋８６",
            "＋８６ ",
            "0086",
            "0086 ",
            "0086-",
            "００８６",
            "(86)",
            "(+86)",
        ),
        *(
            "（86）",
            "（+86）",
            "(0086)",
            "【86】",
            "86",
            "86-",
            "86 ",
            "+ 86 ",
            "+86.",
            "+86\u00a0",
            "+86\u200e",
            "[+86]",
        ),
        *(
            "\u202a+86",
            "+86－",
            "+86—",
            "+86(0)",
            "0",
            "17951",
            "17951-",
            "+八六",
            "＋86　",
            "tel:+86",
            "86_",
            "+86/",
        ),
    ]
    for head in heads:
        for turn in range(4):
            number = mobile(rng)
            glyphs = write(number, SCRIPTS["full width"] if head.startswith("＋８") else ASCII)
            if turn:
                separator = [" ", "-", "\u3000"][turn - 1]
                sizes = MOBILE_CUTS[turn % 3]
                glyphs = cut(glyphs, sizes, lambda separator=separator: separator)  # type: ignore[misc]
            lead = [Glyph(letter, fold_glyph(letter)) for letter in head]
            yield _form(rng, "prefixes", "mobile", [*lead, *glyphs], number, spare=fold(head))
    for head in ("+86 ", "+86-", "0086-", "(86)", "86-"):
        for _ in range(5):
            area, number = rng.choice(AREAS), landline(rng)
            area = rng.choice([area, area[1:]])
            lead = [Glyph(letter, fold_glyph(letter)) for letter in head]
            dash = Glyph(rng.choice(["", "-", " "]))
            glyphs = [*lead, *write(area), dash, *write(number)]
            yield _form(rng, "prefixes", "landline", glyphs, area + number, spare=fold(head))


def _area_codes(rng: random.Random) -> Iterator[Form]:
    shapes = [
        *(
            "{a}{n}",
            "{a}-{n}",
            "{a} {n}",
            "({a}){n}",
            "（{a}）{n}",
            "（{a}） {n}",
            "({a})-{n}",
            "[{a}]{n}",
            "【{a}】{n}",
        ),
        *(
            "{a}－{n}",
            "{a}—{n}",
            "{a}——{n}",
            "{a}–{n}",
            "{a}/{n}",
            "{a}.{n}",
            "{a}·{n}",
            "{a}_{n}",
            "{a}\u3000{n}",
        ),
        *(
            "{a}\u00a0{n}",
            "{a}\t{n}",
            "{a}~{n}",
            "区号{a}，{n}",
            "{a}，{n}",
            "{a}\u200b{n}",
            "{a}--{n}",
            "〔{a}〕{n}",
        ),
        *("{a}\n{n}", "{a}、{n}", "{a}:{n}", "{a}-\n{n}"),
    ]
    for shape in shapes:
        for turn in range(5):
            area, number = rng.choice(AREAS), landline(rng, 7 if turn == 1 else 8)
            row = SCRIPTS["full width"] if turn == 2 else ASCII
            second = write(number, row)
            if turn >= 3:
                separator = "- "[turn - 3]
                sizes = rng.choice(LANDLINE_CUTS[len(number)])
                second = cut(second, sizes, lambda separator=separator: separator)  # type: ignore[misc]
            front, rest = shape.split("{a}")
            middle, end = rest.split("{n}")
            glyphs = [Glyph(front), *write(area, row), Glyph(middle), *second, Glyph(end)]
            yield _form(rng, "area codes", "landline", glyphs, area + number)


def _extensions(rng: random.Random) -> Iterator[Form]:
    words = [
        *(
            "转",
            " 转 ",
            "转：",
            "转分机",
            "转分机号",
            "-",
            "－",
            " - ",
            "—",
            "分机",
            "，分机",
            "，分机号：",
            " 分机 ",
        ),
        *(" ext ", "ext.", " Ext: ", "x", "#", " # ", "，转", "(转", "（分机", "按", "接", " 轉 ", "再拨"),
    ]
    for word in words:
        for turn in range(5):
            area, number, inner = (
                rng.choice(AREAS),
                landline(rng),
                _some(rng, rng.choice([3, 4, 4, 5]), "123456789"),
            )
            row: Sequence[str] = [ASCII, ASCII, SCRIPTS["full width"], ASCII, PLAIN][turn]
            head = [] if turn == 3 else [*write(area, row), Glyph("-")]
            whole = number if turn == 3 else area + number
            close = {"(": ")", "（": "）"}.get(word[0], "")
            glyphs = [*head, *write(number, row), Glyph(word), *write(inner, row), Glyph(close)]
            yield _form(rng, "extensions", "landline", glyphs, whole, inner)


def _service_lines(rng: random.Random) -> Iterator[Form]:
    for shape in ((3, 3, 4), (3, 4, 3), (10,)):
        for separator in ("-", " ", "－"):
            for _ in range(4):
                number = rng.choice(["400", "800"]) + _some(rng, 7)
                glyphs = cut(write(number), shape, lambda separator=separator: separator)  # type: ignore[misc]
                yield _form(rng, "service lines", "landline", glyphs, number)


def _several(rng: random.Random) -> Iterator[Form]:
    """Two or three numbers beside one another."""
    betweens = [
        "/",
        "、",
        "，",
        " ",
        "或",
        "或者",
        "；",
        "\n",
        " / ",
        ",",
        "和",
        "，打不通打",
        "；座机",
        "|",
        "-",
        "（备用）",
    ]
    for between in betweens:
        for turn in range(6):
            first = mobile(rng)
            second = [mobile, landline, mobile, account, mobile, mobile][turn](rng)
            glyphs = [*write(first), Glyph(between), *write(second)]
            parts = [first, second]
            if turn == 4:
                third = mobile(rng)
                glyphs += [Glyph(between), *write(third)]
                parts.append(third)
            if turn == 5:
                glyphs = [*cut(write(first), (3, 4, 4), lambda: " "), Glyph(between)]
                glyphs += cut(write(second), (3, 4, 4), lambda: "-")
            yield _form(rng, "several numbers", "mobile", glyphs, *parts)


def _with_letters(rng: random.Random) -> Iterator[Form]:
    heads = ["HR", "GR-", "No.", "NO:", "№", "A", "RQ", "hrb", "HT_", "YH ", "ＨＲ", "CN/", "R#", "户", "K0"]
    tails = ["", "A", "-B", "号", "H", " X", "(主)", "kh"]
    for head in heads:
        for _ in range(6):
            number = account(rng)
            tail = rng.choice(tails)
            lead = [Glyph(letter, fold_glyph(letter)) for letter in head]
            spare = fold(head)
            glyphs = [*lead, *write(number), Glyph(tail)]
            yield _form(rng, "accounts with letters", "account", glyphs, number, spare=spare)
    for _ in range(60):
        number = account(rng)
        middle = rng.randint(2, len(number) - 3)
        letter = rng.choice("ABCDEFGHKLMRSTWY") * rng.choice([1, 1, 2])
        joint = rng.choice([letter, f"-{letter}", f"{letter}-", f"-{letter}-"])
        glyphs = [*write(number[:middle]), Glyph(joint), *write(number[middle:])]
        if rng.random() < 0.5:
            glyphs.insert(0, Glyph(rng.choice(["HR", "GR", "B", "RL-"])))
        yield _form(rng, "accounts around letters", "account", glyphs, number)


def _near_ordinary(rng: random.Random) -> Iterator[Form]:
    """Numbers to hide among numbers that need not be; the surroundings hold digits here."""
    frames = [
        ("室温16.5℃，电话", "，要求今天上门"),
        ("2026-11-29 08:30 ", " 报修暖气不热"),
        ("2026-11-29 ", ""),
        ("11月20日来电", "，室温15度"),
        ("供水65/回水45，来电", ""),
        ("3-2-501 ", ""),
        ("2单元301 ", " 不热"),
        ("花园街88号2单元301，", "，18度"),
        ("欠费1234.56元，户主电话", ""),
        ("", " 2026年11月29日 16:20"),
        ("", "，92.5平方米，缴费3543.50元"),
        ("", " 室温14度，30分钟后到"),
        ("1.", "\n2.室温16度"),
        ("①", "②已回访"),
        ("三号楼二单元，", "，十六度"),
        ("已打12345投诉，本机", ""),
        ("第三十六条，电话", "，3天内答复"),
        ("8:00-20:00打", "都行"),
        ("DN25漏水,", ",2人到场"),
        ("工单5，", "，1户"),
    ]
    for before, after in frames:
        for turn in range(8):
            number = [mobile, mobile, mobile, mobile, landline, identity, bank, mobile][turn](rng)
            row = PLAIN if turn == 3 else SCRIPTS["full width"] if turn == 2 else ASCII
            glyphs = write(number, row)
            if turn in (1, 7):
                glyphs = cut(glyphs, (3, 4, 4), lambda turn=turn: " -"[turn == 7])  # type: ignore[misc]
            yield Form("near ordinary numbers", before, tuple(glyphs), after, (number,))


def _hard(rng: random.Random) -> Iterator[Form]:
    """What takes understanding: words between, sums and repeats, letters that look or sound like digits."""
    fillers = [
        *(
            "，然后",
            "，再",
            "，后面是",
            "，完了",
            "那个",
            "，嗯，",
            "，对，",
            "，接着",
            " 空格 ",
            "，中间",
            "，最后",
            "呃",
        ),
        *(
            "杠",
            "横杠",
            "，啊，",
            "→然后→",
            "（停顿）",
            "，您记好，",
            "😀",
            "，你听着，",
            "点",
            "和",
            "加",
            "，尾号",
        ),
    ]
    for filler in fillers:
        for row in (ASCII, PLAIN, NUMERALS["spoken"]):
            number = mobile(rng)
            glyphs = cut(write(number, row), (3, 4, 4), lambda filler=filler: filler)  # type: ignore[misc]
            yield _form(rng, HARD, "mobile", glyphs, number)
    for before, one, two in (
        ("前面", "中间", "最后"),
        ("前三位", "中间四位", "后四位"),
        ("开头", "，然后", "，结尾"),
        ("先", "再", "末了"),
    ):
        for row in (ASCII, PLAIN):
            number = mobile(rng)
            a, b, c = (write(number[s], row) for s in (slice(0, 3), slice(3, 7), slice(7, 11)))
            glyphs = [Glyph(before), *a, Glyph(one), *b, Glyph(two), *c]
            yield _form(rng, HARD, "mobile", glyphs, number)
    rows: list[Sequence[str]] = [*LOOKALIKES, ROMAN, SUZHOU, RADICALS, SOUNDS]
    for glyph_row in rows:
        for _ in range(5):
            number = mobile(rng)
            yield _form(rng, HARD, "mobile", write(number, glyph_row), number)
    for words in (PINYIN, ENGLISH):
        for separator in (" ", "", "-", ", "):
            number = mobile(rng)
            glyphs = cut(write(number, words), (1,) * 11, lambda separator=separator: separator)  # type: ignore[misc]
            yield _form(rng, HARD, "mobile", glyphs, number)
    for _ in range(20):  # sums and repeats
        head, digit, end = rng.choice(MOBILE_HEADS), rng.choice("023456789"), _some(rng, 4, "123456789")
        count = rng.choice([3, 4])
        tail = end if count == 4 else end + "7"
        name = PLAIN[int(digit)]
        glyphs = [*write(head, NUMERALS["spoken"]), Glyph(f"{PLAIN[count]}个{name}", digit * count)]
        yield _form(rng, HARD, "mobile", [*glyphs, *write(tail, PLAIN)], head + digit * count + tail)
        hundreds = f"一百{PLAIN[int(head[1])]}十{PLAIN[int(head[2])]}"
        thousand = Glyph(f"{PLAIN[int(end[0])]}千", end[0] + "000")
        glyphs = [Glyph(hundreds, head), Glyph("，"), *write(end, PLAIN), Glyph("，"), thousand]
        yield _form(rng, HARD, "mobile", glyphs, head + end + end[0] + "000")
    for _ in range(10):  # the numeral one where a dash was meant
        number = mobile(rng)
        yield _form(rng, HARD, "mobile", cut(write(number), (3, 4, 4), lambda: "一"), number)


# --------------------------------------------------------------------------- house numbers and persons

STREETS = [
    "花园街",
    "红旗街",
    "和平路",
    "学府路",
    "建设大街",
    "新阳路",
    "文化巷",
    "阳光小区",
    "幸福家园",
    "松花江小区",
]
HOUSES = [
    *(
        "{s}{a}号{b}单元{c}",
        "{s} {a} 号 {b} 单元 {c}",
        "{s}{a}号楼{b}单元{c}",
        "{s}{a}号楼{b}单元{c}室",
        "{s}{a}栋{b}单元{c}室",
    ),
    *(
        "{s}{a}栋{b}单元{c}",
        "{s}{a}幢{b}单元{c}室",
        "{s}{a}-{b}-{c}",
        "{s} {a}-{b}-{c}",
        "{s}{a}－{b}－{c}",
        "{s}{a}—{b}—{c}",
    ),
    *(
        "{s}{a}#{b}单元{c}",
        "{s}{a}号院{b}号楼{c}室",
        "{s}{a}座{b}单元{c}号",
        "{s}{a}号，{b}单元，{c}",
        "{s}{a}栋{c}",
        "{s}{a}号",
    ),
    *(
        "{s}{a}号楼",
        "{s}{a}楼{b}门{c}",
        "{s}{a}号{b}门{c}室",
        "{s}{a}栋{b}-{c}",
        "{s}{a}号楼{b}单元{c}户",
        "{a}栋{b}单元{c}室",
    ),
    *(
        "{a}号楼{b}单元{c}",
        "{a}-{b}-{c}",
        "{b}单元{c}",
        "{b}单元{c}室",
        "{c}室",
        "{s}{a}号{c}房间",
        "{s}第{a}栋第{b}单元{c}",
    ),
]
HOUSE_FRAMES = [
    ("我家住", "，不热"),
    ("地址：", ""),
    ("用户地址 ", "，报停暖"),
    ("", "暖气漏水"),
    ("请到", "看看"),
    ("", ""),
    ("住址:", "。"),
    ("报修：", " 暖气不热"),
]
SURNAMES = [
    "张",
    "李",
    "王",
    "刘",
    "陈",
    "杨",
    "赵",
    "黄",
    "周",
    "吴",
    "徐",
    "孙",
    "马",
    "郭",
    "何",
    "欧阳",
    "司马",
    "诸葛",
]
GIVEN = [
    *(
        "建国",
        "秀英",
        "桂兰",
        "志强",
        "玉梅",
        "淑华",
        "海涛",
        "晓燕",
        "丽娟",
        "德福",
        "凤霞",
        "国栋",
        "雨桐",
        "子轩",
    ),
    *("明", "静", "伟", "芳", "磊", "娜", "敏", "军", "艳", "涛", "欣怡", "浩然", "永贵", "翠花"),
]
NAME_FRAMES = [
    ("我叫", ""),
    ("我叫", "，家里不热"),
    ("我的名字叫", "，想报修"),
    ("我的名字是", "。"),
    ("联系人：", ""),
    ("联系人:", "，下午在家"),
    ("联系人 ", " 白天在家"),
    ("姓名：", "；报停暖"),
    ("姓名:", ""),
    ("户主：", "，要过户"),
    ("户主姓名：", "，要过户"),
    ("户主叫", "，电话没变"),
    ("用户姓名：", "\n报修：不热"),
    ("户名：", "，退费"),
    ("来电人：", "，反映漏水"),
    ("来电人姓名 ", "，反映漏水"),
    ("房主是", "，租户来电"),
    ("报修人：", "。"),
    ("业主", "来电反映不热"),
    ("她叫", "，是我妈"),
]


def _number_of(rng: random.Random, size: int) -> str:
    return _some(rng, 1, "123456789") + _some(rng, size - 1)


def _counted(number: str) -> str:
    """A number below a hundred as it is counted: 十二, 八十八."""
    tens, ones = divmod(int(number), 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{PLAIN[tens]}十"
    return head + (PLAIN[ones] if ones else "")


def _houses(rng: random.Random) -> Iterator[Form]:
    for shape in HOUSES:
        for turn in range(10):
            street = rng.choice(STREETS)
            flat = f"{rng.randint(1, 28)}0{rng.randint(1, 4)}"
            values = {"a": _number_of(rng, rng.choice([1, 2, 2])), "b": _number_of(rng, 1), "c": flat}
            frame = rng.choice(HOUSE_FRAMES[:6] if shape[0] == "{" else HOUSE_FRAMES)
            if shape in ("{a}-{b}-{c}", "{c}室"):
                frame = rng.choice(HOUSE_FRAMES[:3])
            glyphs, parts = [], []
            style = turn % 5
            for piece in shape.replace("{", "\0{").replace("}", "}\0").split("\0"):
                key = piece.strip("{}")
                if not piece.startswith("{"):
                    glyphs.append(Glyph(piece))
                elif key == "s":
                    glyphs.append(Glyph(street))
                else:
                    parts.append(values[key])
                    if style == 3 and key == "a":
                        glyphs.append(Glyph(_counted(values[key]), values[key]))
                    else:
                        row: Sequence[str] = [ASCII, ASCII, SCRIPTS["full width"], PLAIN, ASCII][style]
                        row = NUMERALS["ring"] if style == 3 and turn > 5 else row
                        glyphs += write(values[key], row)
            yield Form("house numbers", frame[0], tuple(glyphs), frame[1], tuple(parts), keep=0, strict=True)


def _persons(rng: random.Random) -> Iterator[Form]:
    for before, after in NAME_FRAMES:
        for given in rng.sample(GIVEN, 10):
            glyphs = [Glyph(rng.choice(SURNAMES)), *(Glyph(letter, letter) for letter in given)]
            yield Form("persons", before, tuple(glyphs), after, (given,), keep=0, strict=True)


_NUMBER_GROUPS = [
    _whole,
    _parted_mobile,
    _parted_others,
    _mixed_separators,
    _bracketed,
    _scripts,
    _numerals,
    _free_numerals,
    _mixed_scripts,
    _prefixes,
    _area_codes,
    _extensions,
    _service_lines,
    _several,
    _with_letters,
    _near_ordinary,
    _hard,
]


def _unique(forms: Iterable[Form]) -> dict[str, list[Form]]:
    groups: dict[str, list[Form]] = {}
    known: set[str] = set()
    for form in forms:
        if form.text not in known:
            known.add(form.text)
            groups.setdefault(form.group, []).append(form)
    return groups


def number_forms(seed: int = SEED) -> dict[str, list[Form]]:
    """Forms both maskings must hide, by group."""
    return _unique(form for make in _NUMBER_GROUPS for form in make(random.Random(f"{seed} {make.__name__}")))


def strict_forms(seed: int = SEED) -> dict[str, list[Form]]:
    """Forms only the strict masking must hide, by group."""
    return _unique(
        form for make in (_houses, _persons) for form in make(random.Random(f"{seed} {make.__name__}"))
    )


# --------------------------------------------------------------------------------------- ordinary texts


def _chinese(number: int) -> str:
    """A whole number below ten thousand as it is said: 一千一百九十八, 三百零五, 十六."""
    found, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            found += ("零" if gap and found else "") + PLAIN[digit] + unit
            gap = False
        else:
            gap = True
    return found[1:] if found.startswith("一十") else found or "零"


class _Facts:
    """Random facts of the trade."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)

    def n(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def c(self, low: int, high: int) -> str:
        return _chinese(self.n(low, high))

    def d(self, low: int, high: int, places: int = 1) -> str:
        return f"{self.rng.uniform(low, high):.{places}f}"

    def pick(self, *among: str) -> str:
        return self.rng.choice(among)

    def year(self) -> int:
        return self.n(1998, 2028)

    def ring_year(self, zero: str = "〇") -> str:
        return "".join((zero + PLAIN[1:])[int(d)] for d in str(self.n(2010, 2029)))

    def day(self) -> str:
        y, m, d = self.year(), self.n(1, 12), self.n(1, 28)
        return self.pick(
            f"{y}-{m:02}-{d:02}", f"{y}年{m}月{d}日", f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{m}月{d}日"
        )

    def clock(self) -> str:
        return (
            f"{self.pick(f'{self.n(0, 23)}', f'{self.n(0, 23):02}')}{self.pick(':', '：')}{self.n(0, 59):02}"
        )


def _ordinary_makers() -> dict[str, tuple[int, bool, Callable[[_Facts], str]]]:
    """Group, how many, whether the strict masking must leave it alone, and how to make one."""
    return {
        "temperature": (
            70,
            True,
            lambda f: f.pick(
                f"室温{f.d(10, 25)}℃",
                f"室内只有{f.n(8, 19)}度，不达标",
                f"供水 {f.n(40, 90)}/回水 {f.n(25, 50)}",
                f"供水{f.n(40, 90)}℃，回水{f.n(25, 50)}℃",
                f"今晚最低 -{f.n(5, 32)} ℃",
                f"室外零下{f.c(10, 35)}度",
                f"家里{f.c(11, 19)}度半",
                f"实测{f.d(12, 20)}℃、{f.d(12, 20)}℃、{f.d(12, 20)}℃",
                f"主卧{f.n(14, 20)}度，次卧{f.n(14, 20)}度，客厅{f.n(14, 20)}度",
                f"供回水温差 {f.n(5, 20)}℃，供水 {f.d(50, 70)} ℃",
                f"{f.n(16, 18)}～{f.n(19, 22)}℃",
                f"低于１{f.n(4, 8)}℃退费",
            ),
        ),
        "date": (
            70,
            True,
            lambda f: f.pick(
                f"{f.day()}报修",
                f"开栓日期{f.day()}",
                f"从{f.day()}起停热",
                f"{f.day()} {f.clock()} 来电",
                f"{f.day()}上门，{f.day()}回访",
            ),
        ),
        "span": (
            70,
            True,
            lambda f: f.pick(
                f"{(y := f.year())}年10月20日至{y + 1}年4月20日供热",
                f"{(z := f.year())}-{z + 1} 采暖季",
                f"{(w := f.year())}—{w + 1}供暖期",
                f"{f.n(1, 12)}月{f.n(1, 15)}日-{f.n(16, 30)}日检修",
                f"{f.n(1, 12)}.{f.n(1, 15)}-{f.n(1, 12)}.{f.n(16, 28)}停热",
                f"{(v := f.year())}-10-20 至 {v + 1}-04-20",
                f"{(u := f.year())}/{u + 1}年度热费",
                f"{(t := f.year())}.10.20-{t + 1}.4.20",
                f"{f.n(1, 12)}月{f.n(1, 28)}日{f.clock()}至{f.n(1, 12)}月{f.n(1, 28)}日{f.clock()}",
            ),
        ),
        "time": (
            60,
            True,
            lambda f: f.pick(
                f"工作时间{f.clock()}-{f.clock()}",
                f"{f.clock()}—{f.clock()}有人在家",
                f"{f.clock()} 至 {f.clock()}",
                f"上午{f.clock()}-{f.clock()}，下午{f.clock()}-{f.clock()}",
                f"凌晨{f.c(1, 5)}点{f.c(11, 59)}分",
                f"{f.n(1, 12)}点{f.n(10, 59)}分打来",
                f"{f.clock()}:{f.n(10, 59)} 接通",
            ),
        ),
        "article": (
            60,
            True,
            lambda f: f.pick(
                f"第{f.c(1, 99)}条",
                f"依据第{f.c(1001, 1260)}条",
                f"第{f.n(1, 99)}条之{f.c(1, 3)}",
                f"第{f.c(10, 99)}条第{f.c(1, 5)}款第（{f.c(1, 9)}）项",
                f"《民法典》第{f.c(600, 1260)}条、第{f.c(600, 1260)}条",
                f"条例第{f.n(10, 60)}条、第{f.n(10, 60)}条、第{f.n(10, 60)}条",
                f"第{f.c(1, 12)}章第{f.c(1, 6)}节",
            ),
        ),
        "law": (
            60,
            True,
            lambda f: f.pick(
                f"《城市供热条例》（{f.year()}年修正）第{f.n(1, 60)}条",
                f"供热条例({f.year()}年修订，{f.year()}年{f.n(1, 12)}月1日起施行)",
                f"省政府令第{f.n(1, 60)}号（{f.year()}）",
                f"建城〔{f.year()}〕{f.n(1, 300)}号",
                f"发改价格[{f.year()}]{f.n(100, 2999)}号文",
                f"国办发〔{f.year()}〕{f.n(1, 99)}号，{f.year()}年{f.n(1, 12)}月{f.n(1, 28)}日",
            ),
        ),
        "money": (
            70,
            True,
            lambda f: f.pick(
                f"欠费{f.d(100, 9999, 2)}元",
                f"热费{f.c(1000, 9999)}元",
                f"{f.d(20, 50, 2)}元/平方米",
                f"{f.d(20, 50, 2)}元/㎡×{f.d(40, 160, 2)}㎡={f.d(1000, 9000, 2)}元",
                f"滞纳金¥{f.d(1, 900, 2)}",
                f"应缴 {f.n(1, 9)},{f.n(100, 999)}.{f.n(10, 99)} 元",
                f"已交{f.n(1000, 99999)}元，退{f.d(10, 900, 2)}元",
                f"合计{f.d(10000, 99999, 2)}元",
                f"{f.c(2, 9)}千{f.c(2, 9)}百块",
                f"两万{f.c(2, 9)}千元",
            ),
        ),
        "area": (
            50,
            True,
            lambda f: f.pick(
                f"建筑面积{f.d(30, 200)}平方米",
                f"{f.d(30, 200, 2)}㎡",
                f"使用面积 {f.n(30, 180)} 平",
                f"面积{f.d(50, 120, 2)}平米，套内{f.d(40, 100, 2)}平米",
                f"供热面积{f.n(1000, 99999)}平方米",
                f"{f.c(30, 190)}多平",
            ),
        ),
        "duration": (
            50,
            True,
            lambda f: f.pick(
                f"{f.n(2, 72)}小时内到场",
                f"停热{f.c(2, 15)}天了",
                f"等了{f.n(5, 90)}分钟",
                f"连续{f.n(24, 96)}小时不达标",
                f"{f.c(1, 9)}个工作日答复",
                f"大约{f.n(1, 3)}-{f.n(4, 8)}个小时",
                f"供热期{f.n(150, 190)}天，共{f.n(2000, 4500)}小时",
            ),
        ),
        "share": (
            40,
            True,
            lambda f: f.pick(
                f"退{f.n(10, 60)}%热费",
                f"百分之{f.c(1, 99)}",
                f"按{f.d(10, 90)}%收基本热费",
                f"及时率{f.d(90, 100, 2)}％，满意率{f.d(90, 100, 2)}％",
                f"负荷{f.n(50, 99)}%-100%",
                f"千分之{f.c(1, 9)}",
            ),
        ),
        "pressure": (
            40,
            True,
            lambda f: f.pick(
                f"压力{f.d(0, 2)}MPa",
                f"供水压力 {f.d(0, 1, 2)} MPa，回水压力 {f.d(0, 1, 2)} MPa",
                f"压差{f.n(10, 200)}kPa",
                f"{f.d(2, 8)}公斤压力",
                f"一次网{f.d(0, 2, 2)}/{f.d(0, 2, 2)}MPa",
                f"流量{f.n(100, 999)}t/h，热量{f.d(10, 99, 2)}GJ",
            ),
        ),
        "count": (
            60,
            True,
            lambda f: f.pick(
                f"影响{f.n(10, 9999)}户",
                f"{f.c(2, 9)}{f.c(3, 9)}十户不热",
                f"来了{f.pick('两三', '三四', '四五', '七八')}个人",
                f"打了{f.c(2, 9)}次电话",
                f"派{f.n(2, 12)}人{f.n(1, 4)}车",
                f"暖气片{f.n(3, 30)}组共{f.n(30, 300)}片",
                f"今日来电{f.n(100, 99999)}个，办结{f.n(10, 9999)}件",
                f"{f.pick('三四十', '五六十', '十五六', '二三十', '一二百')}{f.pick('户', '家', '人')}",
            ),
        ),
        "count of units": (
            15,
            False,
            lambda f: f.pick(
                f"全楼{f.n(2, 9)}个单元都不热",
                f"{f.c(2, 9)}个单元停热",
                f"这栋楼{f.n(2, 9)}个单元{f.n(20, 300)}户",
            ),
        ),
        "short hotline": (
            50,
            True,
            lambda f: (
                f"{f.pick('可拨打', '请打', '转', '已打过', '火警请打', '投诉到')}"
                + f.pick(
                    "12345",
                    "95598",
                    "12356",
                    "119/120/110",
                    "12319",
                    "12315",
                    "110",
                    "119、120",
                    "12345、12319",
                    "96000",
                    "12345或12328",
                    "119，110",
                )
                + f.pick("", "反映", "。", "热线", "咨询", " 转接", "求助", "报警")
            ),
        ),
        "standard": (
            60,
            True,
            lambda f: (
                f.pick(
                    "GB/T 33833-2017",
                    "GB 50736-2012",
                    "DB23/T 1058-2006",
                    f"GB/T {f.n(10000, 49999)}-{f.year()}",
                    f"GB {f.n(50000, 55999)}-{f.year()}",
                    f"GB{f.n(50000, 55999)}—{f.year()}",
                    f"CJJ {f.n(10, 300)}-{f.year()}",
                    f"JGJ{f.n(10, 300)}-{f.year()}",
                    f"DB23/T {f.n(100, 4999)}—{f.year()}",
                    f"CJ/T {f.n(10, 600)}-{f.year()}",
                    f"GB/T {f.n(10000, 49999)}.{f.n(1, 9)}-{f.year()}",
                )
                + f.pick("", " 规定", "《供热服务》", "第5.2.1条", "表3")
            ),
        ),
        "model": (
            40,
            True,
            lambda f: f.pick(
                f"DN{f.pick('15', '20', '25', '32', '50', '100', '300')}阀门",
                f"DN{f.n(20, 500)} PN{f.pick('10', '16', '25')}",
                f"PPR 管 {f.n(20, 63)}×{f.d(2, 6)}",
                f"Φ{f.n(57, 529)}×{f.n(3, 9)}",
                f"水泵 {f.n(20, 200)}-{f.n(100, 400)}，{f.n(5, 90)}kW",
                f"电压{f.pick('220V', '380V')}，{f.n(10, 63)}A",
            ),
        ),
        "floor and height": (
            30,
            False,
            lambda f: f.pick(
                f"{f.n(1, 33)}层，层高{f.d(2, 4)}米",
                f"住{f.n(1, 33)}楼",
                f"顶层{f.n(6, 33)}层不热",
                f"{f.c(2, 30)}楼",
                f"低区1-{f.n(6, 12)}层",
            ),
        ),
        "height": (
            20,
            True,
            lambda f: f.pick(
                f"层高{f.d(2, 4)}米", f"楼高{f.n(20, 99)}米", f"管长{f.n(10, 999)}米，埋深{f.d(1, 3)}米"
            ),
        ),
        "reading": (
            50,
            True,
            lambda f: f.pick(
                f"表读数{f.n(100, 999999)}",
                f"读数 {f.d(100, 9999, 2)} GJ",
                f"上期{(r := f.n(1000, 99000))}，本期{r + f.n(20, 900)}",
                f"累计热量{f.n(100, 99999)}kWh",
                f"流量{f.d(0, 3, 3)}m³/h",
                f"水表走了{f.n(10, 9999)}个字",
            ),
        ),
        "list": (
            50,
            True,
            lambda f: f.pick(
                f"一、{f.pick('核对', '登记')}；二、{f.pick('派单', '测温')}；三、回访",
                f"（一）核实（二）{f.pick('派单', '转办', '测温')}（三）回访（四）归档",
                f"1.{f.pick('关阀', '放气')} 2.{f.pick('测温', '报修')} 3.{f.pick('回访', '等待')}",
                f"1、{f.pick('关阀', '放气')}\n2、{f.pick('测温', '报修')}\n3、回访\n4、归档",
                f"①{f.pick('关阀', '放气')}②{f.pick('测温', '拍照')}③报修④等待",
                f"第一步{f.pick('关阀', '放气')}，第二步{f.pick('测温', '拍照')}，第三步报修",
                f"一是{f.pick('堵', '漏')}，二是{f.pick('气', '缺水')}，三是户内",
                f"步骤 {f.n(1, 4)}/{f.n(5, 9)}",
                f"一二三四，按顺序{f.pick('来', '查', '办')}",
                f"见第{f.n(1, 9)}.{f.n(1, 9)}.{f.n(1, 9)}节",
            ),
        ),
        "idiom": (
            60,
            True,
            lambda f: (
                f.pick("用户", "他", "", "他家", "这事", "你们")
                + f.pick(
                    *(
                        "三番五次来电",
                        "心里七上八下",
                        "一五一十地说了",
                        "三三两两来投诉",
                        "乱七八糟",
                        "一清二楚",
                        "不管三七二十一",
                    ),
                    *(
                        "一来二去",
                        "五花八门",
                        "四面八方",
                        "七嘴八舌",
                        "三天两头停热",
                        "九牛一毛",
                        "十有八九是气堵",
                        "一而再再而三",
                    ),
                    *(
                        "说一不二",
                        "接二连三",
                        "千方百计",
                        "万无一失",
                        "八九不离十",
                        "丢三落四",
                        "一分为二",
                        "三言两语",
                        "两全其美",
                    ),
                )
                + f.pick("", "。", "，请处理", "，很着急")
            ),
        ),
        "year in numerals": (
            40,
            True,
            lambda f: f.pick(
                f"{f.ring_year()}年",
                f"{f.ring_year()}年{f.c(1, 12)}月{f.c(1, 28)}日",
                f"{f.ring_year('零')}年修订",
                f"二〇二{PLAIN[q := f.n(1, 8)]}至二〇二{PLAIN[q + 1]}采暖季",
                f"{f.ring_year()}年{f.c(1, 12)}月施行",
                f"一九{PLAIN[f.n(7, 9)]}{PLAIN[f.n(0, 9)]}年的老楼",
            ),
        ),
        "range in numerals": (
            40,
            True,
            lambda f: (
                f.pick("大概", "差不多", "有", "也就", "")
                + f.pick(
                    "三四十户",
                    "十五六度",
                    "二十七八度",
                    "五六百块",
                    "七八天",
                    "两三个小时",
                    "一二百平",
                    "三五分钟",
                    "十七八岁",
                    "一两天",
                    "四五十米",
                    "二三十片",
                    "六七成",
                )
                + f.pick("", "吧", "，不热", "左右")
            ),
        ),
        "version": (
            30,
            True,
            lambda f: f.pick(
                f"版本 {f.n(2024, 2028)}.{f.n(1, 12):02}",
                f"v{f.n(1, 9)}.{f.n(0, 20)}.{f.n(0, 20)}",
                f"手册{f.n(2024, 2028)}.{f.n(1, 12)}版第{f.n(1, 9)}次修订",
                f"Windows {f.pick('7', '10', '11')} 64位",
                f"{f.n(2024, 2028)}.{f.n(1, 12):02}.{f.n(1, 28):02} 版",
            ),
        ),
        "sentence": (
            80,
            True,
            lambda f: (
                f"{f.day()}{f.pick('来电', '反映', '报修')}，室温{f.d(10, 20)}℃，"
                + f"面积{f.d(40, 140)}平方米，{f.pick('已缴', '欠费')}{f.d(1000, 6000, 2)}元，{f.n(2, 48)}小时内{f.pick('答复', '上门')}。"
            ),
        ),
        "no name": (
            40,
            True,
            lambda f: (
                f.pick(
                    *(
                        "我叫了维修工",
                        "我叫他明天再打",
                        "联系人未留",
                        "联系人不在家",
                        "姓名不愿透露",
                        "姓名：未提供",
                        "户主不在本地",
                    ),
                    *(
                        "用户叫我们尽快来",
                        "我叫你们经理接电话",
                        "联系人：同上",
                        "户主是租户的亲戚",
                        "业主来电反映不热",
                        "房主是单位",
                        "来电人情绪激动",
                    ),
                )
                + f.pick("", "，请回访", "。", "，已登记")
            ),
        ),
    }


def ordinary_texts(seed: int = SEED) -> dict[str, list[Ordinary]]:
    """Texts without anything to hide, by group, all different."""
    groups: dict[str, list[Ordinary]] = {}
    known: set[str] = set()
    for group, (count, strict, make) in _ordinary_makers().items():
        facts = _Facts(f"{seed} {group}")
        found = groups.setdefault(group, [])
        for _ in range(count * 40):
            text = make(facts)
            if text not in known:
                known.add(text)
                found.append(Ordinary(group, text, strict))
            if len(found) == count:
                break
    return groups


# ----------------------------------------------------------------------------------------------- figures


class Leak(NamedTuple):
    """A form, what became of it, and what can be seen of it."""

    form: Form
    masked: str
    seen: str


class Wrong(NamedTuple):
    """An ordinary text and what became of it."""

    ordinary: Ordinary
    masked: str


def leaks(mask: Mask, groups: dict[str, list[Form]]) -> dict[str, list[Leak]]:
    """By group, the forms of which too much is seen."""
    found: dict[str, list[Leak]] = {}
    for group, forms in groups.items():
        masked = ((form, mask(form.text)) for form in forms)
        judged = (Leak(form, text, seen(form, text)) for form, text in masked)
        found[group] = [leak for leak in judged if leak.seen]
    return found


def wrongly_starred(mask: Mask, groups: dict[str, list[Ordinary]]) -> dict[str, list[Wrong]]:
    """By group, the ordinary texts that lost something; full width turned to half width is no loss."""
    found: dict[str, list[Wrong]] = {}
    for group, texts in groups.items():
        masked = (Wrong(text, mask(text.text)) for text in texts)
        found[group] = [wrong for wrong in masked if _plain(wrong.masked) != _plain(wrong.ordinary.text)]
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def table(found: dict[str, Sequence[object]], groups: dict[str, Sequence[object]]) -> str:
    """Figures by group, and in all."""
    rows = [(group, len(found[group]), len(groups[group])) for group in groups]
    rows.append(("in all", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    return "\n".join(f"{bad:6} of {of:5}  {bad / of:7.2%}  {group}" for group, bad, of in rows if of)


def main() -> int:
    """Print what the present maskings make of all this."""
    from handbook.call.words.masking import mask, mask_strictly

    numbers, strict, ordinary = number_forms(), strict_forms(), ordinary_texts()
    for name, masking, forms in (("mask", mask, numbers), ("mask_strictly", mask_strictly, numbers | strict)):
        print(f"{name}: leaks\n{table(dict(leaks(masking, forms)), dict(forms))}\n")
        texts = {g: [t for t in of if t.strict or masking is mask] for g, of in ordinary.items()}
        print(f"{name}: wrongly starred\n{table(dict(wrongly_starred(masking, texts)), dict(texts))}\n")
        rewritten = sum(masking(text.text) != text.text for of in texts.values() for text in of)
        print(f"{name}: {rewritten} ordinary texts starred or rewritten\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
