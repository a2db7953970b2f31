# The first launch: pending migrations shown as a plan, run by y alone; who may not is told whom to ask; and the ways in
# which the console does not open at all.
. "$top_srcdir/tests/screen/lib.sh"
server_start "$dir" || exit 99

fresh() { # a platform's database without workshop tables
    sql -e "DROP DATABASE IF EXISTS screen; CREATE DATABASE screen CHARACTER SET utf8mb4"
    sql screen <"$top_srcdir/tests/data/platform-tables.sql"
    sql screen -e "INSERT INTO users (id, email, display_name, username, role) VALUES (1, 'k@x', 'Kim', 'kim', 'moderator')"
}
tables() { sql -e "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'screen' AND table_name LIKE 'workshop%'"; }
quit() { keys q; wait_for "[exit 0]"; term_stop; }

fresh
console 80 24
wait_for "y run them"; golden migrations-80x24
keys Enter Space x Y Tab; keys n; wait_gone "Plan:"; wait_for "could not be read"
is "leaving the plan runs nothing" "$(tables)" 0
quit
console 80 24
wait_for "y run them"; keys y; wait_for "9 migrations were run"; wait_for "nothing here"
is "y runs them" "$(tables)" 7
quit
console 80 24; wait_for "nothing here"; hasnt "no plan when nothing is pending" "$(screen)" "Plan:"; quit

# One that was interrupted goes on.
sql screen -e "DELETE FROM SequelizeMeta WHERE name LIKE '06%'; DROP TABLE workshop_invites"
console 80 24
wait_for "is there: only recorded"; golden migrations-half-80x24
keys y; wait_for "6 migrations were run"; wait_for "nothing here"; quit

# An account that may not.
fresh
sql -e "CREATE USER reader@localhost; GRANT SELECT ON screen.* TO reader@localhost"
console 80 24 --user=reader
wait_for "This account may not run them"; wait_for "GRANT INSERT, CREATE"
keys y; keys C-g; wait_gone "Plan:"
is "y does nothing for who may not" "$(tables)" 0
quit
console 80 24 --read-only
wait_for "This connection is read-only"; keys C-g; wait_gone "Plan:"; quit

# Told to ask nothing.
mkdir -p "$XDG_CONFIG_HOME/wsadmin" && echo "migrate = auto" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
console 80 24
wait_for "9 migrations were run"
is "migrate = auto asks nothing" "$(tables)" 7
quit
tap_end
