"""Bytes of a text go in; the text and the name of its encoding come out, for what Chinese offices write in."""

import codecs
import re

from handbook.law_files.refusal import Refusal, UnreadableLaw

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A browser reads the narrower names as the wider encoding (WHATWG Encoding Standard, "names and labels").
_NAMES = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "chinese": "gb18030",
    "csgb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5",
    "cn-big5": "big5",
    "x-x-big5": "big5",
}
_CODECS = {"big5": ("big5hkscs", "cp950")}
_GUESSED = ("gb18030", "big5", "utf-16-le", "utf-16-be")
# The most frequent characters of modern texts and of statutes, in both scripts; what is read in a wrong encoding has
# hardly one of them.
_FREQUENT = frozenset(
    "的一是不在有人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政"
    "四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者"
    "最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角"
    "期根论运农指几九区强放决西被干做必战先回则任取据处理规章款项供热暖费单位用户部门责令罚万元城市"
    "為個國時來們對會發動產種後學經進著電裡現體當從業還應開關與實兩機間樣數變條沒結問軍題黨員設長頭資邊級圖統較將組見計別"
    "論運農幾區強決戰則據處規項熱費單戶門責罰萬"
    "，。、；：“”（）《》〇　"
)
_NONSENSE = re.compile("[\x00-\x08\x0e-\x1f\x80-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_LEAST_SHARE = 0.08
_SURE_SHARE = 0.4
"""Statutes have some 0.6; one that is half in another encoding has less than this."""
_BROKEN = 3
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_DECLARED_WITHIN = 8192


def declared(data: bytes) -> str:
    """The encoding that a page itself names in ``<meta>`` or ``<?xml?>``, in our words; empty = none that is known."""
    head = data[:_DECLARED_WITHIN]
    for pattern in (_XML, _CHARSET):
        match = pattern.search(head)
        name = _NAMES.get(match[1].decode("ascii", "replace").lower(), "") if match else ""
        if name:
            return name
    return ""


def decoded(data: bytes, named: str = "") -> tuple[str, str]:
    """Text and encoding; `named` is what the file says of itself, believed only where it fits.

    Raises:
        UnreadableLaw: no encoding fits the whole file.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = _tried(data[len(mark) :], name)
            if text is None:
                raise UnreadableLaw(Refusal.ENCODING, f"标明是 {name},里面却不是")
            return text, name
    order = ["utf-8", *([named] if named and named != "utf-8" else [])]
    for name in order:
        text = _tried(data, name)
        if text is not None and _is_sound(text, is_sure=name == "utf-8"):
            return text, name
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    """The encoding under which most characters are frequent ones."""
    best, best_share = ("", ""), 0.0
    for name in _GUESSED:
        text = _tried(data, name)
        if text is None:
            continue
        share = _share(text)
        if share > best_share:
            best, best_share = (text, name), share
    return best if best_share >= _LEAST_SHARE else _mended(data)


def _mended(data: bytes) -> tuple[str, str]:
    """A text in which a few bytes are broken, as browsers show it: U+FFFD in their places.

    Raises:
        UnreadableLaw: more than a few are.
    """
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, "replace")
        if text.count("\ufffd") <= max(_BROKEN, len(text) // 2000) and _share(text) >= _SURE_SHARE:
            return text, name
    raise UnreadableLaw(Refusal.ENCODING, "可能几种编码混在一起,或不是文本")


def _tried(data: bytes, name: str) -> str | None:
    for codec in _CODECS.get(name, (name,)):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _is_sound(text: str, *, is_sure: bool) -> bool:
    """Whether a text read so is one: UTF-8 is proven by its form unless there are many NULs, others by their words."""
    if is_sure:
        return len(_CONTROLS.findall(text)) <= len(text) // 10
    return _share(text) >= _LEAST_SHARE


def _share(text: str) -> float:
    """Share of frequent characters among all that are no ASCII, less what no text holds."""
    others = [c for c in text[:200_000] if ord(c) > 0x7F or (ord(c) < 0x20 and c not in "\t\r\n\f")]
    if not others:
        return 0.0
    frequent = sum(c in _FREQUENT for c in others)
    nonsense = sum(bool(_NONSENSE.match(c)) for c in others)
    return (frequent - 4 * nonsense) / len(others)
