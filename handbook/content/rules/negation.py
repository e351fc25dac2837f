"""The words around an act go in; whether the act is forbidden or denied there comes out."""

import re
from collections.abc import Sequence

# Words that look like a negation of what follows but are not: 特别, 别的, 别忘了, 别着急, 不要紧 …
_NOT_NEGATING = re.compile(
    r"[特区级分个识告性辨离]别|别(?:的|人|处|家|墅|名|称|扭)|(?:别|不要|不用)(?:忘了?|光|只|等(?!不及)|急|着急|担心|怕|慌|害怕|客气|紧|愣着)|"
    r"不(?:光|只|但|仅|要紧|妨|如|过|同|少|久|多|断|管|论)|要不(?!要|得)|能不能|可不可以|会不会|是不是|用不用|要不要|没关系|没事|没问题|没准"
)
# These govern the whole rest of their clause, also over “就”: 别一不热就放水.
_STRONG = re.compile(
    r"不要|别|切勿|请勿|勿|甭|不能|不可以?|不得|不许|不准|不让|不允许|不建议|不提倡|不应该?|不该|不宜|不同意|不支持|禁止|严禁|避免|防止|切忌|"
    r"拒绝|反对|制止|劝阻|停止|杜绝|不教|不指导|不引导"
)
# These govern only what follows at once: 没热就放点水 is an instruction.
_WEAK = re.compile(
    r"不用|不必|不需要|无需|无须|不是|而不是|不等于|不会|没有?|未|从不|从未|不再|不乱|不私自|不擅自|不自己|不自行|不随便|不去|不(?=(?:能|用|要)?$|自|私|擅|随|乱|再|轻易|直接)"
)
_LEADING = re.compile(
    r"^(?:您|你|你们|大家|用户|自己|自行|私自|擅自|随便|随意|轻易|直接|先|再|继续|去|动手|乱|一直|为了?|因为|让|叫|请|在|往|把|将)+"
)
_TURNS = re.compile(
    r"而是|改为|但(?!凡)|不过|可以|应该|应当|赶紧|赶快|直接|要么|(?:了|急|等|慌|管)(?:您|就)?先|不放心就"
)
_TURNS_WEAK = re.compile(r"就|可以|能|直接|赶紧|赶快|快去|应该|先|请|再|但|而是|才|您|得|要|[,。]")
_DOUBLE = re.compile(r"(?:不能|不得|不可|没法|不会)不$")
_OR_ELSE = re.compile(
    r"^[^,。]{0,4}[,]?(?:是不行|可不行|不行[的啊]?(?=[,。!]|$)|就不行|就不热|就热不了|就没法|就不可能|怎么[能会]热)"
)
_JOINS = re.compile(r"^(?:或者?|和|也|更|还有?|以及|并|及)")


def is_demanded(before: str, rest: str) -> bool:
    """Whether a double negation demands the act: 不能不放, 不放水不行."""
    return _DOUBLE.search(before) is not None or (before.endswith("不") and _OR_ELSE.search(rest) is not None)


def is_negated(earlier: Sequence[str], before: str) -> bool:
    """Whether an act is negated by the words `before` it in its clause, or by the clause it is joined to.

    `earlier` are the clauses before in the same sentence.
    """
    if _governed(before):
        return True
    # “别自己拆阀,或者装循环泵”: the second clause hangs on the first one's negation.
    is_joined = _JOINS.match(before) is not None and not _TURNS.search(before)
    return is_joined and bool(earlier) and _governed(earlier[-1].rstrip(",:"), whole=True)


def _governed(before: str, *, whole: bool = False) -> bool:
    text = _NOT_NEGATING.sub(lambda m: "~" * len(m.group()), before)
    for found in _STRONG.finditer(text):
        governed = _LEADING.sub("", text[found.end() :])
        if not _TURNS.search(governed):
            return True
    if whole:
        return False
    for found in _WEAK.finditer(text):
        governed = _LEADING.sub("", text[found.end() :])
        if len(governed) <= 4 and not _TURNS_WEAK.search(governed):
            return True
    return False
