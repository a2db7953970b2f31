# Long and wide words: a catalogue made here, in which each message is ⟦longer, with ideographs⟧. A label on the first
# screen that is cut off must say so by an ellipsis: after each ⟦ comes ⟧ or … before the next one or the line's end.
. "$top_srcdir/tests/screen/lib.sh"
for tool in xgettext msgfmt python3; do
    command -v $tool >/dev/null || { echo "1..0 # SKIP $tool is missing"; exit 0; }
done
export WSADMIN=$PWD/tests/cli/wsadmin-elsewhere
catalogue=$PWD/tests/cli/elsewhere/locale/es/LC_MESSAGES
mkdir -p "$catalogue"
(
    cd "$top_srcdir" || exit 99
    options=$(sed -n '/^XGETTEXT_OPTIONS/,/[^\\]$/p' po/Makevars | sed 's/^[^=]*= //; s/\\$//')
    sed '/^#/d' po/POTFILES.in | xgettext $options --files-from=- --output="$dir/fresh.pot"
) || exit 99
python3 - "$dir/fresh.pot" >"$dir/pseudo.po" <<'PY' || exit 99
import re, sys
text = open(sys.argv[1], encoding="utf-8").read().replace("charset=CHARSET", "charset=UTF-8")
text = re.sub(r'"Plural-Forms:[^\n]*\n', '"Plural-Forms: nplurals=2; plural=(n != 1);\\\\n"\n', text)
for n, entry in enumerate(text.split("\n\n")):
    quoted = lambda name: "".join(re.findall(r'"(.*)"', (re.search(r'^%s ((?:"[^\n]*"\n?)+)' % name, entry, re.M) or ["", ""])[1]))
    long = lambda s: s if re.search(r"at most \d+ columns", entry) or s.startswith("\\n") or s.endswith("\\n") else "⟦漢字" + s + " largo" + "⟧"
    if n > 0 and quoted("msgid"):
        entry = re.sub(r'^msgstr(\[\d\])? ""', lambda m: "msgstr%s \"%s\"" % (m[1] or "", long(quoted("msgid_plural" if m[1] == "[1]" else "msgid"))), entry, flags=re.M)
    print(entry + "\n")
PY
msgfmt --output-file="$catalogue/wsadmin.mo" "$dir/pseudo.po" || exit 99
screen_database
export LANGUAGE=es
cut_off() { screen | grep -oP '⟦[^⟧…⟦]*(?=⟦|$)' | head -5; }
console 80 24
wait_for "Ana Reyes"
wait_for "largo⟧"
is "what is cut off says so" "$(cut_off)" ""
has "the line of keys keeps whole words" "$(screen | grep '^ ?')" " ? ⟦漢字help largo⟧  / ⟦漢字find largo⟧  : ⟦漢字line largo⟧"
keys q
wait_for "[exit 0]"
term_stop
tap_end
