# TAP for shell tests:  is "what" "$got" "$wanted";  ok "what" command…;  has "what" "$text" "part";  tap_end
tap_n=0
tap_failed=0
tap_result() { # good? what
    tap_n=$((tap_n + 1))
    if [ "$1" = 0 ]; then echo "ok $tap_n - $2"; else echo "not ok $tap_n - $2"; tap_failed=$((tap_failed + 1)); fi
}
ok() { local what=$1; shift; "$@" >/dev/null 2>&1; tap_result $? "$what"; }
is() {
    if [ "$2" = "$3" ]; then tap_result 0 "$1"; else
        tap_result 1 "$1"
        diff <(printf '%s\n' "$3") <(printf '%s\n' "$2") | sed 's/^/# /' # < wanted, > got
    fi
}
has() { case $2 in *"$3"*) tap_result 0 "$1" ;; *) tap_result 1 "$1"; printf 'wanted: %s\ngot: %s\n' "$3" "$2" | sed 's/^/# /' ;; esac; }
hasnt() { case $2 in *"$3"*) tap_result 1 "$1"; printf 'not wanted: %s\n' "$3" | sed 's/^/# /' ;; *) tap_result 0 "$1" ;; esac; }
tap_end() { echo "1..$tap_n"; [ $tap_failed = 0 ]; }
