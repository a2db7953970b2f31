# Long and wide words: a catalogue made here, in which each message is ⟦longer, with ideographs⟧, opened in every list, box,
# form and picture. What is cut off must say so by an ellipsis.
. "$top_srcdir/tests/screen/lib.sh"
for tool in xgettext msgfmt python3; do
    command -v $tool >/dev/null || { echo "1..0 # SKIP $tool is missing"; exit 0; }
done
export LANGUAGE=eo # not es: that of views.sh
locale=$PWD/tests/screen/locale
catalogue=$locale/eo/LC_MESSAGES
export WSADMIN=$PWD/tests/screen/wsadmin-locale
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
    def long(s):
        if re.search(r"at most \d+ columns|as short as", entry) or "\\n" in s: return s
        if "with blanks between" in entry: return re.sub(r"[^ ]+", r"⟦\g<0>⟧", s) # a word of these is taken alone
        before, words, after = re.fullmatch(r"( *)(.*?)( *)", s).groups()
        return before + "⟦漢字" + re.sub("  +", " / ", words) + " largo⟧" + after
    if n > 0 and quoted("msgid"):
        entry = re.sub(r'^msgstr(\[\d\])? ""', lambda m: "msgstr%s \"%s\"" % (m[1] or "", long(quoted("msgid_plural" if m[1] == "[1]" else "msgid"))), entry, flags=re.M)
    print(entry + "\n")
PY
msgfmt --output-file="$catalogue/wsadmin.mo" "$dir/pseudo.po" || exit 99
# On standard input a screen. In lists (and the edges of boxes) a message ends in its own piece of a line; in the text of a
# box it may go on in the next one, and its end may be below the last line.
cat >"$dir/cut.py" <<'PY'
import re, sys
lines = sys.stdin.read().rstrip("\n").split("\n")
boxed = sys.argv[1] == "box"
def look(text, whole, where):
    depth = 0
    for sign in re.findall("⟦|⟧|…|  ", text):
        if sign == "  " and whole and depth: return print(where)
        depth = depth + 1 if sign == "⟦" else 0 if sign == "…" else max(depth - 1, 0) if sign == "⟧" else depth
    if depth: print(where)
text = []
for line in lines:
    if boxed and line[:1] == "│":
        text.append(line.strip("│ "))
    else:
        for piece in re.split("[│┌┐└┘─]+", line): look(piece, True, piece)
more = boxed and any(re.search(r"[0-9]+ lines? more", line) for line in lines)
if more: text.append("…")
look(" ".join(text), False, "in the box: " + " / ".join(text))
PY
looks() { # NAME list|box "what only this screen shows": what is cut off there says so, as soon as all of it has come
    local tries=0
    wait_for "$3"
    while [ -n "$(screen | python3 "$dir/cut.py" $2)" ] && [ $tries -lt 40 ]; do tries=$((tries + 1)); sleep 0.1; done
    is "$columns: $1" "$(screen | python3 "$dir/cut.py" $2)" ""
}
box() { # NAME "what it shows" KEYS…: and its end; at a second width one box is enough
    [ "$columns" != 120 ] || [ "$1" = detail ] || return 0
    keys "${@:3}"
    looks "$1" box "$2"
    keys End NPage NPage NPage NPage NPage NPage # a plan has pages only
    wait_gone "lines more"
    looks "$1, its end" box "$2"
    keys C-g
    wait_gone "$2"
}
list() { keys "${@:3}"; looks "$1" list "$2"; }
everything_at() { # COLUMNS ROWS
    columns=$1
    console "$1" "$2"
    list workshops "of 51 largo"
    box detail "workshop #1234" d
    box help "漢字Keys largo" '?'
    box "plan of a cancellation" "漢字y do it" C
    list form "漢字Tab next field" e; keys C-g C-g; wait_gone "漢字Tab next field"
    list "empty form" "漢字new largo⟧ workshop" o; keys C-g C-g; wait_gone "漢字Tab next field"
    list choice "漢字letter: this one" T; keys C-g; wait_gone "漢字letter: this one"
    list order "漢字sort by what" s; keys C-g; wait_gone "漢字sort by what"
    list marks "漢字2 marked largo" Space j Space; keys - Home; wait_gone "漢字2 marked largo"
    box "what doctor says" "─ doctor ─" : doctor Enter
    list "dates of a series" "─ series next" : "series next 70" Enter; keys C-g; wait_gone "─ series next"
    list filter "1 found" / lunch Enter; keys Escape; wait_gone "1 found"
    list month "漢字: 9 workshops" v
    list week "01:00⟦漢字: 2 workshops" v; keys v; wait_for "of 51 largo"
    list chat "[5 " 5; list notes "[6 " 6; list invites "[7 " 7; list notifications "of 2 largo" 8; keys 4
    list categories "of 11 largo" 1 j
    box "detail of a category" "category #1" d
    list series "of 9 largo" 2 j
    box "detail of a series" "series #70" d
    list "form of a series" "漢字minutes" e; keys Tab Tab Tab; wait_for "漢字F4 build it"
    keys F4; looks "rule by choices" box "漢字rule by choices"; keys C-g C-g C-g; wait_gone "漢字rule by"
    box "plan to fill" "Plan: largo" F
    list hosts "@ada" 9
    box "detail of a person" "user #" d
    keys q; wait_for "[exit 0]"; term_stop
}
screen_database
sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
everything_at 80 24
everything_at 120 40
columns=40
console 40 10; list "a small screen" "漢字its host"; keys e; looks "form on a small screen" list "漢字title"; keys C-g C-g C; looks "plan on a small screen" box "Plan:"
keys C-g q; wait_for "[exit 0]"; term_stop
tap_end
