# The Spanish messages: nothing missing, nothing fuzzy, formats and blanks as in English, labels as narrow as they must
# be. Compared with messages extracted afresh, as po/Makevars says.
set -u
. "$top_srcdir/tests/lib/tap.sh"
for tool in xgettext msgmerge msgattrib msgfmt; do
    command -v $tool >/dev/null || { echo "1..0 # SKIP $tool (package gettext) is missing"; exit 0; }
done
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'rm -rf "$dir"' EXIT
cd "$top_srcdir" || exit 99

options=$(sed -n '/^XGETTEXT_OPTIONS/,/[^\\]$/p' po/Makevars | sed 's/^[^=]*= //; s/\\$//')
sed '/^#/d' po/POTFILES.in | xgettext $options --files-from=- --output="$dir/fresh.pot" || exit 99
msgmerge --quiet --no-fuzzy-matching --output-file="$dir/merged.po" po/es.po "$dir/fresh.pot" || exit 99

# Most columns (0: the note for translators names none), message and translation, with tabs between.
messages() {
    awk '
        function unquote(line) { sub(/^[^"]*"/, "", line); sub(/"$/, "", line); return line }
        function end() {
            if (text["msgid"] != "")
                for (n = 0; n < 2; n++)
                    if (("msgstr" n) in text)
                        print most "\t" (n ? text["msgid_plural"] : text["msgid"]) "\t" text["msgstr" n]
            delete text; most = 0
        }
        /^#\. / && match($0, /at most [0-9]+ columns/) { most = substr($0, RSTART + 8) + 0 }
        /^msg/ { key = $1; gsub(/[][]/, "", key); if (key == "msgstr") key = "msgstr0"; text[key] = unquote($0); next }
        /^"/ { text[key] = text[key] unquote($0) }
        /^$/ { end() }
        END { end() }' "$1"
}
messages "$dir/merged.po" >"$dir/messages"
extracted=$(($(grep -c '^msgid ' "$dir/fresh.pot") - 1)) # without the header

is "msgfmt has nothing to say" "$(msgfmt --check --output-file=/dev/null po/es.po 2>&1)" ""
is "nothing is fuzzy" "$(msgattrib --only-fuzzy po/es.po)" ""
ok "messages were extracted, and all are looked at" [ "$extracted" -gt 1 -a "$(wc -l <"$dir/messages")" -ge "$extracted" ]
is "every message of the sources is translated" "$(msgattrib --untranslated --no-obsolete "$dir/merged.po" | grep '^msgid')" ""
is "blanks at the ends are kept" "$(awk -F'\t' '
    function ends(text, head) { match(text, /^ */); head = RLENGTH; match(text, / *$/); return head " " RLENGTH }
    ends($2) != ends($3)' "$dir/messages")" ""
wide=
while IFS=$'\t' read -r most message translation; do
    [ "$most" = 0 ] || [ ${#translation} -le "$most" ] || wide="$wide$message: $translation: at most $most; "
done <"$dir/messages"
is "narrow labels are narrow enough" "$wide" ""
ok "… some are narrow" grep -q '^[1-9]' "$dir/messages"
tap_end
