"""One pydantic error goes in; the name of the rule and a Chinese sentence that says how to mend it come out."""

import difflib
from collections.abc import Sequence
from typing import Any

from pydantic_core import ErrorDetails

_SIMPLE: dict[str, tuple[str, str]] = {
    "string_type": ("wrong-type", "这里要写一段文字,不能是列表或映射"),
    "tuple_type": ("wrong-type", "这里要写列表,每行以“- ”开头"),
    "dict_type": ("wrong-type", "这里要写“键: 值”"),
    "dataclass_type": ("wrong-type", "这里要写“键: 值”,不能只写一段文字或留空"),
    "int_parsing": ("wrong-type", "这里要写整数"),
    "int_type": ("wrong-type", "这里要写整数"),
    "float_parsing": ("wrong-type", "这里要写数字"),
    "float_type": ("wrong-type", "这里要写数字"),
    "finite_number": ("wrong-type", "这里要写普通的数字"),
    "decimal_parsing": ("wrong-type", "这里要写数字"),
    "decimal_type": ("wrong-type", "这里要写数字"),
    "time_parsing": ("wrong-time", "时刻要写成 06:00 这样,两边加引号"),
    "time_type": ("wrong-time", "时刻要写成 06:00 这样,两边加引号"),
    "bool_parsing": ("wrong-type", "这里要写 true 或 false"),
    "bool_type": ("wrong-type", "这里要写 true 或 false"),
    "date_from_datetime_parsing": ("wrong-date", "日期要写成 2026-11-20 这样"),
    "date_parsing": ("wrong-date", "日期要写成 2026-11-20 这样"),
    "date_from_datetime_inexact": ("wrong-date", "日期要写成 2026-11-20 这样"),
    "date_type": ("wrong-date", "日期要写成 2026-11-20 这样"),
}


def explain(error: ErrorDetails, known_keys: Sequence[str]) -> tuple[str, str]:
    """Rule and sentence for `error`; `known_keys` are the keys allowed where it happened."""
    key = error["loc"][-1] if error["loc"] else ""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            return "unknown-key", _unknown_key(str(key), known_keys)
        case "missing" | "missing_argument":
            return "missing-key", f"缺少“{key}”,请补上"
        case "enum" | "literal_error":
            return "unknown-word", _unknown_word(error, context)
        case "string_too_short" | "too_short":
            return "empty", f"“{key}”不能留空"
        case "string_too_long" | "too_long":
            return "too-long", f"“{key}”太长,最多 {context.get('max_length')} 个字"
        case "value_error":
            return "invalid", f"“{key}”:{context.get('error')}"
        case "greater_than_equal" | "less_than_equal":
            side = f"不小于 {context['ge']}" if "ge" in context else f"不大于 {context['le']}"
            return "invalid", f"“{key}”要{side}"
        case kind if kind in _SIMPLE:
            rule, sentence = _SIMPLE[kind]
            return rule, f"“{key}”:{sentence}"
        case _:
            return "invalid", f"“{key}”不符合要求({error['msg']})"


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """“,您是不是要写 X?” or the list of what is allowed, or nothing."""
    return is_it_perhaps(word, known) or (f",可用的有:{'、'.join(known)}" if known else "")


def is_it_perhaps(word: str, known: Sequence[str]) -> str:
    """“,您是不是要写 X?”, or nothing where no known word is close."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f",您是不是要写“{close[0]}”?" if close else ""


def _unknown_key(key: str, known_keys: Sequence[str]) -> str:
    if not key.isascii():
        return f"没有“{key}”这个键;花括号 {{…}} 里的一句话有逗号时,整句要加引号"
    return f"没有“{key}”这个键{did_you_mean(key, known_keys)}"


def _unknown_word(error: ErrorDetails, context: dict[str, Any]) -> str:
    allowed = [w.strip(" '\"") for w in str(context.get("expected", "")).replace(" or ", ",").split(",")]
    word = str(error.get("input", ""))[:40]
    close = difflib.get_close_matches(word, allowed, n=1, cutoff=0.3)
    hint = f",您是不是要写“{close[0]}”?" if close else ""
    return f"不认识“{word}”{hint}(可用:{'、'.join(allowed)})"
