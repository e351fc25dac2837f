"""``python -m tests.benchmarks.field_page``: the exported HTML on a slow phone: first paint, keystroke, tick, requests, bytes.

A real browser at 390 px whose processor is slowed six times; the median of seven starts.
"""

import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

from handbook.content.loader import load_content
from handbook.document.compose import compose_entry
from handbook.export.files.html_file import html_bytes
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from tests.helpers.headless import CHROMIUM, browser

CONTENT = Path(__file__).parents[2] / "content"
STARTS = 7
SLOWED = 6
QUERIES = ("漏", "漏水", "暖气不热", "整楼不热", "srxl", "家里漏水关不住", "退费", "楼上漏到楼下")
_TYPE = """(async () => {
  const box = document.querySelector('#find input'), times = [];
  box.value = '热';
  box.dispatchEvent(new Event('input'));
  while (!document.querySelector('#hits a')) await new Promise((go) => setTimeout(go, 5));
  const ready = performance.now();
  for (const query of %s) {
    const start = performance.now();
    box.value = query;
    box.dispatchEvent(new Event('input'));
    document.body.offsetHeight;
    times.push(performance.now() - start);
    await new Promise((go) => setTimeout(go, 30));
  }
  return [ready, ...times];
})()"""
_TICK = """(async () => {
  location.hash = document.querySelector('article[data-code]').id;
  await new Promise((go) => setTimeout(go, 300));
  const start = performance.now();
  document.querySelector('article.open input[type=checkbox]').click();
  document.body.offsetHeight;
  return performance.now() - start;
})()"""
_PAINT = (
    "performance.getEntriesByType('paint').find((each) => each.name === 'first-contentful-paint').startTime"
)


def measure(name: str, raw: bytes, entries: int) -> None:
    """Print a line."""
    paints: list[float] = []
    ready: list[float] = []
    keys: list[float] = []
    ticks: list[float] = []
    asked: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(raw)
        for start in range(STARTS):
            with browser(Path(folder) / f"profile{start}") as started:
                page = started.page()
                page.send("Emulation.setCPUThrottlingRate", rate=SLOWED)
                page.open(f"file://{path}")
                at, *more = page.run(_TYPE % json.dumps(QUERIES))
                ready.append(at)
                keys += more
                ticks.append(page.run(_TICK))
                paints.append(page.run(_PAINT))
                asked += [address for address in page.requests if not address.startswith("file://")]
    print(
        f"{name:<8}{entries:>5} entries{len(raw) / 1024:>8,.0f} KB  first paint {median(paints):.0f} ms"
        f"  found after {median(ready):.0f} ms  keystroke {median(keys):.0f} ms  tick {median(ticks):.0f} ms  requests {len(asked)}"
    )


def page_of(entries: Sequence[Entry], handbook: Handbook) -> bytes:
    """The file of these entries."""
    today = date(2026, 11, 22)
    return html_bytes(
        [compose_entry(entry, handbook, today) for entry in entries], handbook, "2026-11-22 10:03"
    )


def main() -> None:
    """The field set and the whole book."""
    if CHROMIUM is None:
        raise SystemExit("no browser to measure with")
    handbook = load_content(CONTENT).handbook
    field = [
        e for e in handbook if isinstance(e, EmergencyCard) or (isinstance(e, Procedure) and e.onsite_steps)
    ]
    measure("field", page_of(field, handbook), len(field))
    measure("whole", page_of(list(handbook), handbook), len(list(handbook)))


if __name__ == "__main__":
    main()
