"""What a brought table would become: columns guessed, rows understood, problems with their mends; nothing is written."""

from datetime import date

import pytest

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence, Tone, ValueScope
from handbook.model.knowledge import Knowledge
from handbook.model.script import Placeholder, Script, ScriptLine
from handbook.model.site_value import SiteValue
from handbook.table_files.child import answer_to
from handbook.table_files.table_file import Outline, Section, Sheet, TableKind
from handbook.upkeep.bringing_in import (
    AskProposal,
    Brought,
    Field,
    KnowledgeProposal,
    KnownQuestions,
    LineProposal,
    Purpose,
    SynonymProposal,
    ValueProposal,
    guessed_mapping,
    mended,
    remembered_mapping,
    rows_to_mend,
    understood,
    understood_outline,
)

_DAY = date(2026, 11, 20)


def _value(key: str, label: str, value: str = "", unit: str = "", **more: object) -> SiteValue:
    given: dict[str, object] = {"scope": ValueScope.COMPANY, "source": "由使用单位填写"} | more
    return SiteValue(key=key, label=label, value=value, unit=unit, confidence=Confidence.COMMON, **given)  # type: ignore[arg-type]


def _knowledge(id_: str, title: str, *asks: str) -> Entry:
    return Knowledge(
        id=id_,
        title=title,
        summary=title,
        asks=asks,
        owner="客服",
        reviewed=_DAY,
        review_by=_DAY,
        key_points=("x",),
    )


HANDBOOK = Handbook(
    values=(
        _value("hotline", "供热服务热线"),
        _value("repair_team", "抢修班电话"),
        _value("complaint_line", "投诉监督电话", "0451-82345678"),
        _value("shift_leader", "热线班长分机"),
        _value("pay_channels", "缴费渠道"),
        _value("fire", "消防电话", "119", scope=ValueScope.NATIONAL),
        _value("p2_arrival", "P2 到场", "2", "小时", promise=True),
        _value("p3_arrival", "P3 上门", "24", "小时内", promise=True),
        _value("complaint_reply", "投诉答复时限", "3", "日内", promise=True),
        _value("price_home", "居民热价", "", "元/㎡", scope=ValueScope.CITY),
    ),
    knowledge=(
        _knowledge("kn-filter", "过滤网多久清一次", "地热滤网几年一换", "滤网脏了谁清"),  # type: ignore[arg-type]
        _knowledge("kn-pay", "热费怎么交", "热费能分两次交吗", "手机上能交费不"),
    ),
    scripts=(
        Script(
            id="scr-calm",
            title="安抚",
            summary="安抚",
            owner="客服",
            reviewed=_DAY,
            review_by=_DAY,
            set="安抚",
            lines=(ScriptLine(id="a", situation="着急", variants={Tone.STANDARD: "我听出您着急了。"}),),
            placeholders=(Placeholder(name="称呼"),),
        ),
    ),
    synonyms=(("散热器", "暖气片", "暖气包"), ("地暖", "地热"), ("阀门", "截门")),
)


def sheet_of(text: str) -> Sheet:
    """A sheet as it is read from CSV."""
    table = answer_to(text.encode("gbk"), "1000").table
    assert table is not None
    return table.sheets[0]


def brought(purpose: Purpose, text: str) -> Brought:
    sheet = sheet_of(text)
    return understood(sheet, guessed_mapping(purpose, sheet.headers), HANDBOOK, purpose, file_name="表.csv")


def sentences(found: Brought) -> list[tuple[int, str]]:
    return [(problem.number, problem.sentence) for problem in found.problems]


