"""How many figures a landline number has behind its area code, as far as it is known for sure."""

_EIGHT = frozenset(
    (
        *(
            "0311",
            "0371",
            "0377",
            "0379",
            "0411",
            "0431",
            "0432",
            "0451",
            "0510",
            "0512",
            "0513",
            "0516",
            "0519",
        ),
        *(
            "0531",
            "0532",
            "0551",
            "0571",
            "0573",
            "0574",
            "0575",
            "0576",
            "0577",
            "0579",
            "0591",
            "0595",
            "0731",
        ),
        *("0755", "0757", "0769", "0791", "0851", "0871", "0898"),
    )
)
"""Codes of four figures with numbers of eight; those of three have eight everywhere."""
_CODES = {
    "北京": "010",
    "天津": "022",
    "沈阳": "024",
    "西安": "029",
    "石家庄": "0311",
    "太原": "0351",
    "郑州": "0371",
    "洛阳": "0379",
    "大连": "0411",
    "长春": "0431",
    "吉林": "0432",
    "哈尔滨": "0451",
    "齐齐哈尔": "0452",
    "牡丹江": "0453",
    "大庆": "0459",
    "呼和浩特": "0471",
    "徐州": "0516",
    "济南": "0531",
    "青岛": "0532",
    "泰安": "0538",
    "临沂": "0539",
    "兰州": "0931",
    "银川": "0951",
    "西宁": "0971",
    "乌鲁木齐": "0991",
}


def code_of(city: str) -> str:
    """Area code of a city; empty where it is not known."""
    return _CODES.get(city.strip().removesuffix("市"), "")


def split_code(digits: str) -> tuple[str, str]:
    """A number that begins with 0, cut behind its area code; 010 and 02x have three figures, all others four."""
    length = 3 if digits.startswith(("010", "02")) else 4
    return digits[:length], digits[length:]


def lengths_of(code: str) -> tuple[int, ...]:
    """How many figures a number behind that code may have; both where it is not known."""
    if len(code) == 3 or code in _EIGHT:
        return (8,)
    return (7, 8)
