"""Rows that are no words of a law -> the reason, for the person who decides what becomes of them."""

import re
import unicodedata
from collections.abc import Callable

from handbook.law.draft import Choice
from handbook.law.history import DAY
from handbook.law.law_rows import SENTENCE_END, Row

_EDITOR = re.compile(
    r"[【\[（(]?\s*(?:(?:信息|文章|稿件|文件|资料|内容)?来源|责任编辑|责编|编辑|校对|审校|录入|排版|签发|编者按|编者注|编注|编者的话|"
    r"扫描(?:件|人)?|状态|时效性?|有效性|效力级别|效力|索引号|主题分类|主题词|公开方式|公开类别|信息分类|发布机构|发文机关|"
    r"发文字号|成文日期|发布日期|发布时间|公布日期|发文日期|有效期|浏览次数|点击数|点击量|阅读次数|访问量|字号|字体|"
    r"作者|供稿|撰稿|摄影|备注|法宝引证码|法规类别|下载时间)\s*[】\]]?\s*[:：]"
)
_EDITOR_ALONE = re.compile(
    r"[（(【\[]?(?:编者按|编者注|扫描件|此件公开发布|此件主动公开|此件依申请公开|本页无正文|内部资料.{0,8})[。）)】\]]*"
)
_NOTE = re.compile(r"[（(【\[]?\s*注\s*\d{0,2}\s*[:：]")
_SITE = re.compile(
    r"当前位置|您(?:现在)?的?(?:当前)?(?:所在)?位置|首页\s*[>›»＞\-/]|网站首页|上一[篇条]|下一[篇条]|返回(?:顶部|列表|首页|上一页)|网站地图|"
    r"版权所有|主办单位[:：]|承办单位[:：]|技术支持[:：]|.{0,3}ICP备|网站标识码|.{0,3}公网安备|联系我们|关于我们|相关(?:链接|附件|阅读|推荐|文章)[:：]?$|"
    r"附件下载|扫一扫|扫码|Copyright|©|https?://|www\.|分享(?:到|至)|手机(?:版|扫)"
)
_SITE_WORDS = re.compile(
    r"打印(?:本页|文章|预览)?|关闭(?:窗口|本页|页面)?|分享|收藏|返回|首页|我要纠错|纠错|字体|字号|大|中|小|默认|超大|微信|微博|QQ空间|"
    r"下载|word|pdf|繁体|简体|无障碍|适老|登录|注册|搜索|导航|上一页|下一页|TOP|Top|T|[+\-|\[\]【】()（）:：/·•><＞、\s]|A[+\-]?",
    re.IGNORECASE,
)
_GAZETTE = re.compile(
    r"[^。；，]{0,30}(?:公报|学报|会刊|法规汇编|政报)[^。；]{0,20}(?:\d{2,4}|第)\s*[年.·]?\s*.{0,6}[期号]?|"
    r".{0,12}\d{4}\s*年?\s*第\s*\d{1,3}\s*[期号].{0,12}公报|[·•\-—]\s*\d{1,4}\s*[·•\-—].{2,30}|.{2,30}[·•\-—]\s*\d{1,4}\s*[·•\-—]"
)
_GAZETTE_ALONE = re.compile(r".{2,30}(?:公报|政报)")
_SIGNED = re.compile(r"(?:省|市|州|县|区)长|主席|主任|部长|局长|院长|总理|委员长|检察长")
_ORGAN_END = re.compile(
    r"[^，。；：]{0,20}(?:人民政府|委员会|办公厅|办公室|法院|检察院|国务院|部|局|厅|署|委)(?:[（(]?[印章盖公\s]+[）)]?)?"
)
_DAY_ALONE = re.compile(rf"{DAY.pattern}(?:印发)?|\d{{4}}[.\-/]\d{{1,2}}[.\-/]\d{{1,2}}")
_NAMES = 30


def page_head(row: Row, times: Callable[[str], int]) -> tuple[str, Choice | None] | None:
    """A running head or foot: a line of a gazette, or words that come on page after page (`times` the same)."""
    if len(row.tight) <= 50 and not SENTENCE_END.search(row.words):
        if _GAZETTE.fullmatch(row.words) or _GAZETTE_ALONE.fullmatch(row.tight):
            return "像公报的页眉页脚,不是条文", Choice.LEAVE_OUT
        if times(row.tight) > 2:
            return f"同样的一行出现 {times(row.tight)} 次,像页眉页脚", Choice.LEAVE_OUT
    return None


def stray_reason(row: Row) -> str | None:
    """Why the row is no paragraph wherever it stands; None where it may be one."""
    words = row.words
    if len(words) <= 200 and (_EDITOR.match(words) or _EDITOR_ALONE.fullmatch(words)):
        return "像编辑或网站加的说明,不是条文"
    if _NOTE.match(words):
        return "以“注”开头,看不出是条文还是编者加的"
    if len(row.tight) <= 80 and not words.endswith(("。", "；")):
        if _SITE.match(words):
            return "像网页上的导航或版权说明,不是条文"
        if row.tight and len(row.tight) > 1 and not _SITE_WORDS.sub("", words):
            return "像网页上的按钮,不是条文"
    return None


def is_day(row: Row) -> bool:
    """Whether nothing but a day stands in the row."""
    words = row.words.strip("（）() ")
    return bool(_DAY_ALONE.fullmatch(words))


def signature_reason(row: Row) -> str | None:
    """Why a row at the end, or above the title, looks like a signature or a date."""
    words = row.words.strip("（）() ")
    if is_day(row):
        return "单独一个日期,像落款"
    if len(row.tight) > _NAMES or SENTENCE_END.search(row.words) or "，" in words:
        return None
    if DAY.search(words) and words.endswith(("日", "印发")):
        return "像落款和日期"
    if _SIGNED.match(words) and len(row.tight) <= 12:
        return "像署名"
    if _ORGAN_END.fullmatch(row.tight):
        return "像落款的机关"
    return None


def has_no_words(row: Row) -> bool:
    """Whether no letter, Chinese character or figure stands in the row."""
    return not any(unicodedata.category(c)[0] in "LN" for c in row.words)