@pytest.mark.parametrize(
    ("purpose", "headers", "fields"),
    [
        (
            Purpose.FAQ,
            ["序号", "客户问题", "标准答复", "类别", "备注"],
            [Field.IGNORED, Field.ASK, Field.ANSWER, Field.TOPIC, Field.INTERNAL],
        ),
        (Purpose.FAQ, ["常见问题", "参考答案"], [Field.ASK, Field.ANSWER]),
        (
            Purpose.VALUES,
            ["项目", "数值", "单位", "依据文件"],
            [Field.LABEL, Field.VALUE, Field.UNIT, Field.SOURCE],
        ),
        (Purpose.PHONES, ["部门名称", "联系电话", "备注"], [Field.LABEL, Field.VALUE, Field.IGNORED]),
        (Purpose.SYNONYMS, ["标准词", "又叫1", "又叫2"], [Field.WORD, Field.ALIASES, Field.ALIASES]),
        (Purpose.SYNONYMS, ["", "", ""], [Field.WORD, Field.ALIASES, Field.ALIASES]),
        (
            Purpose.LINES,
            ["话术名称", "场景", "语气", "话术"],
            [Field.TOPIC, Field.SITUATION, Field.TONE, Field.TEXT],
        ),
        (Purpose.ASKS, ["用户怎么问", "归到"], [Field.ASK, Field.TOPIC]),
        (Purpose.ASKS, ["", ""], [Field.ASK, Field.TOPIC]),
    ],
)
def test_columns_are_guessed_from_their_heads(
    purpose: Purpose, headers: list[str], fields: list[Field]
) -> None:
    assert list(guessed_mapping(purpose, headers).values()) == fields


def test_what_somebody_chose_before_goes_before_the_guess() -> None:
    headers = ["问 题", "答案", "口径"]
    kept = remembered_mapping(headers, {0: Field.ASK, 1: Field.IGNORED, 2: Field.ANSWER})
    assert list(guessed_mapping(Purpose.FAQ, ["问题", "答案", "口径"], kept).values()) == [
        Field.ASK,
        Field.IGNORED,
        Field.ANSWER,
    ]
    assert guessed_mapping(Purpose.SYNONYMS, ["答案"], {"答案": "可以对用户说"}) == {0: Field.IGNORED}


def test_a_column_that_must_be_named_is_asked_for() -> None:
    found = brought(Purpose.FAQ, "类别,编号\n缴费,12\n")
    assert found.rows == ()
    assert len(found.lacking) == 2
    assert "“用户怎么问”" in found.lacking[0]


FAQ = """序号,客户问题,标准答复,类别,备注
1,热费能分两次交吗,能。供热期前先交一半。,缴费,
2,地热滤网几年一换呀,一般两个供热期清一次。,地热,别推荐外面的店
3,楼道暖气归谁管,楼道立管归供热单位，您报修就行。,不热,
4,屋里不热能自己放水吗,别放，放了更不热，我给您登记。,不热,
5,报停了还要交钱吗,报停期间交基础费，比例看当年公告。,停热,营业厅口径
6,测温几点来,我们约白天去，不占您上班时间。,测温,
7,暖气不热多久来人,2 小时一定到。,不热,
8,换了房本要改户名吗,要。带房本、身份证到营业厅。,过户,
9,供热期几号到几号,,供热期,
10,发票在哪开,交完费在手机上点“开票”。,缴费,
11,楼道 暖气 归谁管？,楼道立管归供热单位，您报修就行。,不热,
12,地热和暖气片哪个费气,看面积，一样。,地热,
13,阀门能自己换吗,户内阀门要换，先跟我们说。,改动,
14,楼上漏水找谁,先打热线，我们派人上门查。,漏水,急的按应急卡走
15,发票在哪开？,也可以到营业厅打印。,缴费,
16,,没有问题的一行,其他,
17,暖气有水声,管里有气，放一放。,不热,
18,暖气片能挪地方吗,先申请，我们看过再动。,改动,
19,新房第一年要交费吗,看购房合同和当年公告。,缴费,
20,温控器黑屏了,先换电池看看。,温控,
21,地暖要不要清洗,三年左右看一次水质。,地热,
22,卫生间特别冷,先看那一路分水阀开没开。,不热,
23,能开通短信提醒吗,能，报手机号就给您开。,服务,
24,暖气费按什么面积算,按房本面积，以当年公告为准。,缴费,
25,租房子热费谁交,看您和房东的合同。,缴费,
26,欠费能不能先供热,先交清，或到营业厅签协议。,缴费,
27,投诉多久有回信,三日内答复您。,投诉,
28,夜里暖气凉,夜里温度有调节，先测一测。,不热,
29,室温不够怎么退费,先测温，按规定核。,退费,
30,测温要不要钱,不要钱。,测温,
31,暖气管能包起来吗,能包，但要留检修口。,改动,
32,分水器漏水,先关总阀，拿盆接着。,漏水,
33,单元门口井盖冒汽,别靠近，我马上报抢修。,漏水,
34,停电了暖气会停吗,短时停电一般不影响。,停热,
35,老人在家怕冷怎么办,我先登记，请您说说屋里多少度。,不热,
36,怎么查我家供热状态,报地址我帮您查。,服务,
37,开栓要不要人在家,最好在家，看看漏不漏。,开栓,
38,试水是哪天,看楼道贴的通知。,开栓,
39,别人家热我家不热,先看入户阀和过滤网。,不热,
40,师傅收费吗,"人为损坏的配件按价目收，{{price_home}}，单子给您看。",服务,
"""


