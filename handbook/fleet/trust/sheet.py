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


def recovery_sheet(made: Ceremony, now: datetime) -> str:
    """Plain text that fits a page."""
    keys = "\n".join(
        f"  {label}\n    编号 {'、'.join(key[:16] for key in made.key_ids[role])}    签一次管 {LASTS[role].days} 天    保管人:__________"
        for role, label in _LABELS.items()
    )
    return f"""供热速查 内容签发 恢复表    {now.astimezone():%Y-%m-%d} 做

指纹:{made.fingerprint}
  没有管理员装的电脑,第一次更新时照抄前 8 个字符:handbook update --trust {made.fingerprint[:9].replace(" ", "")}

{keys}

做完以后
  1. stick-1、stick-2 两个文件夹各拷进一个 U 盘,放在两处锁好。
  2. editor 拷到编辑的电脑;dispatch 拷到调度电脑的用户文件夹里;只让那个账号读得到。
  3. 1.root.json 放到每台电脑的 defaults.json 旁边(用户写不了的地方)。
  4. 第一次发布:handbook publish --keys 密钥文件夹 --to 更新文件夹。

出了事怎么办(各台电脑的内容都不会丢,只是暂时不更新)
  编辑的钥匙丢了或被偷:马上停用更新文件夹的写权限;用一个 U 盘的总钥匙换新的编辑钥匙,重新发布一次。
  调度电脑没了:用总钥匙换新的清单、时间、停热通知钥匙,挂着的通知核对一遍。偷走的人只能拖住更新、
    发假通知,改不了内容。
  一个 U 盘丢了:用另一个换一套总钥匙,再做一个新 U 盘。
  两个 U 盘都丢了:重做一套密钥,新的 1.root.json 随安装包发到每台电脑。
"""
