"""What must never leave a desk, made by rules from a seed: telephone and account numbers, names, addresses; and nasty ones by hand.

Each comes with the pieces of which none may be found in any file, folded as a reader would.
"""

import random
from dataclasses import dataclass

from handbook.paths import surnames_file

SEED = 19
_DIGITS = "零一二三四五六七八九"
_SPOKEN = "洞幺两三四五六拐八勾"
_BIG = "零壹贰叁肆伍陆柒捌玖"
_GIVEN = "建国 秀英 桂兰 志强 海燕 丽华 玉珍 春梅 文博 子轩 红 军 敏 磊 暖暖 热娜 安全 长江 平安 和平 卫东 爱华 国庆 小满 立春"
_ESTATES = "金华家园 阳光花园 红旗小区 热力家属院 供热小区 锦绣嘉园 温泉公寓 和平里 建设新村 龙江世纪城 暖阳华府 电厂宿舍 水岸名邸 八一小区 幸福里"
_STREETS = (
    "红旗大街 中山路 十一道街 建国北路 热电街 供暖胡同 文化巷 四方台村 二道河子屯 和兴三道街 工农大路 长江路"
)
_PINYIN = (
    "jinhuajiayuan yangguanghuayuan hongqixiaoqu wenquangongyu hepingli zhongshanlu hongqidajie jianguobeilu relijia "
    "longjiangshijicheng nuanyanghuafu xingfuli wenhuaxiang changjianglu gongrexiaoqu"
)
_NAMES_IN_PINYIN = "zhangsan wangxiuying lijianguo liuguilan chenzhiqiang zhaohaiyan sunlihua zhou-jie"
_COMPLAINTS = ("暖气不热", "漏水", "不热", "地暖不热", "退费", "报停", "阀门漏", "没暖气", "停热", "")


@dataclass(frozen=True, slots=True)
class Planted:
    """A search as it is typed, and the pieces of which none may be seen outside."""

    query: str
    secrets: tuple[str, ...]


def numbers(count: int = 200) -> list[Planted]:
    """Telephone numbers and accounts: plain, in Han numerals, full width, with blanks or strokes."""
    dice = random.Random(SEED)
    made = []
    for _ in range(count):
        digits = dice.choice(("139", "0451", "186", "8", "6222")) + "".join(
            dice.choice("0123456789") for _ in range(dice.choice((4, 6, 7, 8)))
        )
        written = dice.choice((_plain, _han, _wide, _blanks, _strokes, _big, _spoken))(digits, dice)
        label = dice.choice(("", "电话", "手机号", "户号", "卡号 ", "账号:", "客户编号"))
        pieces = tuple({written, digits, *(digits[at : at + 4] for at in range(len(digits) - 3))})
        made.append(Planted(f"{dice.choice(_COMPLAINTS)} {label}{written}".strip(), pieces))
    return made


def names(count: int = 200) -> list[Planted]:
    """Names as agents type them: alone, before a complaint, with a form of address, after a label, in pinyin."""
    dice = random.Random(SEED + 1)
    rows = (line.split("\t") for line in surnames_file().read_text("utf-8").splitlines() if line[:1] != "#")
    surnames = {row[0]: row[1] for row in rows if row[0] in ("plain", "doubtful", "rare")}
    compound = ["欧阳", "司马", "上官", "诸葛", "东方", "慕容"]
    made = []
    for number in range(count):
        if number % 8 == 7:
            name = dice.choice(_NAMES_IN_PINYIN.split())
            made.append(Planted(f"{name} {dice.choice(_COMPLAINTS)}".strip(), (name, name[:5])))
            continue
        surname = (
            dice.choice(compound) if number % 9 == 8 else dice.choice(dice.choice(list(surnames.values())))
        )
        given = dice.choice(_GIVEN.split())
        form = dice.choice(("{}", "{}家", "{}先生", "业主{}", "户主:{}", "姓名{}", "{}女士家", "找{}"))
        complaint = dice.choice(_COMPLAINTS)
        whole = f"{surname}{given}"
        query = form.format(whole) + dice.choice(("", " ", "家")) + complaint
        made.append(Planted(query, (whole, given) if len(given) > 1 else (whole,)))
    return made


def addresses(count: int = 200) -> list[Planted]:
    """Addresses in Han, in Han numerals and in pinyin, with and without the number of a house."""
    dice = random.Random(SEED + 2)
    made = []
    for number in range(count):
        complaint = dice.choice(_COMPLAINTS)
        if number % 4 == 3:
            name = dice.choice(_PINYIN.split())
            tail = dice.choice(
                ("", f" {dice.randrange(1, 40)}", f"{dice.randrange(1, 9)}-{dice.randrange(1, 7)}")
            )
            made.append(Planted(f"{name}{tail} {complaint}".strip(), (name, name[:6])))
            continue
        name = dice.choice(_ESTATES.split() if number % 2 else _STREETS.split())
        house = dice.randrange(1, 40)
        tail = dice.choice(
            (
                "",
                "",
                f"{house}号楼",
                f"{_words(house)}号楼",
                f"{house}栋2单元",
                f"{_words(house)}栋",
                f"{house}-2-301",
            )
        )
        query = dice.choice(
            (f"{name}{tail}{complaint}", f"{name}{tail} {complaint}", f"{complaint} {name}{tail}")
        )
        made.append(Planted(query, (name, name[:3])))
    return made