def test_a_sheet_of_questions_of_real_shape() -> None:
    found = brought(Purpose.FAQ, FAQ)
    rows = {row.number: row for row in found.rows}
    assert len(found.rows) == 40
    assert rows[2].proposals == ()
    assert "热费怎么交" in rows[2].remarks[0]
    assert rows[3].proposals == (AskProposal("kn-filter", "地热滤网几年一换呀"),)
    assert rows[4].proposals == (
        KnowledgeProposal(
            title="楼道暖气归谁管",
            asks=("楼道暖气归谁管",),
            lines=("楼道立管归供热单位，您报修就行。",),
            source="表.csv 第 4 行、第 12 行",
            topic="不热",
        ),
    )
    assert (rows[12].joined_to, rows[12].proposals) == (4, ())
    assert rows[15].proposals[0].internal == ("急的按应急卡走",)  # type: ignore[union-attr]
    draft = rows[11].proposals[0]
    assert isinstance(draft, KnowledgeProposal)
    assert draft.lines == ("交完费在手机上点“开票”。", "也可以到营业厅打印。")
    assert "答复不一样" in rows[11].remarks[0]
    assert [number for number, _ in sentences(found)] == [8, 10, 17, 28]
    assert dict(sentences(found))[10] == "没有答复，请补上，或不要这一行。"
    assert found.joined == 2
    assert all(len(row.proposals) <= 1 for row in found.rows)


def test_a_question_in_other_words_is_a_draft_with_a_hint() -> None:
    (row,) = brought(Purpose.FAQ, "问题,答案\n热费能不能分两次交,能。\n").rows
    assert len(row.proposals) == 1
    assert "热费怎么交" in row.remarks[0]


def test_a_time_that_is_fixed_is_changed_to_the_value_and_then_is_right() -> None:
    sheet = sheet_of(FAQ)
    mapping = guessed_mapping(Purpose.FAQ, sheet.headers)
    known = KnownQuestions(HANDBOOK)
    for _ in range(2):
        found = understood(sheet, mapping, HANDBOOK, Purpose.FAQ, known=known)
        for problem in found.problems:
            if problem.mend is not None:
                sheet = mended(sheet, problem.number, problem.column, problem.mend.text)
    answers = {row.number: row.proposals for row in understood(sheet, mapping, HANDBOOK, Purpose.FAQ).rows}
    assert answers[8][0].lines == ("{{p2_arrival}}一定到。",)  # type: ignore[union-attr]
    assert answers[28][0].lines == ("{{complaint_reply}}答复您。",)  # type: ignore[union-attr]


def test_a_long_answer_is_parted_and_then_is_right() -> None:
    long = "先看阀门开没开再给我们打电话登记地址。" * 9
    text = f"问题,答案\n暖气怎么才热,{long}\n"
    sheet = sheet_of(text)
    mapping = guessed_mapping(Purpose.FAQ, sheet.headers)
    (problem,) = understood(sheet, mapping, HANDBOOK, Purpose.FAQ).problems
    assert problem.sentence == f"答复 {len(long)} 字，念着要 43 秒，拆成几句？"
    assert problem.mend is not None
    assert problem.mend.act == "拆"
    parted = understood(mended(sheet, 2, 1, problem.mend.text), mapping, HANDBOOK, Purpose.FAQ)
    assert parted.problems == ()
    (draft,) = parted.proposals
    assert isinstance(draft, KnowledgeProposal)
    assert "".join(draft.lines) == long
    endless = understood(mended(sheet, 2, 1, "字" * 300), mapping, HANDBOOK, Purpose.FAQ)
    assert endless.problems[0].mend is None


