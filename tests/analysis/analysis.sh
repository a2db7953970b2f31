# What analyzers and other compilers say of the sources: nothing. gcc's -fanalyzer, clang with the project's own
# warnings, cppcheck. Needs gcc, clang and cppcheck. Part of make check-long.
set -u
. "$top_srcdir/tests/lib/tap.sh"
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
source=$(cd "$top_srcdir" && pwd)
for tool in gcc clang cppcheck; do
    command -v $tool >/dev/null || { echo "Bail out! $tool is missing: apt-get install gcc clang cppcheck"; exit 99; }
done

# What building the program with these words for configure says, apart from what make does.
built() { # FOLDER CONFIGURE...
    mkdir "$dir/$1" && cd "$dir/$1" || return
    shift
    "$source/configure" -q "$@" >configure.out 2>&1 || { cat configure.out; return; }
    make -k -s wsadmin 2>&1 >/dev/null | grep -A3 -E 'warning|error'
    [ -x wsadmin ] || echo "there is no program"
}
is "gcc -fanalyzer finds nothing" "$(built gcc CC=gcc CFLAGS="-O1 -fanalyzer")" ""
is "clang builds without a warning" "$(built clang CC=clang CFLAGS=-O2)" ""
is "cppcheck finds nothing" "$(cppcheck -q --enable=warning,performance,portability --std=c11 -I "$source/src" \
    --suppress=missingIncludeSystem "$source/src" 2>&1)" ""
tap_end
