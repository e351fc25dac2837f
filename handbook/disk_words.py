"""An `OSError` goes in; why the disk refused comes out, in a few Chinese words that fit into a sentence."""

import errno

_WORDS = {
    errno.ENOENT: "已经不在了",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件太大",
    errno.EEXIST: "同名的文件占了位置",
    errno.ENOTDIR: "路径里有一段是文件,不是文件夹",
    errno.EISDIR: "是文件夹,不是文件",
    errno.ELOOP: "链接绕圈",
    errno.ENAMETOOLONG: "路径太长",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.ETIMEDOUT: "没有回应",
    errno.ENOTCONN: "连接已断开",
    errno.EHOSTDOWN: "对方电脑没有开机",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENETUNREACH: "网络不通",
    errno.ESTALE: "网络文件夹已失效",
}


def reason(error: OSError) -> str:
    """Why; the system's own words where the kind is a rare one."""
    known = _WORDS.get(error.errno or 0)
    return known or error.strerror or str(error) or type(error).__name__