def test_rows_with_problems_are_saved_with_their_reasons() -> None:
    sheet = sheet_of(FAQ)
    found = brought(Purpose.FAQ, FAQ)
    table = rows_to_mend(sheet, found)
    assert table[0][-1] == "要改什么"
    assert [row[0] for row in table[1:]] == ["7", "9", "16", "27"]
    assert all(row[-1] for row in table)


def test_values_are_found_by_their_names() -> None:
    found = brought(
        Purpose.VALUES,
        "项目,数值,单位,依据\n供热服务热线,0451 8888 1234,,\nP3上门,48小时,,服务承诺\n居民热价,38.32,元/㎡,公告\n"
        "投诉监督电话,0451-82345678,,\n抢修班电话（24小时）,(0451)88881234转2,,\n热线班长分机,8012,,\n",
    )
    assert found.problems == ()
    assert found.proposals == (
        ValueProposal("hotline", "供热服务热线", "045188881234", "", "表.csv 第 2 行"),
        ValueProposal("p3_arrival", "P3 上门", "48", "小时内", "服务承诺"),
        ValueProposal("price_home", "居民热价", "38.32", "元/㎡", "公告"),
        ValueProposal("repair_team", "抢修班电话", "0451-88881234转2", "", "表.csv 第 6 行"),
        ValueProposal("shift_leader", "热线班长分机", "8012", "", "表.csv 第 7 行"),
    )
    assert "不用改" in found.rows[3].remarks[0]
    assert "按“抢修班电话”收" in found.rows[4].remarks[0]


@pytest.mark.parametrize(
    ("row", "said", "mend"),
    [
        (",1", "没有写名称", None),
        ("员工食堂,1", "手册里没有叫“员工食堂”的值", None),
        ("投诉电话,0451-82345678", "是不是“投诉监督电话”", "投诉监督电话"),
        ("消防电话,119", "由法规或国家定", None),
        ("抢修班电话,", "没有写值", None),
        ("抢修班电话,打前台", "不像电话号码", None),
        ("抢修班电话,王师傅 13912345678", "不像电话号码", "13912345678"),
        ("抢修班电话,45188881234", "丢了区号前的 0", "045188881234"),
        ("抢修班电话,1.39123E+10", "科学计数", None),
        ("抢修班电话,0451-8888123/13912345678", "2 个号码", "0451-8888123"),
        ("缴费渠道,{{hotline}}", "花括号", None),
        ("居民热价,看公告", "要填数", None),
    ],
)
def test_values_that_are_none_are_told(row: str, said: str, mend: str | None) -> None:
    (problem,) = brought(Purpose.VALUES, f"项目,数值\n{row}\n").problems
    assert said in problem.sentence
    assert problem.sentence.endswith(("。", "？"))
    assert (problem.mend.text if problem.mend else None) == mend


def test_a_unit_that_is_another_is_told() -> None:
    (problem,) = brought(Purpose.VALUES, "项目,数值,单位\nP3 上门,2,天\n").problems
    assert (problem.column, problem.mend and problem.mend.text) == (2, "小时内")


def test_one_value_twice_is_joined_or_told() -> None:
    found = brought(Purpose.VALUES, "项目,数值\n缴费渠道,微信\n缴费渠道,微信\n缴费渠道,支付宝\n")
    assert (found.rows[1].joined_to, len(found.proposals)) == (2, 1)
    assert sentences(found) == [(4, "“缴费渠道”在第 2 行写的是“微信”，请只留一行。")]


def test_a_telephone_book_is_passed_over_where_the_handbook_has_no_place() -> None:
    found = brought(Purpose.PHONES, "部门,电话\n人事科,1\n维修一班,12\n抢修班电话,96777\n缴费渠道,1\n")
    assert found.problems == ()
    assert [p.value for p in found.proposals if isinstance(p, ValueProposal)] == ["96777"]
    assert "没有收" in found.rows[0].remarks[0]


