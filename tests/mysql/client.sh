#!/usr/bin/env bash
# The program linked with libmysqlclient (get.sh's), built beside this one: unit tests, and the tests of tests/db against
# MySQL itself, by TLS too. Part of make check-long.
set -u
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/server.sh"
. "$top_srcdir/tests/mysql/lib.sh"
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'server_stop; rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
bash "$top_srcdir/tests/mysql/get.sh" "$(dirname "$mysql_root")" || { echo "Bail out! MySQL cannot be fetched"; exit 99; }
source=$(cd "$top_srcdir" && pwd)
build=${CLIENT_FOLDER:-$PWD/tests/mysql/client}
lib=$mysql_root/usr/lib/x86_64-linux-gnu
mkdir -p "$build"
# The library wants a newer C library than this system may have: the programs run with the one that came along.
(
    cd "$build" &&
        { [ -f Makefile ] || "$source/configure" -q --enable-werror --with-mysql CC="${CC:-gcc}" \
            CLIENT_CFLAGS="-I$mysql_root/usr/include/mysql -idirafter $mysql_root/usr/include" CLIENT_LIBS="-L$lib -lmysqlclient" \
            LDFLAGS="-Wl,--dynamic-linker=$mysql_root/usr/lib64/ld-linux-x86-64.so.2 -Wl,--disable-new-dtags -Wl,-rpath,$lib -Wl,--allow-shlib-undefined"; } &&
        make -s && make -s check TESTS=
) >"$dir/build.log" 2>&1
status=$?
is "builds with libmysqlclient" $status 0
[ $status = 0 ] || { grep -m 20 "error" "$dir/build.log" | sed 's/^/# /'; tap_end; exit 1; }
has "is linked with it" "$(ldd "$build/wsadmin")" libmysqlclient
export WSADMIN=$build/wsadmin
mysql_start "$dir" || { echo "Bail out! MySQL did not start"; exit 99; }
for program in "$build"/tests/unit/*.test "$build"/tests/db/*.dbtest; do
    name=$(basename "$program")
    [ $name != demo.dbtest ] || continue
    mkdir "$dir/$name"
    (cd "$build" && top_srcdir=$source WSTEST_SOCKET=$SERVER_SOCKET WSTEST_DIR=$dir/$name "$program") >"$dir/$name.log" 2>&1
    tap_result $? "$name"
    grep -A3 '^not ok' "$dir/$name.log" | sed 's/^/# /'
done
server_stop
for script in words connect; do
    WSTEST_SERVER=mysql bash "$top_srcdir/tests/cli/$script.sh" >"$dir/$script.log" 2>&1
    tap_result $? "tests/cli/$script"
    grep -A3 '^not ok' "$dir/$script.log" | sed 's/^/# /'
done
tap_end
