# The timers' units: what they start works twice in a row, and systemd has nothing to say of them.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
sql platform -e "UPDATE workshops SET agora_channel = CONCAT('workshop-', id);
    UPDATE workshops SET scheduled_at = '2026-11-24 12:30:00' WHERE id = 11; UPDATE workshops SET attendee_count = 3 WHERE id = 11"
mkdir "$dir/units"
for unit in systemd/*.service; do
    name=$(basename "$unit" .service)
    words=$(sed -n 's/^ExecStart=[^ ]*wsadmin //p' "$unit")
    ok "$name has a timer" test -f "$top_srcdir/systemd/$name.timer"
    run ws $words
    [ "$words" = doctor ] || is "$name: $words" "$status" 0
    rows=$(sql platform -e "SELECT (SELECT COUNT(*) FROM workshops), (SELECT COUNT(*) FROM notifications)")
    run ws $words
    is "$name: again, nothing is doubled" "$(sql platform -e "SELECT (SELECT COUNT(*) FROM workshops), (SELECT COUNT(*) FROM notifications)")" "$rows"
    sed "s|^ExecStart=[^ ]*|ExecStart=$WSADMIN|" "$unit" >"$dir/units/$name.service"
    cp "$top_srcdir/systemd/$name.timer" "$dir/units"
done
is "series fill made workshops" "$(sql platform -e "SELECT COUNT(*) > 5 FROM workshops WHERE series_id = 1")" 1
is "reminders were sent" "$(sql platform -e "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_reminder'")" 2
if command -v systemd-analyze >/dev/null; then
    for unit in "$dir"/units/*; do
        is "systemd-analyze verify $(basename "$unit")" "$(SYSTEMD_LOG_TARGET=console systemd-analyze verify --man=no "$unit" 2>&1 | grep -F wsadmin-)" ""
        case $unit in *.service)
            ok "systemd-analyze security $(basename "$unit")" systemd-analyze security --offline=yes --threshold=20 "$unit" ;;
        esac
    done
else
    echo "# systemd-analyze is missing: units not verified"
fi
tap_end