def test_ways_of_asking() -> None:
    found = brought(
        Purpose.ASKS,
        '用户怎么问,归到\n滤网堵了咋办,过滤网多久清一次\n"咋交费\n在哪交费",kn-pay\n滤网脏了谁清,kn-filter\n滤网脏了谁清,热费怎么交\n'
        f"滤网堵了，咋办？,kn-filter\n交费,热费怎样交\n没归处,\n,kn-pay\n{'很长' * 15}？{'很长' * 8},kn-pay\n{{{{x}}}}吗,kn-pay\n",
    )
    assert found.proposals == (
        AskProposal("kn-filter", "滤网堵了咋办"),
        AskProposal("kn-pay", "咋交费"),
        AskProposal("kn-pay", "在哪交费"),
    )
    assert found.rows[2].remarks == ("“滤网脏了谁清”已经有了，不用加。",)
    assert found.rows[4].joined_to == 2
    told = {problem.number: problem for problem in found.problems}
    assert "已经归“过滤网多久清一次”" in told[5].sentence
    assert told[7].mend is not None
    assert told[7].mend.text == "热费怎么交"
    assert told[10].mend is not None
    assert told[10].mend.text.count("\n") == 1
    assert set(told) == {5, 7, 8, 9, 10, 11}


def test_words_that_mean_the_same() -> None:
    found = brought(
        Purpose.SYNONYMS,
        "标准词,又叫\n温控器,面板、控温器\n暖气片,片子\n地暖,地热\n散热器,截门\n井盖,\n井盖,马葫芦、片子\n一句很长很长很长很长很长很长的话,词\n",
    )
    assert found.proposals == (
        SynonymProposal(("温控器", "面板", "控温器")),
        SynonymProposal(("散热器", "片子")),
    )
    assert "不用加" in found.rows[2].remarks[0]
    told = dict(sentences(found))
    assert "是两个意思" in told[5]
    assert "只有一个词" in told[6]
    assert "第 3 行" in told[7]
    assert "不是词" in told[8]


def test_groups_of_words_need_no_heads() -> None:
    found = brought(Purpose.SYNONYMS, "温控器,面板\n电热毯,电褥子\n")
    assert len(found.proposals) == 2


def test_lines_of_scripts() -> None:
    found = brought(
        Purpose.LINES,
        "话术名称,场景,语气,话术\n安抚,等久了,温和,{称呼}，让您久等了。\n安抚,着急,,我听出您着急了！\n安抚,等久了,标准,{称呼}，让您久等了。\n"
        "安抚,x,生气,好。\n热费怎么交,x,标准,好。\n安抚,x,标准,{单号}记下了。\n安抚,x,标准,\n安抚,x,标准,24小时内上门。\n",
    )
    assert found.proposals == (LineProposal("scr-calm", "等久了", Tone.SOOTHING, "{称呼}，让您久等了。"),)
    assert "已经有这一句" in found.rows[1].remarks[0]
    assert found.rows[2].joined_to == 2
    told = {problem.number: problem for problem in found.problems}
    assert told[5].mend is not None
    assert told[5].mend.text == "标准"
    assert "不是话术" in told[6].sentence
    assert "“单号”" in told[7].sentence
    assert "没有话" in told[8].sentence
    assert told[9].mend is not None
    assert told[9].mend.text == "{{p3_arrival}}上门。"


def test_an_outline_becomes_drafts() -> None:
    outline = Outline(
        name="培训.pptx",
        kind=TableKind.PPTX,
        sections=(
            Section(title="接电话的三步", lines=("先听完",), spoken=("练一遍",), place="第 1 张"),
            Section(title="谢谢", place="第 2 张"),
            Section(title="", lines=("x",), place="第 3 张"),
            Section(title="长" * 61, lines=("x",), place="第 4 张"),
            Section(title="热费怎么交", lines=("x",), place="第 5 张"),
        ),
    )
    found = understood_outline(outline, HANDBOOK)
    assert found.proposals[0] == KnowledgeProposal(
        "接电话的三步", (), ("先听完",), "培训.pptx 第 1 张", ("练一遍",)
    )
    assert [number for number, _ in sentences(found)] == [3, 4]
    assert "没有收" in found.rows[1].remarks[0]
    assert "手册里已有" in found.rows[4].remarks[0]
    assert understood(sheet_of("a,b\n"), {}, HANDBOOK, Purpose.OUTLINE).rows == ()


def test_what_looks_like_a_program_is_a_text() -> None:
    sheet = sheet_of("问题,答案\n=1+1 是什么,!!python/object:os.system [x]\n")
    found = understood(sheet, guessed_mapping(Purpose.FAQ, sheet.headers), HANDBOOK, Purpose.FAQ)
    (draft,) = found.proposals
    assert isinstance(draft, KnowledgeProposal)
    assert draft.lines == ("!!python/object:os.system [x]",)
    assert draft.source == "第 2 行"
