# Work that takes long: how far it is, lists that stay live meanwhile, stopping it on the server, quitting meanwhile.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
# Each notification takes a moment, and from the 41st on they wait for who holds the lock `gate`.
sql --delimiter=// screen -e "CREATE TRIGGER slow BEFORE INSERT ON notifications FOR EACH ROW BEGIN
    SET @n = COALESCE(@n, 0) + 1, @slept = SLEEP(0.01);
    IF @n > 40 THEN SET @held = GET_LOCK('gate', 100), @held = RELEASE_LOCK('gate'); END IF; END" || exit 99
sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
shut() {
    mariadb --no-defaults -uroot -S "$SERVER_SOCKET" -e "SELECT GET_LOCK('gate', 10); SELECT SLEEP(300)" >/dev/null 2>&1 &
    gate=$!
    until [ "$(sql -e "SELECT IS_USED_LOCK('gate') IS NOT NULL")" = 1 ]; do sleep 0.02; done
}
open_gate() { sql -e "KILL $(sql -e "SELECT IS_USED_LOCK('gate')")"; wait $gate 2>/dev/null; }
cancelled() { sql screen -e "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"; }
begin() { # all that are coming
    keys 3; wait_for "[3 Upcoming]"; keys Home '+'; wait_for "51 marked"
    keys C; wait_for "type 51"; keys 5 1 Enter; wait_for "at work"
}
was=$(cancelled)

shut
console 80 24; wait_for "31 joined of"; wait_for "of 51"
begin
wait_for " a second, "; wait_for "s left"
tap_result 0 "the box says how far it is, how fast, and how long it will take"
keys b; wait_gone "Plan:"; wait_for "at work"; wait_for "s left"; wait_gone "51 marked"
tap_result 0 "left behind, the last line says so"
keys 1; wait_for "All categories"
sql screen -e "UPDATE workshop_categories SET name = 'Renamed meanwhile' WHERE id = 1"
wait_for "Renamed meanwhile"
tap_result 0 "lists stay live meanwhile"
keys Home j; keys e; wait_for "F2 plan"; keys X F2; wait_for "an action is still at work"
hasnt "no plan of a form meanwhile" "$(screen)" "Plan:"
keys Escape; wait_for "Esc again leaves"; keys Escape; wait_gone "F2 plan"; wait_for "at work"
keys 3; wait_for "[3 Upcoming]"; keys H; wait_for "an action is still at work"; hasnt "no second action meanwhile" "$(screen)" "Plan:"
keys q; wait_for "an action is at work"; keys Escape; wait_gone "wait for it"; wait_for "[3 Upcoming]"
tap_result 0 "quitting meanwhile asks"
keys C-g; wait_for "stop it"; keys s; wait_for "stopped on the server; nothing was changed"
is "stopped on the server: nothing was changed" "$(cancelled)" "$was"
is "and no statement is left" "$(sql -e "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'INSERT INTO notifications%'")" 0

keys Home '+'; wait_for "51 marked"; keys C; wait_for "type 51"; keys 5 1 Enter; wait_for "at work"
keys Escape; wait_for "Plan:"; wait_for "stopped"
is "Esc in the box stops it as well" "$(cancelled)" "$was"
keys C-g; wait_gone "Plan:"

keys C; wait_for "type 51"; keys 5 1 Enter; wait_for "at work"; keys b; wait_gone "Plan:"
keys q; wait_for "wait for it"; keys w; wait_gone "wait for it"
keys j; wait_for "at work"
open_gate; wait_for "[exit 0]"
is "it is waited for" "$(cancelled)" $((was + 51))
term_stop

# A form's plan is left behind as well: the form goes with success, else it is back with what was typed. Marks that it
# was not about stay.
sql --delimiter=// screen -e "CREATE TRIGGER slow_name BEFORE UPDATE ON workshop_categories FOR EACH ROW BEGIN
    IF NEW.name LIKE 'Slow%' THEN SET @held = GET_LOCK('gate', 100), @held = RELEASE_LOCK('gate'); END IF;
    IF NEW.name = 'Slow three' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; END IF; END" || exit 99
named() { sql screen -e "SELECT COUNT(*) FROM workshop_categories WHERE name = '$1'"; }
rename() { keys e; wait_for "F2 plan"; keys C-u "$1" F2; wait_for "y do it"; keys y; wait_for "at work"; keys b; wait_gone "Plan:"; wait_gone "F2 plan"; }
shut
console 80 24; wait_for "nothing here"; keys 1; wait_for "Renamed meanwhile"; keys Home j Space j; wait_for "1 marked"
rename "Slow one"; open_gate; wait_for "Slow one"; wait_gone "at work"
is "a form's plan is carried out behind the lists" "$(named "Slow one")" 1
has "a mark it was not about stays" "$(screen)" "1 marked"
shut
rename "Slow two"; keys C-g; wait_for "stop it"; keys s; wait_for "F2 plan"
has "the form is back when it fails, with what was typed" "$(screen)" "Slow two"
is "and nothing was changed" "$(named "Slow two")" 0
keys C-u 'Slow three' F2; wait_for "y do it"; keys y; wait_for "at work"; keys b; wait_gone "F2 plan"
keys : lo; wait_for ":lo"; open_gate; wait_for "the form comes back when this is closed"; keys g; wait_for ":log"
hasnt "not over a line that is being typed" "$(screen)" "F2 plan"
keys C-g; wait_gone ":log"; wait_for "F2 plan"; wait_for "Slow three"
hasnt "but when that is closed" "$(screen)" "the form comes back"
keys C-g C-g; wait_gone "F2 plan"; quit_console
tap_end
