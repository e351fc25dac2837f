"""Words that come from a region nobody confirmed are told apart by where they come from, on whatever surface they stand."""

from dataclasses import replace

import pytest

from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence, ValueScope
from handbook.model.region import InForce
from handbook.model.site_value import SiteValue
from handbook.model.typesetting import typeset
from handbook.ui.call.pinning import pinned_copy
from tests.helpers.sample import PROCEDURE, REGULATION, SAMPLE

REGION = InForce(id="beijiang", name="北江省", city="北江")
FLOOR = SiteValue(
    key="floor",
    label="最低室温",
    value="17.3",
    unit="℃",
    scope=ValueScope.PROVINCE,
    source="北江省条例",
    confidence=Confidence.HIGH,
)
ASKED = replace(FLOOR, key="asked", label="自家定的", scope=ValueScope.COMPANY)
LINE = "您家该够{{floor}},够不着我给您报修。"
OWN = replace(
    PROCEDURE,
    steps=(
        *PROCEDURE.steps,
        replace(PROCEDURE.steps[0], id="floor", text=LINE),
        replace(PROCEDURE.steps[0], id="asked", text="我们自己定的是{{asked}},不到就来。"),
    ),
)
LOCAL = replace(REGULATION, place="北江", tell_caller=("条例说,晚上也得够热。",))


def book(*, is_confirmed: bool) -> Handbook:
    return replace(
        SAMPLE,
        procedures=(OWN,),
        regulations=(LOCAL,),
        region=replace(REGION, is_confirmed=is_confirmed),
        values=(FLOOR, ASKED),
        region_keys=frozenset({"floor"}),
    )


@pytest.mark.parametrize(
    "words",
    [
        "您家该够17.3 ℃,够不着我给您报修。",
        typeset("您家该够17.3 ℃,够不着我给您报修。"),
        "您家该够17.3 ℃",
        "该够17.3\u00a0℃",
        "先问一句。您家该够17.3 ℃，够不着我给您报修。再说一句。",
    ],
)
def test_a_value_of_the_region_is_known_wherever_it_was_filled_in(words: str) -> None:
    assert book(is_confirmed=False).assumed.gave(words, OWN.id)
    assert book(is_confirmed=False).assumed.gave(words)
    assert not book(is_confirmed=True).assumed.gave(words, OWN.id)


@pytest.mark.parametrize(
    "words",
    ["够不着我给您报修。", "我们自己定的是17.3 ℃,不到就来。", "屋里量的是17.3 ℃", "2017年", "", "。"],
)
def test_the_same_figure_from_elsewhere_is_not_meant(words: str) -> None:
    assert not book(is_confirmed=False).assumed.gave(words, OWN.id)
    assert not book(is_confirmed=False).assumed.gave(words)


def test_words_of_a_local_article_are_the_regions_also_without_a_figure() -> None:
    assumed = book(is_confirmed=False).assumed
    assert assumed.gave("条例说,晚上也得够热。")
    assert assumed.gave(LOCAL.citation)
    assert assumed.gave("随便哪一句", LOCAL.id)
    assert not book(is_confirmed=True).assumed.gave("条例说,晚上也得够热。", LOCAL.id)


def test_a_pinned_list_remembers_which_of_its_lines_they_are() -> None:
    unsure, sure = (pinned_copy(OWN, book(is_confirmed=confirmed)) for confirmed in (False, True))
    assert unsure.assumed == ("室温不低于17.3\u00a0℃,您先别放水。", "您家该够17.3\u00a0℃,够不着我给您报修。")
    assert sure.assumed == ()
