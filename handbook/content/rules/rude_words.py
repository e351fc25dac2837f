"""Lines to say go in; those that mock, blame or threaten the caller come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import caller_texts
from handbook.content.rules.wording import plain
from handbook.model.problem import Problem

_MOCKS = (
    r"(?:听|看|弄|搞|想)不(?:明白|懂)[吗么]|这(?:么|点)[^,。]{0,5}都(?:不|听不|看不)|早(?:干[嘛啥什]|怎么不|不说)|怎么不早"
    r"|(?:骂|嚷|喊|闹|吵|急|哭)[^,。]{0,4}(?:没用|(?<!明)白(?!了)|不管用|解气|解决不了)|您?(?:这|那)人(?:怎么|咋|真|就)"
    r"|跟谁(?:俩|嚷|喊)|您?有本事|爱(?:找|咋|怎么|去|等|告|信)[^,。]{0,6}|又不是(?:我|我们)|关我(?:们)?(?:啥|什么)?事|(?:不|没)归我管"
    r"|怪谁|(?<!您)(?:说|讲|告诉您)了?(?:多少|[三几])遍|听(?:清楚?|明白|懂)了[吗没]|[懂会知]不[懂会知](?:道)?(?!现在|那)[^,。]{0,4}啊|就您(?:家|一个)?[^,。]{0,3}(?:事多|特殊|娇气|金贵)"
    r"|(?:有(?:什么|啥)|顶啥|顶什么)用|嫌[^,。]{0,4}您|(?:也|还)(?:值得|至于|好意思)|还(?:想要|指望)|不会自己|自己不(?:看|听|长|上心|注意)|您急(?:啥|什么)|别人(?:家)?(?:都|怎么|咋)(?:没事|不)|(?:小题大做|没素质|不懂事|没文化|脑子|缺心眼|装什么|别装)"
    r"|(?:不讲理|无理取闹|胡搅|胡说|瞎说|瞎闹|矫情|大惊小怪|少见多怪|没见过|不知好歹|活该|自找的|自作自受)|您(?:至于|讲点)"
)
_THREATS = (
    r"(?:再|还)(?:这么|这样)?(?:嚷|喊|骂|闹|吵|说|催|打)[^,。]{0,4}(?:我|就|可)[^,。]{0,6}(?:挂|不[给管派接办登记]|报警|拉黑|记您)"
    r"|(?:再|还)(?:骂|嚷|闹|吵)[^。]{0,8}(?:挂|不派|不管|不给)|就(?:别想|甭想|等着(?=[冻挨受停被]))|等着(?:冻|挨|受|停|被)"
    r"|(?:后果|出了事)[^,。]{0,3}自负|拉(?:进)?黑名单|让您[^,。]{0,4}(?:好看|吃不了)|别怪(?:我|我们)|走着瞧|(?:不交|不配合)[^。]{0,6}等着"
    r"|把(?:您)?自己搭进去|(?:可|就|别怪我)不客气|(?:停|断|掐)(?:了|掉)您(?:家)?|(?:信不信|小心)(?:我|您)|(?:记|列)您[^,。]{0,4}(?:一笔|黑)|让您冻"
)
_RUDE = re.compile(f"{_MOCKS}|{_THREATS}")


def rude_words(content: LoadedContent) -> Iterator[Problem]:
    """Nobody is made calmer by being told off; a limit is set by saying what happens next, and that the ticket goes on."""
    for entry in content.handbook:
        for placed in caller_texts(entry):
            found = _RUDE.search(plain(placed.text))
            if found:
                message = f"“{found.group()}”听着像挖苦、推脱或威胁;请改成听见了什么、接着办什么,如 我听出您有火,咱先说屋里啥情况"
                yield content.origins[entry.id].problem(placed.path, "rude-words", message)
