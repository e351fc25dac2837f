"""Text with radicals and compatibility forms -> the same text with the characters they stand for, of the same length.

Who copies out of a PDF may get ⻔ or ⽤ where the page shows 门 or 用: other code points, which no search finds and
which the font of the paper has not.
"""

import re
import unicodedata

# Each radical of the CJK Radicals Supplement (U+2E80–2EFF) with the character after it that it stands for: Unicode
# Character Database 15.0, EquivalentUnifiedIdeograph.txt, without the fourteen parts that are no character of their
# own in the basic plane. NFKC knows two of them only.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺"
    "⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见"
    "⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤"
    "⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# Kangxi radicals whose form in print here is a character of its own: who copies 用户 gets ⽤⼾, and never means 戶.
_PRINTED_HERE = "⼾户⾭青⿈黄"
_FOLDABLE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


class _Forms(dict[int, str]):
    """Code point → the character that it stands for; compatibility forms are found when they are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if _FOLDABLE.match(char):
            found = unicodedata.normalize("NFKC", char)
            char = found if len(found) == 1 else char
            self[code] = char
        return char


_PAIRS = _RADICALS + _PRINTED_HERE
_FORMS = _Forms(zip(map(ord, _PAIRS[::2]), _PAIRS[1::2], strict=True))


def fold_han(text: str) -> str:
    """`text` with each radical and compatibility form as the plain character; parts that are none stay as they are."""
    return text.translate(_FORMS) if _FOLDABLE.search(text) else text
