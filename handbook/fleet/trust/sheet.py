"""What a key ceremony made -> the sheet that is printed and kept: fingerprints, holders, days, steps; never a key."""

from datetime import datetime

from handbook.fleet.trust.ceremony import Ceremony
from handbook.fleet.trust.roles import BULLETINS, LASTS, ROOT, SNAPSHOT, TARGETS, TIMESTAMP

_LABELS = {
    ROOT: "总钥匙(两个 U 盘,各放一处)",
    TARGETS: "编辑的钥匙(发布内容,有口令)",
    SNAPSHOT: "清单的钥匙(编辑、调度电脑)",
    TIMESTAMP: "时间的钥匙(编辑、调度电脑)",
    BULLETINS: "停热通知的钥匙(调度电脑)",
}
_TWO = ("第一个签名人的钥匙(editor,有口令)", "第二个签名人的钥匙(editor-2,有口令)")


def recovery_sheet(made: Ceremony, now: datetime) -> str:
    """Plain text that fits a page."""
    is_two = len(made.key_ids[TARGETS]) > 1

    def two(words: str) -> str:
        return words if is_two else ""

    def line_two(words: str) -> str | None:
        return words if is_two else None

    signs = made.fingerprint[:9].replace(" ", "")
    lines = (
        f"供热速查 内容签发 恢复表    {now.astimezone():%Y-%m-%d} 做    内容要{'两' if is_two else '一'}个人签",
        "",
        f"指纹:{made.fingerprint}",
        f"  没有管理员装的电脑,第一次更新时照抄前 8 个字符:handbook update --trust {signs}",
        "",
        _keys(made),
        "",
        "做完以后(口令不写在这里,也不和 U 盘放在一起;忘了口令就等于丢了钥匙)",
        "  1. stick-1、stick-2 两个文件夹各拷进一个 U 盘,放在两处锁好。",
        "  2. 密钥文件夹:在编辑的电脑上建一个只让编辑的账号读得到的,把整个 editor 文件夹和 1.root.json 拷进去。",
        line_two(
            "     第二个签名人在他自己的电脑上也建一个,拷 editor-2 文件夹和 1.root.json。两把钥匙不放在一台电脑上。"
        ),
        "     dispatch 整个文件夹拷到调度电脑的用户文件夹里(手册“数据放在哪里”),只让那个账号读得到。",
        "     Windows 上没口令的钥匙第一次用过以后,只认那台电脑、那个账号,拷到别处打不开。",
        "  3. 1.root.json 放到每台电脑的 defaults.json 旁边(用户写不了的地方)。",
        "  4. 建好更新文件夹,第一次发布:handbook publish --keys 密钥文件夹 --to 更新文件夹",
        line_two(
            "     第二个人看过再签,签齐了才发:handbook publish --second --keys 他的密钥文件夹 --to 更新文件夹"
        ),
        "",
        "出了事怎么办(各台电脑的内容都不会丢,只是暂时不更新)",
        "  在编辑的电脑上做。“新”是每次另起的空文件夹,里面出来的新钥匙照下面放好(盖掉旧的)再把它清掉;root.pem 在 U 盘的",
        "  stick-1 或 stick-2 里,哪一个 U 盘都行。被偷的,先停掉更新文件夹的写权限,只给做这件事的人留着,换好再开。",
        "  换到一半断了:“新”别清,照原样再打一遍同一条命令,口令照旧,接着换。没换完,各台说“签名对不上”,内容照用。",
        f"  编辑的钥匙丢了、被偷{two('(哪一把都一样,两把一起换)')}:handbook keys 新 --replace editor --stick root.pem --to 更新文件夹",
        f"    新 editor 里的都放进密钥文件夹的 editor(没了就新建);新 dispatch 里的两个放进调度电脑的 dispatch{',' if is_two else '。'}",
        line_two("    新 editor-2 里的都放进第二个人的。只偷走一把的,改不了内容。"),
        "    再发布一次。偷走的人有口令的,先看一眼发布过的内容是不是您发的。",
        f"  调度电脑没了:handbook keys 新 --replace dispatch --stick root.pem --keys 密钥文件夹{two(' --keys 第二个人的')} --to 更新文件夹",
        "    新 dispatch 整个放进新的调度电脑;新 editor 里的都放进密钥文件夹的 editor(targets.pem 不动)。",
        line_two("    两个签名人都在场,各输各的口令;新 editor-2 里的都放进第二个人的。"),
        "    挂着的通知请调度核对一遍。偷走的人只能拖住更新、发假通知,改不了内容。",
        "  一个 U 盘丢了:handbook keys 新 --replace sticks --stick 另一个的root.pem --keys 密钥文件夹 --to 更新文件夹",
        "    新 stick-1、stick-2 各拷进一个 U 盘,以前的 U 盘从此不认,清掉。",
        "  两个 U 盘都丢了:handbook keys 新,重做一套,打印新的恢复表,照“做完以后”分好;更新文件夹里的 metadata、targets",
        "    移到别处,再第一次发布;新的 1.root.json 随安装包换掉每台电脑 defaults.json 旁边的那份。",
        "    还没换到的那几台会说“签名对不上”,内容照用。挂着的停热通知请调度重发。",
    )
    return "\n".join(line for line in lines if line is not None) + "\n"


def _keys(made: Ceremony) -> str:
    lines: list[str] = []
    for role, label in _LABELS.items():
        ids = made.key_ids[role]
        if role == TARGETS and len(ids) > 1:
            for own, keyid in zip(_TWO, ids, strict=True):
                lines += [f"  {own}", _line((keyid,), role)]
        else:
            lines += [f"  {label}", _line(ids, role)]
    return "\n".join(lines)


def _line(ids: tuple[str, ...], role: str) -> str:
    told = "、".join(key[:16] for key in ids)
    return f"    编号 {told}    签一次管 {LASTS[role].days} 天    保管人:__________"
