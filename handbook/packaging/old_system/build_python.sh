#!/bin/sh
# Makes /opt/python in the old root from /sources: Debian's CPython 3.11 and SQLite, neither newer than glibc 2.28.
set -eu

work=/tmp/python-build
prefix=/opt/python
names="exp exp2 log log2 pow"
rm -rf "$work" "$prefix"
mkdir -p "$work" "$prefix/licences"
cd "$work"

tar -xf "$(ls /sources/python3.11_*.orig.tar.*)"
tar -xf "$(ls /sources/sqlite3_*.orig.tar.*)"
tar -xf "$(ls /sources/python3.11_*.debian.tar.*)"

# What Debian mends in the release, its security fixes above all; not how Debian lays Python out.
cd Python-3.11.*
sed -n '/^frame_dealloc-crash/,/^skip-xml-tests/p' ../debian/patches/series | while read -r name; do
    [ "$name" = skip-xml-tests-expat-CVE-2023-52425.patch ] || patch -s -p1 < "../debian/patches/$name"
done
# Debian builds this module into Python itself, where the header that a fix of theirs needs is open to it.
sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c
cd ../sqlite3-*
./configure --disable-tcl --disable-shared --enable-static --prefix="$work/sqlite" \
    CFLAGS="-O2 -fPIC -DSQLITE_SECURE_DELETE" > ../sqlite.log 2>&1
make -j2 libsqlite3.la sqlite3.h >> ../sqlite.log 2>&1
mkdir -p ../sqlite/include ../sqlite/lib
cp sqlite3.h ../sqlite/include
cp .libs/libsqlite3.a ../sqlite/lib
cp LICENSE.md "$prefix/licences/sqlite.txt"

cd ../Python-3.11.*
gcc -O2 -fPIC -c -o "$work/older_symbols.o" /sources/older_symbols.c
wrapped=$work/older_symbols.o
for name in $names; do wrapped="$wrapped -Wl,--wrap=$name"; done
./configure --prefix="$prefix" --enable-shared --with-ensurepip=install --disable-test-modules \
    ac_cv_func_sem_clockwait=no \
    CPPFLAGS="-I$work/sqlite/include" \
    LDFLAGS="-L$work/sqlite/lib -Wl,-rpath,$prefix/lib" \
    LDFLAGS_NODIST="$wrapped -lm" LIBS="-lm -ldl -lpthread" > ../configure.log 2>&1
make -j2 > ../make.log 2>&1
make install > ../install.log 2>&1
# A module that could not be built is left out without an error; these are what the program and the build need.
"$prefix/bin/python3.11" -c "import ctypes, lzma, bz2, zlib, sqlite3, pyexpat, _elementtree, select, mmap"
rm -rf "$work"
