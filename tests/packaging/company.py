"""A folder and a way to run the packaged program go in; a company's defaults are laid beside it, and seen to be in force."""

import json
from collections.abc import Callable
from pathlib import Path

HOTLINE = "0999-7654321"
ENTRY = "scr-outbound"
"""An entry of the shipped content that names the hotline."""
_VALUES = f"""values:
  - {{key: hotline, label: 供热服务热线, value: "{HOTLINE}", scope: 公司, source: 本单位, date: 2026-10-01, confidence: 高}}
"""


def lay_defaults(program: Path, updates: str) -> None:
    """Write ``defaults.json`` and the site's overlay beside the program in the folder `program`."""
    site = program / "本单位"
    site.mkdir()
    (site / "values.yaml").write_text(_VALUES, "utf-8")
    body = {
        "site": "本单位",
        "retention_days": 3,
        "hot_key": "Ctrl+Alt+J",
        "update_folder": updates,
        "locked": ["retention_days"],
    }
    (program / "defaults.json").write_text(json.dumps(body), "utf-8")


def check_defaults(run: Callable[..., str], updates: str) -> None:
    """`run` takes words of the command line and gives the output. Raises AssertionError where a default is not in force."""
    assert HOTLINE in run("show", ENTRY)
    said = run("--selftest")
    assert "自检通过" in said
    assert f"更新文件夹 {updates},锁定 retention_days" in said, said
    assert "设置 保留 3 天,全局热键 Ctrl+Alt+J" in said, said
    assert "但是" not in said, said


def take_away(program: Path) -> None:
    """Remove what `lay_defaults` wrote."""
    (program / "defaults.json").unlink()
    (program / "本单位" / "values.yaml").unlink()
    (program / "本单位").rmdir()
