"""The region that holds goes in; what a desk cannot do without and rests on no full text comes out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.model.problem import Problem
from handbook.model.region import REQUIRED
from handbook.model.regulation import RegulationArticle


def region_grounds(content: LoadedContent) -> Iterator[Problem]:
    """室温底线, 退费, 停热申请 and 供热期 come from a full text, or it is said which text is not at hand, or says nothing."""
    region, origin = content.handbook.region, content.region_origin
    if region is None or origin is None:
        return
    has_full_text = any(a.place and a.verification.rests_on_full_text for a in content.handbook.regulations)
    for role in REQUIRED:
        found = (content.handbook.get(name) for name in region.roles.get(role, ()))
        articles = [article for article in found if isinstance(article, RegulationArticle)]
        if articles and role in region.silent:
            message = f"“{role}”有条文回答,又在 silent 里说全文没写;请删去一处"
            yield origin.problem(("silent", role), "region-grounds", message)
        elif role in region.silent and not has_full_text:
            message = f"silent 说全文没写“{role}”,可这个地区没有一条对照过全文;请先对照,或改写 from_reports"
            yield origin.problem(("silent", role), "region-grounds", message)
        elif (
            articles
            and not region.from_reports
            and not any(article.verification.rests_on_full_text for article in articles)
        ):
            message = f"“{role}”的条文没有对照过全文;请对照,或在 from_reports 写明哪个文本没取得"
            yield origin.problem(("roles", role), "region-grounds", message)
