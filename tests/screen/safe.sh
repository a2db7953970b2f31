# Safe hands: no key but y in a plan's box (or the typed count) changes the database, whatever is typed wherever; what is
# typed before the box is there is thrown away, and so is what is pasted.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
set -f # the keys below hold * and ?
before=$(everything)
unchanged() { is "$1: the database is as before" "$(everything)" "$before"; }
open() { console 80 24; wait_for "31 joined of"; }
quit() { home; keys q; wait_for "[exit 0]"; term_stop; }

# Until all that was typed has been taken in.
settled() { home; keys : "settled $1"; wait_for ":settled $1"; home; wait_gone ":settled"; }

# What closes every box, question and line, without leaving the console: Esc is held for a moment, C-g is not.
home() { keys C-g C-g C-g C-g; }
printable='! " # $ % & ( ) * + , - . / 0 1 2 3 4 5 6 7 8 9 : < = > ? @ A B C D E F G H I J K L M N O P Q R S T U V W X Y Z
    [ ] ^ _ ` a b c d e f g h i j k l m n o p r s t u v w x y z { | } ~'
others='Enter Space Tab BTab Up Down Left Right Home End PPage NPage DC IC BSpace F2 F3 F4 F5 F6 F7 F8 F9 F11 F12 C-a C-b
    C-d C-e C-f C-k C-l C-n C-o C-p C-r C-t C-u C-v C-w C-x C-y M-a M-b M-c M-y'

# Each key in each list, then out of whatever it opened, then y, which is no key there.
open
for list in 1 2 3 9 4 5 6 7 8; do
    typed=()
    for key in $printable $others; do typed+=("$list" "$key" C-g C-g C-g C-g y); done
    keys "${typed[@]}"
    settled "$list"
done
unchanged "every key in every list"

# In boxes of text, in the question, in the line.
for box in '?' d T; do
    typed=()
    for key in $printable $others; do
        case $box$key in Tr | Tc | Ti | Tv | Tu | Ts) continue ;; esac # these lead to a plan
        typed+=("$box" "$key" y C-g C-g C-g C-g)
    done
    keys "${typed[@]}"
    settled "$box"
done
typed=(:)
for key in $printable Space Left Right Up Down Tab BSpace y; do typed+=("$key"); done
keys "${typed[@]}"
settled "the line"
unchanged "every key in boxes and in the line"

# In a form, of a row and of a new one, by who may fill it in.
admin() { sql screen -e "UPDATE users SET is_admin = $1 WHERE id = 1"; before=$(everything); }
quit; admin 1; open
for form in e o; do
    keys "$form"; wait_for "F2 plan"
    typed=()
    for key in $printable $others; do
        case $key in Enter | F2) ;; *) typed+=("$key") ;; esac # these lead to a plan
    done
    keys "${typed[@]}"
    home; wait_gone "F2 plan"
done
unchanged "every key in a form"
admin 0

# In the plan's box, one after another, each on a plan that is shown.
quit; open
for key in $printable $others; do
    [ "$key" != y ] || continue
    case $(screen) in *"y do it"*) ;; *) home; keys C; wait_for "y do it" ;; esac
    keys "$key"
    case $key in
    n) wait_gone "Plan:" ;;
    v) wait_for "Who and what"; keys C-g; wait_gone "Who and what" ;;
    r) wait_for "reason:"; keys C-g; wait_gone "reason:" ;;
    w) wait_for "words:"; keys C-g; wait_gone "words:" ;;
    esac
done
home; keys C; wait_for "y do it"; keys w; wait_for "words:"; keys C-v BSpace Enter; wait_for "control or invisible"
home; wait_gone "Plan:"
unchanged "every key but y in a plan"
quit; open
keys a; wait_for "3 All"; keys '+'; wait_for "55 marked"
keys C; wait_for "type 55"; keys y Y Enter Space 5 Enter; wait_for "there are 55 rows, not 5"
keys 5 6 Enter; wait_for "not 56"; keys 5 5 y; wait_for "type 55 and Enter to do it: 55"
unchanged "y and wrong counts for many rows"
home; keys - a a a; wait_for "3 Upcoming"; wait_for "of 51"

# Typed ahead of the box: one write, so that y is there before the plan is.
keys Home; wait_for "1-11"
keys C y y y; wait_for "y do it"
unchanged "y typed ahead"
keys p y; wait_for "[ ] p"; wait_for "y do it"
unchanged "y typed ahead of a new plan"
home; wait_gone "Plan:"

# Pasted.
paste "Cy
"; wait_for "thrown away"
keys C; wait_for "y do it"
paste "y"; wait_for "thrown away"
unchanged "pasted"
home; wait_gone "Plan:"
keys :; paste "cancel 1236
y"; wait_for ":cancel 1236 y"
unchanged "pasted into the line"
keys C-g; wait_gone ":cancel"

# Where nothing can be seen nothing acts.
keys C; wait_for "y do it"
term_resize 30 8; wait_for "too small"; keys y Enter y
term_resize 80 24; wait_for "y do it"
unchanged "y on a screen that is too small"
home; wait_gone "Plan:"

# And y does act: the test above could fail.
keys j j; wait_for "#1236"; keys C; wait_for "y do it"; keys y; wait_for "1 workshop cancelled"
is "y in the box" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1236")" cancelled
keys a; wait_for "3 All"; keys '+'; wait_for "55 marked"; keys C; wait_for "type 55"; keys 5 5 Enter; wait_for "workshops cancelled"
is "the count in the box" "$(sql screen -e "SELECT COUNT(*) FROM workshops WHERE status IN ('live', 'lobby', 'scheduled')")" 0

# A row that changed between plan and y: nothing is done, the difference is said, a new plan is shown.
sql screen -e "UPDATE workshops SET status = 'scheduled' WHERE id = 1254"
keys -; keys a a a; wait_for "3 Upcoming"; keys r; wait_for "Next year"; keys Home C; wait_for "Plan: cancel #1254"; wait_for "y do it"
sql screen -e "UPDATE workshops SET scheduled_at = '2027-03-07 15:00:00' WHERE id = 1254"
keys y; wait_for "scheduled_at"
is "a changed row is left" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1254")" scheduled
wait_for "y do it"; keys y; wait_for "1 workshop cancelled"
is "the new plan is carried out" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1254")" cancelled
quit
tap_end
