# What the tests beside npm's packages share: a folder, the server's functions, the packages (fetched once a build
# folder), and `finish`, which prints the counts for ./quickstart.
set -u
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/server.sh"
here=$(cd "$top_srcdir/tests/interop" && pwd)
wsadmin=$(cd "$top_builddir" && pwd)/wsadmin
mkdir -p "$top_builddir/tests/interop/node" && node=$(cd "$top_builddir/tests/interop/node" && pwd) || exit 99
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'server_stop; rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
export HOME=$dir/home NODE_PATH=$node/node_modules
mkdir -p "$HOME"

finish() {
    tap_end >"$dir/plan"
    cat "$dir/plan"
    printf '# PASS: %d\n# FAIL: %d\n' $((tap_n - tap_failed)) "$tap_failed"
    [ $tap_failed = 0 ]
    exit
}

if ! cmp -s "$here/package.json" "$node/package.json" || [ ! -x "$node/node_modules/.bin/sequelize-cli" ]; then
    cp "$here/package.json" "$node" &&
        npm install --prefix "$node" --no-audit --no-fund --no-package-lock >"$dir/npm.log" 2>&1
    npm_status=$?
    [ $npm_status = 0 ] || sed 's/^/# /' "$dir/npm.log"
    is "npm fetches the packages" $npm_status 0
    [ $npm_status = 0 ] || finish
fi
