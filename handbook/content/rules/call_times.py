"""Outcomes go in; those that promise to ring the caller, and not by when, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.wording import plain
from handbook.model.problem import Problem
from handbook.model.text import value_keys

_CALLS = re.compile(
    r"(?:给|跟|和|往)您(?:再)?(?:去|打|回|来|通)(?:一?个)?(?:电话|话|信儿?|过去|过来|音)"
    r"|(?:打|拨|回)(?:过)?(?:给您|您(?:电话|手机)|过(?:去|来)(?!问))|回您(?:电话|话|信|个)"
    r"|给您(?:再|去|打|发|回|来)?(?:一?[个条])?(?:电话|短信|微信|消息|通知|回电|回执|回音|话|回话|回信|准信|准话|信儿?|答复|回复)|(?:答复|回复|通知|告知)您"
    r"|(?:再|短信|电话)[^,。]{0,4}告诉您|告诉您(?:一声|结果|怎么)|(?:查|改|核|办|看|弄)(?:清|完|好|准|明白)了?[^,。]{0,4}告诉您|核完(?:给您)?回(?:电话|话)|(?:再|回头|到时候|完了)[^,。]{0,4}(?:跟您(?:说|讲|联系)|找您|告诉您)|(?:跟|和|与)您联系|联系您|找您(?:说|谈|核)|报(?:给)?您"
)
_BY_CALLER = re.compile(r"您(?:再|先|就|直接|马上)?(?:打|拨)(?:回)?来")


def call_times(content: LoadedContent) -> Iterator[Problem]:
    """“我查了给您回话” without a time is what callers ring again about: the outcome promises one and says it."""
    for procedure in content.handbook.procedures:
        for index, outcome in enumerate(procedure.outcomes):
            if outcome.promise and outcome.promise in value_keys(outcome.say):
                continue
            found = _CALLS.search(_BY_CALLER.sub("", plain(outcome.say)))
            if found:
                message = (
                    f"“{found.group()}”答应了回话,没有说到什么时候;请写 promise(如 visit_followup),话里用它"
                )
                yield content.origins[procedure.id].problem(
                    ("outcomes", index, "say"), "call-without-time", message
                )