def by_hand() -> list[Planted]:
    """Nasty ones."""
    return [Planted(query, tuple(secrets.split())) for query, secrets in _BY_HAND]


_BY_HAND = (
    ("李安全家漏水", "李安全 安全"),
    ("热依古丽不热", "热依 古丽 依古"),
    ("冷军家不热", "冷军 军"),
    ("温暖 暖气不热", "温暖"),
    ("许诺家漏水", "许诺"),
    ("方言家暖气漏", "方言"),
    ("夏天家没暖气", "夏天"),
    ("程序先生不热", "程序"),
    ("高龄女士漏水", "高龄"),
    ("单元元不热", "元元 单元元"),
    ("关阀 关小满家", "小满 关小"),
    ("业主关小满家退费", "关小 小满"),
    ("欧阳安全漏水", "欧阳 安全"),
    ("李 安全 漏水", "李 安全"),
    ("王 建国 暖气不热", "建国 王"),
    ("红姐家不热", "红姐"),
    ("老李头家漏水", "老李 李头"),
    ("他叫陈旧 不热", "陈旧"),
    ("阿依努尔·买买提 漏水", "努尔 买提 阿依"),
    ("暖暖家不热", "暖暖"),
    ("热力家园不热", "热力家 家园"),
    ("热电小区漏水", "热电"),
    ("锅炉厂宿舍不热", "锅炉厂 宿舍"),
    ("锅炉房家属院漏水", "锅炉房家 锅炉房"),
    ("暖气片厂家属楼", "暖气片"),
    ("供热公司家属楼漏水", "供热公司家 公司家"),
    ("换热站小区 停热", "换热站小 换热站"),
    ("锅炉房 家属院 漏水", "锅炉房 锅炉"),
    ("热力 家园 不热", "热力 家园"),
    ("换热站 宿舍", "换热站 宿舍"),
    ("阀门街漏水", "阀门街"),
    ("地热花园不热", "地热花 花园 地热"),
    ("水管胡同 漏水", "水管胡 胡同 水管"),
    ("三九小区不热", "三九"),
    ("一一零大院漏水", "一一零"),
    ("二十四中家属楼 冷", "二十四 四中"),
    ("十六道街不热", "十六 道街"),
    ("老十四号 漏水", "十四"),
    ("三杠二杠五零一 漏", "五零一 三杠"),
    ("三之二 漏水 五〇一", "五〇一"),
    ("漏水 3#", "3"),
    ("漏水 ③号楼", "③"),
    ("ⅷ栋 不热", "ⅷ viii"),
    ("B座 漏水", "B座 b座"),
    ("E1栋不热", "E1 e1"),
    ("E1 不热", "E1 e1"),
    ("面板 E1-2-301", "301 E1-2"),
    ("DN20小区", "dn20小"),
    ("ppr ap 漏水", "ap"),
    ("wang li 漏水", "wang li"),
    ("ＺｈａｎｇＳａｎ 不热", "ＺｈａｎｇＳａｎ zhangsan ZHANGSAN"),
    ("ＪｉｎＨｕａ 漏水", "jinhua JINHUA ＪｉｎＨｕａ"),
    ("微信 xiaoli88 退费", "xiaoli XIAOLI 88"),
    ("a@b.cn 发票", "a@b a b.cn"),
    ("户号 甲零零三七", "零零三七 甲零"),
    ("一三九 零四 暖气", "一三九 零四"),
    ("幺三九洞四五幺 漏水", "幺三九 四五幺"),
    ("幺三九 不热", "幺三九"),
    ("壹叁玖零肆 漏水", "壹叁 零肆"),
    ("尾号 8888 退费", "8888"),
    ("尾号８８ 退费", "８８ 88"),
    ("①③⑨⓪ 漏水", "①③ 1390"),
    ("१३९ 漏水", "१३ 139"),
    ("٠٤٥١ 不热", "٠٤ 0451"),
    ("暖气\u200b张三丰\u200b不热", "张三 三丰"),
    ("⽤⼾王⼩明 不热", "王小 小明 王⼩ ⼩明"),
    ("=HYPERLINK(1) 漏水", "= HYPERLINK"),
    ("王建国的暖气不热已经三天了谁也不来管管", "王建 建国 三天"),
)


def all_of_them() -> list[Planted]:
    return [*numbers(), *names(), *addresses(), *by_hand()]


def _plain(digits: str, _dice: random.Random) -> str:
    return digits


def _han(digits: str, _dice: random.Random) -> str:
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _wide(digits: str, _dice: random.Random) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)


def _big(digits: str, _dice: random.Random) -> str:
    return "".join(_BIG[int(digit)] for digit in digits)


def _spoken(digits: str, _dice: random.Random) -> str:
    return "".join(_SPOKEN[int(digit)] for digit in digits)


def _blanks(digits: str, dice: random.Random) -> str:
    return "".join(digit + " " * (dice.random() < 0.4) for digit in digits).strip()


def _strokes(digits: str, _dice: random.Random) -> str:
    return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}".rstrip("-")


def _words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + "十" * bool(tens) + (
        _DIGITS[ones] if ones else ""
    ) or _DIGITS[0]
