# new, set and delete: every entity, limits, rights, references, and what stands in the way.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
as() { local who=$1; shift; "$WSADMIN" --defaults-file="$dir/my.cnf" --as="$who" "$@"; }
cell() { sql platform -e "$1"; } # QUERY

run ws new category "name= Grief & Hope " --dry-run
is "new category, dry run: status" "$status" 0
has "new category, dry run: what" "$out" 'category "Grief & Hope"  new; name: Grief & Hope; slug: grief-hope; order: 3; active: yes'
is "new category, dry run: nothing made" "$(cell "SELECT COUNT(*) FROM workshop_categories")" 2
run ws new category "name=Grief & Hope" --yes
is "new category: status" "$status" 0
has "new category: its id is said" "$out" "categories made: 1, #3"
is "new category: made" "$(cell "SELECT name, slug, sort_order, is_active FROM workshop_categories WHERE id = 3")" \
    "Grief & Hope	grief-hope	3	1"
run ws new category name=Prayer --yes
is "a slug that is taken: status" "$status" 65
has "a slug that is taken: whose" "$errors" 'the slug prayer is that of category #1 "Prayer"'
run ws new category name=祈り --yes
is "a name without a slug: status" "$status" 65
has "a name without a slug: what to do" "$errors" "slug=TEXT"
run ws new category name=祈り slug=Inori --yes
is "no slug: status" "$status" 65
has "no slug: the one that was meant" "$errors" "did you mean inori?"
run ws new category name=祈り slug=inori "description=" --yes
is "a slug that is said: status" "$status" 0
run ws new category name=P --yes
is "too short a name: status" "$status" 65
run ws new category slug=x --yes
is "no name: status" "$status" 64
has "no name: said" "$errors" "new category: name is needed"
run ws new category name=X1 colour=red --yes
is "unknown field: status" "$status" 64
has "unknown field: the known ones" "$errors" "name slug description sort_order is_active"
run ws set category prayer is_active=no name=Prayers --json --yes
is "set: status" "$status" 0
is "set: done, the slug stays" "$(cell "SELECT name, slug, is_active FROM workshop_categories WHERE id = 1")" "Prayers	prayer	0"
run ws set category 1 slug== --yes
is "a slug made anew" "$(cell "SELECT slug FROM workshop_categories WHERE id = 1")" prayers
run ws set category 1 is_active=no --yes
is "set again: status" "$status" 0
has "set again: nothing to do" "$out$errors" "nothing to do"
run ws set category 99 is_active=no --yes
is "set what is not there: status" "$status" 65
run ws set category is_active=no --yes
is "set without rows: status" "$status" 64
run ws delete category 1 --dry-run
has "delete category: what it costs" "$out" "2 workshops lose their category"
has "delete category: and series" "$out" "1 series loses its category"
run ws delete category 1 --yes
is "delete category: status" "$status" 0
is "delete category: gone" "$(cell "SELECT COUNT(*) FROM workshop_categories WHERE id = 1")" 0
run as mod set category 2 is_active=no --yes
is "categories are not for moderators: status" "$status" 77
run ws delete user ana --yes
is "users are not deleted: status" "$status" 65
has "users are not deleted: what to do" "$errors" "can-host"
run ws log --json
has "log: before and after" "$out" 'category #1 \"Prayers\": slug: prayer -> prayers'
tap_end
