"""Folded query -> whether it speaks of danger to life, ours or not. Such a query is never refused: the emergency door is shown."""

import re

_DANGER = re.compile(
    r"(?<!打不)(?<!点不)着火|起火|失火|火灾|冒烟|浓烟|烧着|爆炸|要炸|煤气|燃气味|瓦斯|天然气(?:味|漏)|漏气|液化气|一氧化碳|闻(?:到|着|见)[^,。]{0,4}(?:味|臭)"
    r"|触电|电(?:着|到|了一下)|漏电|麻了一下|晕(?:倒|过去|了|死)|昏(?:倒|迷|过去)|头(?:晕|疼|昏)[^,。]{0,6}(?:恶心|吐)|叫不(?:醒|应)|没(?:气|呼吸|反应)了|喘不(?:上|过)|抽(?:搐|过去)"
    r"|窒息|溺水|中毒|流血|大出血|心(?:梗|脏病)|救命|要死了|不想活|想死|自杀|轻生|跳楼|割腕|喝药|砍人|杀人|拿刀|困(?:在|住)|塌(?:了|方|陷)|淹死|烫(?:伤|着|坏|熟)|烧伤|打火花|噼里啪啦打火|水[^,。]{0,10}(?:插排|插座|电表箱|电箱|配电)|(?:插排|插座|电表箱|电箱)[^,。]{0,8}(?:水|淋|泡|湿)"
)


def speaks_of_danger(folded: str) -> bool:
    """Whether `folded` does."""
    return _DANGER.search(folded) is not None
