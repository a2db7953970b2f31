# The fuzz targets over their corpora: each file that once found something, and enough to begin with.
. "$top_srcdir/tests/lib/tap.sh"
for program in "$top_builddir"/tests/fuzz/*.replay; do
    name=$(basename "$program" .replay)
    files=("$top_srcdir/tests/fuzz/corpus/$name"/*)
    out=$("$program" "${files[@]}" 2>&1)
    is "$name: its corpus of ${#files[@]} files" "$?" 0
    is "$name: all were read" "$(printf '%s\n' "$out" | grep -c ^ok)" "${#files[@]}"
done
tap_end
