# The pictures of README are those that tools/make-pictures makes of the console as it is.
. "$top_srcdir/tests/lib/tap.sh"
if ! command -v tmux >/dev/null; then echo "Bail out! tmux is missing: apt-get install tmux"; exit 99; fi
command -v python3 >/dev/null || { echo "1..0 # SKIP python3 is missing"; exit 0; }
made=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'rm -rf "$made"' EXIT
ok "tools/make-pictures makes them" bash "$top_srcdir/tools/make-pictures" "$WSADMIN" "$made"
for picture in console plan; do
    ok "doc/$picture.svg is current (tools/make-pictures makes it anew)" cmp "$top_srcdir/doc/$picture.svg" "$made/$picture.svg"
    has "README shows doc/$picture.svg" "$(cat "$top_srcdir/README.md")" "(doc/$picture.svg)"
done
tap_end
