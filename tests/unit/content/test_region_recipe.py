"""The recipe for a region in content/README: what it shows is read without a problem, and its tables are whole."""

import re
from pathlib import Path

from handbook.content.checking import check_content
from handbook.content.rules.stale_law import is_stale
from handbook.model.region import Region, Role
from handbook.paths import shipped_content
from tests.unit.content.region_sample import CITY, PROVINCE, regional

_FILES = ("region.yaml", "regulations/reg-lz-3.yaml", "values.yaml")
"""What the examples of the recipe are, in their order."""


def recipe() -> str:
    readme = (shipped_content() / "README.md").read_text(encoding="utf-8")
    return readme.split("## Adding a region")[1].split("\n## ")[0]


def examples() -> list[str]:
    """Its examples, without the indent of the list that they stand in."""
    found = re.findall(r"^   ```yaml\n(.*?)^   ```", recipe(), re.MULTILINE | re.DOTALL)
    return [re.sub(r"^   ", "", text, flags=re.MULTILINE) for text in found]


def rows(head: str) -> str:
    """The first column of the table with that head."""
    table = recipe().split(f"| {head} |")[1].split("\n\n")[0]
    return "\n".join(line.strip().split("|")[1] for line in table.splitlines()[2:])


def test_its_examples_are_a_region_that_is_read(tmp_path: Path) -> None:
    shown = {f"regions/{CITY}/{name}": text for name, text in zip(_FILES, examples(), strict=True)}
    shown[f"regions/{CITY}/region.yaml"] = shown[f"regions/{CITY}/region.yaml"].replace("reg-lz-4, ", "")
    loaded = check_content(regional(tmp_path, shown), region=CITY)
    assert [str(p) for p in loaded.problems if p.file in shown] == []
    assert loaded.handbook.region is not None
    assert loaded.handbook.region.roles[Role.MEASURING] == ("reg-lz-3",)
    assert loaded.handbook.region.roles[Role.REFUND] == ("reg-bj-12",)
    assert loaded.handbook.value_by_key["legal_min_temp"].value == "18.1"


def test_its_tables_name_every_key_and_every_role() -> None:
    keys = re.findall(r"`(\w+)`", rows("key"))
    assert keys == list(Region.__dataclass_fields__)
    roles = [name.strip() for name in re.split(r"[,\n]", rows("role")) if name.strip()]
    assert sorted(roles) == sorted(role.value for role in Role)


def test_a_region_brings_its_own_list_of_repealed_figures(tmp_path: Path) -> None:
    """What one province repealed may be in force in another: the file of the region stands in place of the shipped one."""
    shipped = (shipped_content() / "checks" / "stale_law.yaml").read_text(encoding="utf-8")
    own = shipped.replace('"18"', '"17"').replace("十八度", "十七度")
    assert own.count("17") == 1
    more = {"checks/stale_law.yaml": shipped, f"regions/{PROVINCE}/checks/stale_law.yaml": own}
    law = check_content(regional(tmp_path, more), region=PROVINCE).checks.stale_law
    assert law is not None
    assert is_stale("不低于 17 ℃。", law)
    assert not is_stale("不低于 18 ℃。", law)
