"""``trial_sheets.toml`` goes in; the page that an administrator of one system ticks and sends back comes out.

The page is one HTML file of its own: it asks no network, runs no script and prints on A4 as it looks, so that any
browser of a company's desk is enough.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from handbook.packaging.build_error import BuildError
from handbook.packaging.plan import BuildPlan

SOURCE = "trial_sheets.toml"
"""The one source, beside the templates of the packages."""
FILE_NAME = "trial_sheet.html"
"""In ASCII: the MSI can name no other files."""
SYSTEMS = ("windows", "linux")
LONGEST_MINUTES = 30
"""What an administrator gives away between two other things."""
_FIELDS = frozenset({"group", "on", "minutes", "act", "see", "tell"})
_HEAD_FIELDS = ("单位", "填表人和电话", "日期", "系统版本", "电脑型号", "内存", "屏幕分辨率和缩放")
_TYPED = re.compile(r"(?<![\w-])--[a-z]+")
"""What is typed as it stands: a line that ended behind its dashes would be typed wrongly."""
_ANSWERS = ("一样", "不一样", "没条件试")
_STYLE = """
@page { size: A4; margin: 12mm 14mm }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 16px; max-width: 190mm; color: #1a1a1a; background: #fff;
  font: 10pt/1.45 "Noto Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif }
h1 { margin: 0 0 4px; font-size: 17pt }
h2 { margin: 12px 0 4px; padding-bottom: 2px; border-bottom: 1.5px solid #1a1a1a; font-size: 12pt; break-after: avoid }
p { margin: 4px 0 }
.head { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 20px; margin: 8px 0 }
.line { display: flex; align-items: baseline; gap: 8px }
.line input { flex: 1; min-width: 0 }
input[type=text] { height: 22px; padding: 0 2px; border: 0; border-bottom: 1px solid #555; border-radius: 0;
  color: inherit; background: none; font: inherit }
input:focus-visible { outline: 2px solid #1d5fa8; outline-offset: 1px }
.check { padding: 5px 0 7px 2em; border-bottom: 1px solid #bbb; break-inside: avoid }
.act { font-weight: 600; text-indent: -2em }
.number { display: inline-block; width: 2em; text-indent: 0 }
.minutes { color: #555; font-weight: 400; white-space: nowrap }
.whole { white-space: nowrap }
.check p { margin: 1px 0 }
.answers { display: flex; gap: 28px; margin-top: 2px }
.answers input { width: 15px; height: 15px; margin: 0 5px 0 0; vertical-align: -2px; accent-color: #1a1a1a }
textarea { width: 100%; height: 60px; border: 1px solid #555; font: inherit; resize: vertical }
@media print { body { padding: 0; max-width: none } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to try."""

    group: str
    on: tuple[str, ...]
    """Systems (``SYSTEMS``) whose sheet asks for it."""
    minutes: int
    act: str
    see: str
    tell: str
    """What to write down where it is not as `see` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of one system."""

    title: str
    place: str
    """Where on that system the facts of the head are read."""
    checks: tuple[Check, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(check.minutes for check in self.checks)


def read_sheet(path: Path, system: str) -> Sheet:
    """The sheet of `system`. Raises BuildError where the file misses or misspells a part."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{path}: {error}") from error
    checks = [_check(path, number, part) for number, part in enumerate(raw.get("check", []), 1)]
    head = raw.get(system, {})
    if not {"title", "place"} <= set(head):
        raise BuildError(f"{path}: [{system}] needs title and place.")
    mine = tuple(check for check in checks if system in check.on)
    return Sheet(title=head["title"], place=head["place"], checks=mine)


def _check(path: Path, number: int, part: dict[str, Any]) -> Check:
    wrong = _FIELDS ^ set(part)
    if wrong:
        raise BuildError(f"{path}: check {number}: missing or unknown: {', '.join(sorted(wrong))}.")
    strange = set(part["on"]) - set(SYSTEMS)
    if strange or not part["on"]:
        raise BuildError(f"{path}: check {number}: on: {part['on']} (known: {', '.join(SYSTEMS)}).")
    return Check(**{**part, "on": tuple(part["on"])})


def trial_sheet(plan: BuildPlan, system: str) -> bytes:
    """The page for `system`, as it stands in the products."""
    return page_of(read_sheet(plan.parts / SOURCE, system), plan.version).encode()


def page_of(sheet: Sheet, version: str) -> str:
    """The page as HTML."""
    title = escape(sheet.title)
    heads = "\n".join(_line(name) for name in _HEAD_FIELDS)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p>程序版本 {escape(version)}，共 {len(sheet.checks)} 项，约 {sheet.minutes} 分钟。这些事只有您那里的电脑说得清：\
照“做”一栏试，和“应当”一栏比，在三个里选一个。不一样的，把看到的原话写下来，比什么都有用。</p>
<p>可以打印出来用笔填，也可以在浏览器里填。<strong>这一页不会自己保存：</strong>填完先打印或存成 PDF，再关；\
纸、照片或 PDF 寄回给把程序交给您的人。请不要写用户的姓名、电话和地址。</p>
<div class="head">
{heads}
</div>
<p>{escape(sheet.place)}</p>
{_groups(sheet.checks)}
<h2>还想说的</h2>
<p><textarea aria-label="还想说的"></textarea></p>
</body>
</html>
"""


def _groups(checks: Sequence[Check]) -> str:
    parts = []
    number = 0
    for group, members in groupby(checks, key=lambda check: check.group):
        parts.append(f"<h2>{escape(group)}</h2>")
        for check in members:
            number += 1
            parts.append(_asked(number, check))
    return "\n".join(parts)


def _asked(number: int, check: Check) -> str:
    answers = "\n".join(
        f'<label><input type="radio" name="check{number}">{answer}</label>' for answer in _ANSWERS
    )
    return f"""<div class="check" role="group" aria-labelledby="act{number}">
<p class="act" id="act{number}"><span class="number">{number}</span>做：{_text(check.act)} \
<span class="minutes">约 {check.minutes} 分钟</span></p>
<p>应当：{_text(check.see)}</p>
<div class="answers">
{answers}
</div>
{_line(check.tell)}
</div>"""


def _text(words: str) -> str:
    return _TYPED.sub(r'<span class="whole">\g<0></span>', escape(words))


def _line(name: str) -> str:
    return f'<label class="line"><span>{escape(name)}：</span><input type="text"></label>'
