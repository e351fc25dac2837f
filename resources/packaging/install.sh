#!/bin/sh
# Installs, updates or removes 供热速查 for one user; needs no rights, keeps the user's data.
set -eu

name=gongre-handbook
here=$(cd "$(dirname "$0")" && pwd)
prefix=${HOME:?}/.local
verb=install
with_data=no

say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        install|update) verb=install ;;
        remove) verb=remove ;;
        --prefix) [ $# -ge 2 ] || fail "--prefix 后面要写文件夹"; prefix=$2; shift ;;
        --with-data) with_data=yes ;;
        -h|--help) say "用法:install.sh [install|update|remove [--with-data]] [--prefix 文件夹]"; exit 0 ;;
        *) fail "不认识的参数:$1(可用 --help)" ;;
    esac
    shift
done

target=$prefix/lib/$name
link=$prefix/bin/$name
desktop=$prefix/share/applications/$name.desktop
icon=$prefix/share/icons/hicolor/scalable/apps/$name.svg
data=${XDG_DATA_HOME:-$HOME/.local/share}/$name

copy_program() {
    # The new program is copied whole beside the old one, then the two change places: an update that is
    # interrupted, or stopped by a full disk, leaves the old program as it was.
    mkdir -p "$prefix/lib" "$prefix/bin" "${desktop%/*}" "${icon%/*}"
    rm -rf "$target.new" "$target.old"
    trap 'rm -rf "$target.new"' EXIT INT TERM
    cp -R "$here/program" "$target.new" || fail "没有装上:写不进 $prefix/lib(磁盘满或没有权限)。原来的程序没有动。"
    keep_foreign || fail "没有装上:写不进 $prefix/lib(磁盘满或没有权限)。原来的程序没有动。"
    if [ -d "$target" ]; then mv "$target" "$target.old"; fi
    mv "$target.new" "$target"
    rm -rf "$target.old"
    trap - EXIT INT TERM
}

keep_foreign() {
    # What the company or the user put beside the program stays: its defaults, the site's folder, data of a portable copy.
    for path in "$target"/*; do
        case ${path##*/} in
            _internal|licences) continue ;;
            defaults.json|portable.txt) ;;
            *) [ -d "$path" ] || continue ;;
        esac
        if [ ! -e "$target.new/${path##*/}" ]; then cp -R "$path" "$target.new/" || return 1; fi
    done
}

install_program() {
    copy_program
    ln -sfn "$target/handbook" "$link"
    sed "s|^Exec=.*|Exec=\"$target/handbook\"|; s|^Icon=.*|Icon=$icon|" "$here/share/$name.desktop" > "$desktop"
    cp "$here/share/$name.svg" "$icon"
    say "已安装到 $target;命令:$link"
}

remove_program() {
    rm -rf "$target.new" "$target.old"
    if [ -d "$target/data" ] && [ "$with_data" = no ]; then
        for path in "$target"/*; do [ "${path##*/}" = data ] || rm -rf "$path"; done
        data="$target/data $data"
    else
        rm -rf "$target"
    fi
    rm -f "$link" "$desktop" "$icon"
    # Folders that this installer may have made go too, if nothing else is in them.
    for folder in share/icons/hicolor/scalable/apps share/icons/hicolor/scalable share/icons/hicolor share/icons \
        share/applications share lib bin; do
        rmdir "$prefix/$folder" 2>/dev/null || :
    done
    if [ "$with_data" = yes ]; then rm -rf "$data"; say "已卸载,个人数据也已删除。"
    else say "已卸载;个人数据留在 $data"; fi
}

if [ "$verb" = install ]; then install_program; else remove_program; fi
